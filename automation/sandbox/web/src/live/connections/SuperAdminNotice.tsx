import Alert from "@mui/material/Alert";
import { Text } from "../../shared/Text";

/** Only the Super Administrator may. */
export function SuperAdminNotice() {
  return (
    <Alert severity="info" sx={{ mt: 2 }}>
      <Text k="api_connections.super_admin_notice" />
    </Alert>
  );
}
