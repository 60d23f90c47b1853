import { Text } from "../../shared/Text";
import { useTenant } from "../../shared/tenant";
import { useApiKey } from "../../shared/useApiKey";
import { Button } from "../kit/Button";
import { Card, Notice } from "../kit/Card";
import { Field } from "../kit/Field";
import { useToast } from "../kit/Toasts";
import styles from "./ConnectionKeys.module.css";
import { SuperAdminNotice } from "./SuperAdminNotice";

/** The old way in, where generating a secret ends the one in use. */
export function ConnectionKeys() {
  const toast = useToast();
  const { super_admin } = useTenant();
  const { apiKey, secret, view, regenerate } = useApiKey();
  const failed = () => toast("toast.failed", "error");
  return (
    <Card title={<Text k="api_connections.connection_keys" />}>
      <Notice tone="warning">
        <Text k="api_connections.deprecated_notice" />
      </Notice>
      <Field k="api_connections.api_key" value={apiKey} readOnly />
      {secret !== null && <Field k="api_connections.api_secret" value={secret} readOnly />}
      {super_admin && (
        <div className={styles.actions}>
          <Button onClick={() => void view().catch(failed)}>
            <Text k="api_connections.view_api_secret" />
          </Button>
          <Button look="danger" onClick={() => void regenerate().catch(failed)}>
            <Text k="api_connections.regenerate_api_secret" />
          </Button>
        </div>
      )}
      <SuperAdminNotice />
    </Card>
  );
}
