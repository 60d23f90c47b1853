import { Text } from "../../shared/Text";
import { useTenant } from "../../shared/tenant";
import type { Consumer } from "../../shared/types";
import styles from "./ConsumerForm.module.css";
import { CredentialValue } from "./CredentialValue";

/** Creation date, key and secret: empty until the consumer is saved. */
export function Credentials({ consumer }: { consumer: Consumer | null }) {
  const { mutated } = useTenant();
  if (mutated("no-credentials")) return null;
  return (
    <section className={styles.credentials}>
      <h3 className={styles.heading}>
        <Text k="consumer_form.credentials" />
      </h3>
      {!mutated("no-creation-date") && (
        <CredentialValue k="consumer_form.creation_date" value={consumer?.created_at ?? ""} />
      )}
      {!mutated("no-key-field") && (
        <CredentialValue k="consumer_form.key" value={consumer?.key ?? ""} copy="consumer_form.copy_key" />
      )}
      {!mutated("no-secret-field") && (
        <CredentialValue k="consumer_form.secret" value={consumer?.secret ?? ""} copy="consumer_form.copy_secret" />
      )}
    </section>
  );
}
