import * as Menu from "@radix-ui/react-dropdown-menu";
import type { UIEvent } from "react";
import { nearEnd, useWindow } from "../../shared/useWindow";
import { FieldFrame } from "../kit/Field";
import { ChoiceSearch } from "./ChoiceSearch";
import styles from "./dropdowns.module.css";
import { Nothing } from "./Nothing";
import { LIST_HEIGHT, ROW_HEIGHT, type DropdownProps } from "./types";

/** A read-only input that opens a menu. */
export function MenuDropdown({ k, value, choices, onChange, onBlur, placeholder, missing }: DropdownProps) {
  const { visible, above, below, onScroll } = useWindow(choices.items, choices.windowed, ROW_HEIGHT, LIST_HEIGHT);
  const scrolled = (event: UIEvent<HTMLElement>) => {
    onScroll(event);
    if (nearEnd(event.currentTarget)) choices.more();
  };
  return (
    <FieldFrame k={k} missing={missing}>
      {(id) => (
        <Menu.Root onOpenChange={(open) => !open && onBlur()}>
          <Menu.Trigger asChild>
            <input
              id={id}
              type="text"
              readOnly
              className={styles.trigger}
              value={value?.name ?? ""}
              placeholder={placeholder}
              aria-invalid={missing}
            />
          </Menu.Trigger>
          <Menu.Portal>
            <Menu.Content sideOffset={4} className={styles.floating}>
              {choices.partial && <ChoiceSearch choices={choices} />}
              <div className={styles.list} onScroll={scrolled}>
                <div style={{ height: above }} />
                {visible.map((item) => (
                  <Menu.Item key={item.id} className={styles.option} onSelect={() => onChange(item)}>
                    {item.name}
                  </Menu.Item>
                ))}
                <div style={{ height: below }} />
                <Nothing choices={choices} />
              </div>
            </Menu.Content>
          </Menu.Portal>
        </Menu.Root>
      )}
    </FieldFrame>
  );
}
