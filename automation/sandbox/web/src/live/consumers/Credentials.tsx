import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { Text } from "../../shared/Text";
import { useTenant } from "../../shared/tenant";
import type { Consumer } from "../../shared/types";
import { CredentialValue } from "./CredentialValue";

/** Creation date, key and secret: empty until the consumer is saved. */
export function Credentials({ consumer }: { consumer: Consumer | null }) {
  const { mutated } = useTenant();
  if (mutated("no-credentials")) return null;
  return (
    <Box component="section">
      <Typography component="h3" variant="subtitle2" sx={{ mb: 2 }}>
        <Text k="consumer_form.credentials" />
      </Typography>
      <Box sx={{ display: "grid", gap: 2.5, gridTemplateColumns: "repeat(auto-fit, minmax(320px, 1fr))" }}>
        {!mutated("no-creation-date") && (
          <Box sx={{ gridColumn: "1 / -1", maxWidth: 380 }}>
            <CredentialValue k="consumer_form.creation_date" value={consumer?.created_at ?? ""} />
          </Box>
        )}
        {!mutated("no-key-field") && (
          <CredentialValue k="consumer_form.key" value={consumer?.key ?? ""} copy="consumer_form.copy_key" />
        )}
        {!mutated("no-secret-field") && (
          <CredentialValue k="consumer_form.secret" value={consumer?.secret ?? ""} copy="consumer_form.copy_secret" />
        )}
      </Box>
    </Box>
  );
}
