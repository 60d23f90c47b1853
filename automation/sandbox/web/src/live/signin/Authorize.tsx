import Alert from "@mui/material/Alert";
import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import { Text } from "../../shared/Text";
import { useAuthorize } from "../../shared/useAuthorize";
import { Entrance } from "./Entrance";

/** An application asks for access; the person grants or denies it. */
export function Authorize() {
  const { client, company, refused, sending, grant, deny } = useAuthorize();
  return (
    <Entrance heading="authorize.heading" onSubmit={grant}>
      {refused && (
        <Alert severity="error">
          <Text k="authorize.refused" />
        </Alert>
      )}
      <Typography variant="body2" color="text.secondary">
        <Text k="authorize.details" values={{ client, company }} />
      </Typography>
      <Button type="submit" variant="contained" disabled={sending}>
        <Text k="authorize.grant" />
      </Button>
      <Button variant="outlined" disabled={sending} onClick={deny}>
        <Text k="authorize.deny" />
      </Button>
    </Entrance>
  );
}
