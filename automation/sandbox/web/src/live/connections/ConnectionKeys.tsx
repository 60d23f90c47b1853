import Alert from "@mui/material/Alert";
import Button from "@mui/material/Button";
import Stack from "@mui/material/Stack";
import Typography from "@mui/material/Typography";
import { Text } from "../../shared/Text";
import { useTenant } from "../../shared/tenant";
import { useApiKey } from "../../shared/useApiKey";
import { Card } from "../kit/Card";
import { Field } from "../kit/Field";
import { useToast } from "../kit/useToast";
import { SuperAdminNotice } from "./SuperAdminNotice";

/** Tab 1: the old way in, where generating a secret ends the one in use. */
export function ConnectionKeys() {
  const toast = useToast();
  const { super_admin } = useTenant();
  const { apiKey, secret, view, regenerate } = useApiKey();
  const failed = () => toast("toast.failed", "error");
  return (
    <Card sx={{ m: 3, maxWidth: 720 }}>
      <Typography component="h2" variant="subtitle1" fontWeight={600}>
        <Text k="api_connections.connection_keys" />
      </Typography>
      <Alert severity="warning" sx={{ my: 2 }}>
        <Text k="api_connections.deprecated_notice" />
      </Alert>
      <Field k="api_connections.api_key" value={apiKey} InputProps={{ readOnly: true }} sx={{ mt: 1 }} />
      {secret !== null && (
        <Field k="api_connections.api_secret" value={secret} InputProps={{ readOnly: true }} sx={{ mt: 2.5 }} />
      )}
      {super_admin && (
        <Stack direction="row" spacing={1.5} sx={{ mt: 2 }}>
          <Button variant="outlined" onClick={() => void view().catch(failed)}>
            <Text k="api_connections.view_api_secret" />
          </Button>
          <Button color="warning" onClick={() => void regenerate().catch(failed)}>
            <Text k="api_connections.regenerate_api_secret" />
          </Button>
        </Stack>
      )}
      <SuperAdminNotice />
    </Card>
  );
}
