import UnfoldMoreIcon from "@mui/icons-material/UnfoldMore";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import FormHelperText from "@mui/material/FormHelperText";
import ListItemButton from "@mui/material/ListItemButton";
import Popover from "@mui/material/Popover";
import Typography from "@mui/material/Typography";
import { useId, useState, type UIEvent } from "react";
import { useTranslation } from "react-i18next";
import { Text } from "../../shared/Text";
import { useTenant } from "../../shared/tenant";
import type { Choice } from "../../shared/types";
import { nearEnd, useWindow } from "../../shared/useWindow";
import { ChoiceSearch } from "./ChoiceSearch";
import { LIST_HEIGHT, ROW_HEIGHT, type DropdownProps } from "./types";

/** A button that opens a popover with a search box and a list. */
export function PopoverDropdown({ k, value, choices, onChange, onBlur, placeholder, missing }: DropdownProps) {
  const { t } = useTranslation();
  const { looks, hook } = useTenant();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const { visible, above, below, onScroll } = useWindow(choices.items, choices.windowed, ROW_HEIGHT, LIST_HEIGHT);
  const id = useId();

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
    <Box>
      <Typography id={`${id}-label`} variant="caption" color="text.secondary">
        <Text k={k} />
      </Typography>
      <Button
        id={id}
        fullWidth
        variant="outlined"
        color={missing ? "error" : "inherit"}
        role="combobox"
        aria-haspopup="listbox"
        aria-expanded={anchor !== null}
        aria-labelledby={looks.labels === "tied" ? `${id}-label ${id}` : undefined}
        endIcon={<UnfoldMoreIcon />}
        onClick={(event) => {
          choices.setSearch("");
          setAnchor(event.currentTarget);
        }}
        sx={{
          justifyContent: "space-between",
          textTransform: "none",
          fontWeight: 400,
          fontSize: 16,
          height: 40,
          borderColor: "action.disabled",
        }}
      >
        {value?.name ?? placeholder}
      </Button>
      {missing && (
        <FormHelperText error>
          <span className={hook("qa-alert-error")}>{t("consumer_form.required", { field: t(k) })}</span>
        </FormHelperText>
      )}
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={close}
        anchorOrigin={{ vertical: "bottom", horizontal: "left" }}
        slotProps={{ paper: { sx: { width: anchor?.clientWidth } } }}
      >
        <ChoiceSearch choices={choices} />
        <Box role="listbox" sx={{ maxHeight: LIST_HEIGHT, overflow: "auto", pb: 1 }} onScroll={scrolled}>
          <div style={{ height: above }} />
          {visible.map((item) => (
            <ListItemButton
              key={item.id}
              role="option"
              aria-selected={item.id === value?.id}
              selected={item.id === value?.id}
              onClick={() => choose(item)}
              sx={{ height: ROW_HEIGHT }}
            >
              {item.name}
            </ListItemButton>
          ))}
          <div style={{ height: below }} />
          {choices.items.length === 0 && !choices.loading && (
            <Typography variant="body2" color="text.secondary" sx={{ px: 2, py: 1 }}>
              <Text k="oauth_consumers.empty" />
            </Typography>
          )}
        </Box>
      </Popover>
    </Box>
  );
}
