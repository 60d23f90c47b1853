import Button from "@mui/material/Button";
import Dialog from "@mui/material/Dialog";
import DialogActions from "@mui/material/DialogActions";
import DialogTitle from "@mui/material/DialogTitle";
import { Text } from "../../shared/Text";
import { useTenant } from "../../shared/tenant";

/** "Do you want to continue?" */
export function ConfirmDialog({ open, onYes, onNo }: { open: boolean; onYes: () => void; onNo: () => void }) {
  const { hook } = useTenant();
  return (
    <Dialog open={open} onClose={onNo} maxWidth="xs">
      <DialogTitle>
        <Text k="dialog.question" />
      </DialogTitle>
      <DialogActions>
        <Button className={hook("qa-action-no")} onClick={onNo}>
          <Text k="dialog.no" />
        </Button>
        <Button className={hook("qa-action-yes")} variant="contained" onClick={onYes}>
          <Text k="dialog.yes" />
        </Button>
      </DialogActions>
    </Dialog>
  );
}
