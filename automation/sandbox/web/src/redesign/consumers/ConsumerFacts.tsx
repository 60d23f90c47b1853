import type { Consumer } from "../../shared/types";
import { useConsumerFacts } from "../../shared/useConsumerFacts";
import { Field } from "../kit/Field";
import styles from "./ConsumerForm.module.css";
import { HubBox } from "./HubBox";

/** The form's fields for a consumer that exists: the same fields, not to be changed. */
export function ConsumerFacts({ consumer }: { consumer: Consumer }) {
  return (
    <div className={styles.fields}>
      {useConsumerFacts(consumer).map(({ key, text }) => (
        <Field key={key} k={key} value={text} readOnly />
      ))}
      <HubBox checked={consumer.hub ?? false} />
    </div>
  );
}
