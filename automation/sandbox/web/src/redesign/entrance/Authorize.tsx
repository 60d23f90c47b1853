import { Text } from "../../shared/Text";
import { useAuthorize } from "../../shared/useAuthorize";
import { Button } from "../kit/Button";
import { Notice } from "../kit/Card";
import { Entrance } from "./Entrance";
import styles from "./Entrance.module.css";

/** An application asks for access; the person grants or denies it. */
export function Authorize() {
  const { client, company, refused, sending, grant, deny } = useAuthorize();
  return (
    <Entrance heading="authorize.heading" onSubmit={grant}>
      {refused && (
        <Notice tone="danger">
          <Text k="authorize.refused" />
        </Notice>
      )}
      <p className={styles.hint}>
        <Text k="authorize.details" values={{ client, company }} />
      </p>
      <Button type="submit" look="primary" disabled={sending}>
        <Text k="authorize.grant" />
      </Button>
      <Button disabled={sending} onClick={deny}>
        <Text k="authorize.deny" />
      </Button>
    </Entrance>
  );
}
