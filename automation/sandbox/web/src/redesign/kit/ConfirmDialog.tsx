import * as AlertDialog from "@radix-ui/react-alert-dialog";
import { Text } from "../../shared/Text";
import { useTenant } from "../../shared/tenant";
import { Button } from "./Button";
import styles from "./Modal.module.css";

/** "Do you want to continue?" */
export function ConfirmDialog({ open, onYes, onNo }: { open: boolean; onYes: () => void; onNo: () => void }) {
  const { hook } = useTenant();
  return (
    <AlertDialog.Root open={open}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className={styles.veil} />
        <AlertDialog.Content className={styles.modal} aria-describedby={undefined} onEscapeKeyDown={onNo}>
          <AlertDialog.Title className={styles.title}>
            <Text k="dialog.question" />
          </AlertDialog.Title>
          <div className={styles.actions}>
            <AlertDialog.Cancel asChild>
              <Button className={hook("qa-action-no")} onClick={onNo}>
                <Text k="dialog.no" />
              </Button>
            </AlertDialog.Cancel>
            <Button look="primary" className={hook("qa-action-yes")} onClick={onYes}>
              <Text k="dialog.yes" />
            </Button>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
