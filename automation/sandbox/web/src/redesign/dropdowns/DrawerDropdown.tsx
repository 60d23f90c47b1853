import { Check } from "lucide-react";
import { useState, type UIEvent } from "react";
import { useTranslation } from "react-i18next";
import { Text } from "../../shared/Text";
import type { Choice } from "../../shared/types";
import { nearEnd, useWindow } from "../../shared/useWindow";
import { Button } from "../kit/Button";
import { FieldFrame } from "../kit/Field";
import { Sheet } from "../kit/Sheet";
import { ChoiceSearch } from "./ChoiceSearch";
import styles from "./dropdowns.module.css";
import { Nothing } from "./Nothing";
import type { DropdownProps } from "./types";

const ROW = 41;

/** A read-only input that opens a drawer with a searchable table, which is confirmed. */
export function DrawerDropdown({ k, value, choices, onChange, onBlur, placeholder, missing }: DropdownProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [marked, setMarked] = useState<Choice | null>(value);
  const { visible, above, below, onScroll } = useWindow(choices.items, choices.windowed, ROW, 700);

  const show = () => {
    setMarked(value);
    choices.setSearch("");
    setOpen(true);
  };
  const close = () => {
    setOpen(false);
    onBlur();
  };
  const accept = () => {
    if (marked) onChange(marked);
    close();
  };
  const scrolled = (event: UIEvent<HTMLElement>) => {
    onScroll(event);
    if (nearEnd(event.currentTarget)) choices.more();
  };

  return (
    <>
      <FieldFrame k={k} missing={missing}>
        {(id) => (
          <input
            id={id}
            readOnly
            className={styles.trigger}
            value={value?.name ?? ""}
            placeholder={placeholder}
            aria-invalid={missing}
            onClick={show}
          />
        )}
      </FieldFrame>
      <Sheet
        title={<Text k={k} />}
        open={open}
        onClose={close}
        action={
          <Button look="icon" aria-label={t("dialog.accept")} disabled={!marked} onClick={accept}>
            <Check size={18} />
          </Button>
        }
      >
        <ChoiceSearch choices={choices} />
        <div className={styles.tall} onScroll={scrolled}>
          <div style={{ height: above }} />
          <table className={styles.table}>
            <tbody>
              {visible.map((item) => (
                <tr key={item.id} aria-selected={item.id === marked?.id} onClick={() => setMarked(item)}>
                  <td>{item.name}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <div style={{ height: below }} />
          <Nothing choices={choices} />
        </div>
      </Sheet>
    </>
  );
}
