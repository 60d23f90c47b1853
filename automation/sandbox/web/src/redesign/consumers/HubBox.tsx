import * as Checkbox from "@radix-ui/react-checkbox";
import { Check } from "lucide-react";
import { useId } from "react";
import { Text } from "../../shared/Text";
import { useTenant } from "../../shared/tenant";
import styles from "./ConsumerForm.module.css";

/** The checkbox of the Hub, where the tenant has that. */
export function HubBox({ checked, onChange }: { checked: boolean; onChange?: (checked: boolean) => void }) {
  const { hub, mutated } = useTenant();
  const id = useId();
  if (!hub || mutated("no-hub")) return null;
  return (
    <div className={styles.hub}>
      <Checkbox.Root
        id={id}
        className={styles.box}
        checked={checked}
        disabled={!onChange}
        onCheckedChange={(next) => onChange?.(next === true)}
      >
        <Checkbox.Indicator>
          <Check size={13} />
        </Checkbox.Indicator>
      </Checkbox.Root>
      <label htmlFor={id}>
        <Text k="consumer_form.hub" />
      </label>
    </div>
  );
}
