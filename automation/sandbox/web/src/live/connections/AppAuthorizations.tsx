import Typography from "@mui/material/Typography";
import { Text } from "../../shared/Text";
import { Card } from "../kit/Card";

/** Tab 3: applications people have let in; this tenant has none. */
export function AppAuthorizations() {
  return (
    <Card sx={{ m: 3, maxWidth: 720 }}>
      <Typography component="h2" variant="subtitle1" fontWeight={600} gutterBottom>
        <Text k="api_connections.app_authorizations" />
      </Typography>
      <Typography variant="body2" color="text.secondary">
        <Text k="oauth_consumers.empty" />
      </Typography>
    </Card>
  );
}
