import * as Dialog from "@radix-ui/react-dialog";
import { ArrowLeft } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useTenant } from "../../shared/tenant";
import { Button } from "./Button";
import styles from "./Modal.module.css";

interface SheetProps {
  title: ReactNode;
  open: boolean;
  onClose: () => void;
  /** What stands at the right end of its head. */
  action: ReactNode;
  children: ReactNode;
}

/** A dialog at the right edge of the screen. */
export function Sheet({ title, open, onClose, action, children }: SheetProps) {
  const { t } = useTranslation();
  const { hook } = useTenant();
  return (
    <Dialog.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className={styles.veil} />
        <Dialog.Content className={styles.sheet} aria-describedby={undefined}>
          <div className={styles.head}>
            <Dialog.Close asChild>
              <Button look="icon" className={hook("qa-btn-back-drawer")} aria-label={t("dialog.back")}>
                <ArrowLeft size={16} />
              </Button>
            </Dialog.Close>
            <Dialog.Title className={styles.title}>{title}</Dialog.Title>
            {action}
          </div>
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
