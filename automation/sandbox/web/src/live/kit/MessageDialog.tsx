import Button from "@mui/material/Button";
import Dialog from "@mui/material/Dialog";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import DialogTitle from "@mui/material/DialogTitle";
import type { ReactNode } from "react";
import { Text } from "../../shared/Text";

/** A dialog that only tells something. */
export function MessageDialog(props: { title: ReactNode; open: boolean; onClose: () => void; children: ReactNode }) {
  const { title, open, onClose, children } = props;
  return (
    <Dialog open={open} onClose={onClose} maxWidth="sm" fullWidth>
      <DialogTitle>{title}</DialogTitle>
      <DialogContent>{children}</DialogContent>
      <DialogActions>
        <Button onClick={onClose}>
          <Text k="dialog.close" />
        </Button>
      </DialogActions>
    </Dialog>
  );
}
