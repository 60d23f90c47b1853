import Menu from "@mui/material/Menu";
import MenuItem from "@mui/material/MenuItem";
import { useState, type UIEvent } from "react";
import { Text } from "../../shared/Text";
import type { Choice } from "../../shared/types";
import { nearEnd, useWindow } from "../../shared/useWindow";
import { ChoiceSearch } from "./ChoiceSearch";
import { ReadOnlyInput } from "./ReadOnlyInput";
import { LIST_HEIGHT, ROW_HEIGHT, type DropdownProps } from "./types";

/** Kind 2: a read-only input that opens a menu. */
export function MenuDropdown({ k, value, choices, onChange, onBlur, placeholder, missing }: DropdownProps) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const { visible, above, below, onScroll } = useWindow(choices.items, choices.windowed, ROW_HEIGHT, LIST_HEIGHT);

  const close = () => {
    setAnchor(null);
    onBlur();
  };
  const choose = (choice: Choice) => {
    onChange(choice);
    close();
  };
  const scrolled = (event: UIEvent<HTMLElement>) => {
    onScroll(event);
    if (nearEnd(event.currentTarget)) choices.more();
  };

  return (
    <>
      <ReadOnlyInput
        k={k}
        text={value?.name ?? ""}
        placeholder={placeholder}
        missing={missing}
        onOpen={(event) => setAnchor(event.currentTarget)}
      />
      <Menu
        open={anchor !== null}
        anchorEl={anchor}
        onClose={close}
        autoFocus={!choices.partial}
        disableAutoFocusItem={choices.windowed}
        MenuListProps={{ style: { paddingTop: above || undefined, paddingBottom: below || undefined } }}
        slotProps={{ paper: { onScroll: scrolled, style: { maxHeight: LIST_HEIGHT, width: anchor?.clientWidth } } }}
      >
        {choices.partial && (
          <li role="none">
            <ChoiceSearch choices={choices} />
          </li>
        )}
        {visible.map((item) => (
          <MenuItem
            key={item.id}
            selected={item.id === value?.id}
            onClick={() => choose(item)}
            sx={{ height: ROW_HEIGHT, minHeight: ROW_HEIGHT }}
          >
            {item.name}
          </MenuItem>
        ))}
        {choices.items.length === 0 && !choices.loading && (
          <MenuItem disabled>
            <Text k="oauth_consumers.empty" />
          </MenuItem>
        )}
      </Menu>
    </>
  );
}
