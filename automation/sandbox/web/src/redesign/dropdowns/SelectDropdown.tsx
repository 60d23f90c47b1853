import * as Select from "@radix-ui/react-select";
import { Check, ChevronDown } from "lucide-react";
import { FieldFrame } from "../kit/Field";
import styles from "./dropdowns.module.css";
import { Nothing } from "./Nothing";
import type { DropdownProps } from "./types";

/** Radix's Select: a button with the role of a combobox, its options in a portal. */
export function SelectDropdown({ k, value, choices, onChange, onBlur, placeholder, missing }: DropdownProps) {
  const chosen = (id: string) => {
    const choice = choices.items.find((item) => String(item.id) === id);
    if (choice) onChange(choice);
  };
  return (
    <FieldFrame k={k} missing={missing}>
      {(id) => (
        <Select.Root
          value={value ? String(value.id) : ""}
          onValueChange={chosen}
          onOpenChange={(open) => !open && onBlur()}
        >
          <Select.Trigger id={id} className={styles.trigger} aria-invalid={missing}>
            <Select.Value placeholder={placeholder}>{value?.name}</Select.Value>
            <Select.Icon>
              <ChevronDown size={14} />
            </Select.Icon>
          </Select.Trigger>
          <Select.Portal>
            <Select.Content position="popper" sideOffset={4} className={styles.floating}>
              <Select.Viewport className={styles.list}>
                {choices.items.map((item) => (
                  <Select.Item key={item.id} value={String(item.id)} className={styles.option}>
                    <Select.ItemText>{item.name}</Select.ItemText>
                    <Select.ItemIndicator>
                      <Check size={14} />
                    </Select.ItemIndicator>
                  </Select.Item>
                ))}
                <Nothing choices={choices} />
              </Select.Viewport>
            </Select.Content>
          </Select.Portal>
        </Select.Root>
      )}
    </FieldFrame>
  );
}
