import MenuItem from "@mui/material/MenuItem";
import Typography from "@mui/material/Typography";
import type { UIEvent } from "react";
import { Field } from "../kit/Field";
import { Text } from "../../shared/Text";
import { nearEnd, useWindow } from "../../shared/useWindow";
import type { Choices } from "../../shared/useChoices";
import { ChoiceSearch } from "./ChoiceSearch";
import { LIST_HEIGHT, ROW_HEIGHT, type DropdownProps } from "./types";

/** The search box as a row that is no option: Select makes one of every child, so what it hands down is left unused. */
function SearchRow({ choices }: { choices: Choices }) {
  return (
    <li role="none">
      <ChoiceSearch choices={choices} />
    </li>
  );
}

/** Kind 1: MUI's Select, its options in a portal. */
export function SelectDropdown({ k, value, choices, onChange, onBlur, placeholder, missing }: DropdownProps) {
  const { visible, above, below, onScroll } = useWindow(choices.items, choices.windowed, ROW_HEIGHT, LIST_HEIGHT);

  const scrolled = (event: UIEvent<HTMLElement>) => {
    onScroll(event);
    if (nearEnd(event.currentTarget)) choices.more();
  };
  const chosen = (id: string) => {
    const choice = choices.items.find((item) => String(item.id) === id);
    if (choice) onChange(choice);
  };

  return (
    <Field
      k={k}
      select
      missing={missing}
      value={value ? String(value.id) : ""}
      onChange={(event) => chosen(event.target.value)}
      onBlur={onBlur}
      SelectProps={{
        displayEmpty: true,
        renderValue: () =>
          value ? (
            value.name
          ) : (
            <Typography component="span" color="text.disabled">
              {placeholder}
            </Typography>
          ),
        MenuProps: {
          slotProps: { paper: { onScroll: scrolled, style: { maxHeight: LIST_HEIGHT } } },
          MenuListProps: { style: { paddingTop: above || undefined, paddingBottom: below || undefined } },
          autoFocus: !choices.partial,
          // Focus on an item that scrolls out of the window would jump to the next one and scroll back.
          disableAutoFocusItem: choices.windowed,
        },
      }}
    >
      {choices.partial && <SearchRow choices={choices} />}
      {visible.map((item) => (
        <MenuItem key={item.id} value={String(item.id)} sx={{ minHeight: ROW_HEIGHT, height: ROW_HEIGHT }}>
          {item.name}
        </MenuItem>
      ))}
      {choices.items.length === 0 && !choices.loading && (
        <MenuItem disabled value="">
          <Text k="oauth_consumers.empty" />
        </MenuItem>
      )}
    </Field>
  );
}
