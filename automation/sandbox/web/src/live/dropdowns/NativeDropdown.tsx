import { Field } from "../kit/Field";
import type { DropdownProps } from "./types";

/** The browser's own `<select>`. */
export function NativeDropdown({ k, value, choices, onChange, onBlur, placeholder, missing }: DropdownProps) {
  const chosen = (id: string) => {
    const choice = choices.items.find((item) => String(item.id) === id);
    if (choice) onChange(choice);
  };
  return (
    <Field
      k={k}
      select
      missing={missing}
      SelectProps={{ native: true }}
      value={value ? String(value.id) : ""}
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
    </Field>
  );
}
