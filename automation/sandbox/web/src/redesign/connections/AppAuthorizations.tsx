import { Text } from "../../shared/Text";
import { Card } from "../kit/Card";

/** Applications people have let in; this tenant has none. */
export function AppAuthorizations() {
  return (
    <Card title={<Text k="api_connections.app_authorizations" />}>
      <p>
        <Text k="oauth_consumers.empty" />
      </p>
    </Card>
  );
}
