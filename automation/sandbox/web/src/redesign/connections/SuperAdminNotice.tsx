import { Text } from "../../shared/Text";
import { Notice } from "../kit/Card";

/** Only the Super Administrator may. */
export function SuperAdminNotice() {
  return (
    <Notice tone="info">
      <Text k="api_connections.super_admin_notice" />
    </Notice>
  );
}
