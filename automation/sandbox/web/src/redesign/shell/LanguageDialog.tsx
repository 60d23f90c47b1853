import { LANGUAGES } from "../../shared/i18n";
import { Text } from "../../shared/Text";
import { useTenant } from "../../shared/tenant";
import type { Language } from "../../shared/types";
import { Modal } from "../kit/Modal";
import styles from "./Shell.module.css";

/** The languages the screens can be read in. */
export function LanguageDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { language, setLanguage } = useTenant();
  return (
    <Modal title={<Text k="user_menu.language" />} open={open} onClose={onClose}>
      <div className={styles.languages}>
        {Object.entries(LANGUAGES).map(([code, name]) => (
          <button
            key={code}
            type="button"
            lang={code}
            className={styles.language}
            aria-pressed={code === language}
            onClick={() => void setLanguage(code as Language).then(onClose)}
          >
            {name}
          </button>
        ))}
      </div>
    </Modal>
  );
}
