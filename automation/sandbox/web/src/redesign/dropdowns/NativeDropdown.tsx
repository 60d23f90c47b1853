import { FieldFrame } from "../kit/Field";
import styles from "./dropdowns.module.css";
import type { DropdownProps } from "./types";

/** The browser's own `<select>`. */
export function NativeDropdown({ k, value, choices, onChange, onBlur, placeholder, missing }: DropdownProps) {
  const chosen = (id: string) => {
    const choice = choices.items.find((item) => String(item.id) === id);
    if (choice) onChange(choice);
  };
  return (
    <FieldFrame k={k} missing={missing}>
      {(id) => (
        <select
          id={id}
          className={`${styles.trigger} ${styles.native}`}
          value={value ? String(value.id) : ""}
          aria-invalid={missing}
          onChange={(event) => chosen(event.target.value)}
          onBlur={onBlur}
        >
          <option value="" disabled>
            {placeholder}
          </option>
          {choices.items.map((item) => (
            <option key={item.id} value={String(item.id)}>
              {item.name}
            </option>
          ))}
        </select>
      )}
    </FieldFrame>
  );
}
