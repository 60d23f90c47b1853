import { Text } from "../../shared/Text";
import type { Choices } from "../../shared/useChoices";
import styles from "./dropdowns.module.css";

/** Says that there is nothing to choose from. */
export function Nothing({ choices }: { choices: Choices }) {
  if (choices.loading || choices.items.length > 0) return null;
  return (
    <div className={styles.empty}>
      <Text k="oauth_consumers.empty" />
    </div>
  );
}
