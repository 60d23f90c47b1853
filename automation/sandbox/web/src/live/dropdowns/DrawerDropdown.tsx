import CloseIcon from "@mui/icons-material/Close";
import DoneIcon from "@mui/icons-material/Done";
import Box from "@mui/material/Box";
import Drawer from "@mui/material/Drawer";
import IconButton from "@mui/material/IconButton";
import Table from "@mui/material/Table";
import TableBody from "@mui/material/TableBody";
import TableCell from "@mui/material/TableCell";
import TableRow from "@mui/material/TableRow";
import Tooltip from "@mui/material/Tooltip";
import Typography from "@mui/material/Typography";
import { useState, type UIEvent } from "react";
import { useTranslation } from "react-i18next";
import { Text } from "../../shared/Text";
import { useTenant } from "../../shared/tenant";
import type { Choice } from "../../shared/types";
import { nearEnd, useWindow } from "../../shared/useWindow";
import { ChoiceSearch } from "./ChoiceSearch";
import { ReadOnlyInput } from "./ReadOnlyInput";
import type { DropdownProps } from "./types";

const ROW = 41;

/** Kind 3: a read-only input that opens a drawer with a searchable table, which is confirmed. */
export function DrawerDropdown({ k, value, choices, onChange, onBlur, placeholder, missing }: DropdownProps) {
  const { t } = useTranslation();
  const { hook } = useTenant();
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
      <ReadOnlyInput
        k={k}
        text={value?.name ?? ""}
        placeholder={placeholder}
        missing={missing}
        buttonName="toggle password visibility" // wrong, and seen so in the live product
        onOpen={show}
      />
      <Drawer anchor="right" open={open} onClose={close} PaperProps={{ sx: { width: 420 } }}>
        <Box
          sx={{
            display: "flex",
            alignItems: "center",
            gap: 1,
            px: 1.5,
            py: 1,
            borderBottom: 1,
            borderColor: "divider",
          }}
        >
          <Tooltip title={t("dialog.close")}>
            <IconButton className={hook("qa-btn-back-drawer")} onClick={close}>
              <CloseIcon />
            </IconButton>
          </Tooltip>
          <Typography sx={{ flex: 1 }} fontWeight={600}>
            <Text k={k} />
          </Typography>
          <Tooltip title={t("dialog.accept")}>
            <span>
              <IconButton color="primary" aria-label={t("dialog.accept")} disabled={!marked} onClick={accept}>
                <DoneIcon />
              </IconButton>
            </span>
          </Tooltip>
        </Box>
        <ChoiceSearch choices={choices} />
        <Box sx={{ flex: 1, overflow: "auto" }} onScroll={scrolled}>
          <Table component="div" size="small">
            <TableBody component="div">
              <div style={{ height: above }} />
              {visible.map((item) => (
                <TableRow
                  key={item.id}
                  component="div"
                  hover
                  selected={item.id === marked?.id}
                  onClick={() => setMarked(item)}
                  sx={{ display: "flex", height: ROW, cursor: "pointer" }}
                >
                  <TableCell component="div" sx={{ flex: 1 }}>
                    {item.name}
                  </TableCell>
                </TableRow>
              ))}
              <div style={{ height: below }} />
            </TableBody>
          </Table>
          {choices.items.length === 0 && !choices.loading && (
            <Typography variant="body2" color="text.secondary" sx={{ p: 2 }}>
              <Text k="oauth_consumers.empty" />
            </Typography>
          )}
        </Box>
      </Drawer>
    </>
  );
}
