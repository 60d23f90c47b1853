import * as Popover from "@radix-ui/react-popover";
import { Check, ChevronsUpDown } from "lucide-react";
import { useState, type UIEvent } from "react";
import type { Choice } from "../../shared/types";
import { nearEnd, useWindow } from "../../shared/useWindow";
import { FieldFrame } from "../kit/Field";
import { ChoiceSearch } from "./ChoiceSearch";
import styles from "./dropdowns.module.css";
import { Nothing } from "./Nothing";
import { LIST_HEIGHT, ROW_HEIGHT, type DropdownProps } from "./types";

/** A button that opens a popover with a search box and a list. */
export function PopoverDropdown({ k, value, choices, onChange, onBlur, placeholder, missing }: DropdownProps) {
  const [open, setOpen] = useState(false);
  const { visible, above, below, onScroll } = useWindow(choices.items, choices.windowed, ROW_HEIGHT, LIST_HEIGHT);

  const turn = (next: boolean) => {
    if (next) choices.setSearch("");
    else onBlur();
    setOpen(next);
  };
  const choose = (choice: Choice) => {
    onChange(choice);
    turn(false);
  };
  const scrolled = (event: UIEvent<HTMLElement>) => {
    onScroll(event);
    if (nearEnd(event.currentTarget)) choices.more();
  };

  return (
    <FieldFrame k={k} missing={missing}>
      {(id) => (
        <Popover.Root open={open} onOpenChange={turn}>
          <Popover.Trigger asChild>
            <button
              id={id}
              type="button"
              role="combobox"
              aria-haspopup="listbox"
              aria-invalid={missing}
              className={styles.trigger}
              data-placeholder={value ? undefined : ""}
            >
              {value?.name ?? placeholder}
              <ChevronsUpDown size={14} />
            </button>
          </Popover.Trigger>
          <Popover.Portal>
            <Popover.Content sideOffset={4} className={styles.floating}>
              <ChoiceSearch choices={choices} />
              <div role="listbox" className={styles.list} onScroll={scrolled}>
                <div style={{ height: above }} />
                {visible.map((item) => (
                  <div
                    key={item.id}
                    role="option"
                    tabIndex={-1}
                    aria-selected={item.id === value?.id}
                    className={styles.option}
                    onClick={() => choose(item)}
                  >
                    {item.name}
                    {item.id === value?.id && <Check size={14} />}
                  </div>
                ))}
                <div style={{ height: below }} />
                <Nothing choices={choices} />
              </div>
            </Popover.Content>
          </Popover.Portal>
        </Popover.Root>
      )}
    </FieldFrame>
  );
}
