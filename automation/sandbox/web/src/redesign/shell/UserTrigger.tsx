import { ChevronDown } from "lucide-react";
import { forwardRef, type HTMLAttributes } from "react";
import { useTranslation } from "react-i18next";
import { useTenant } from "../../shared/tenant";
import styles from "./Shell.module.css";

function Person() {
  const { user } = useTenant();
  return (
    <>
      <span className={styles.avatar}>{user?.initials}</span>
      <span className={styles.name}>{user?.name}</span>
      <ChevronDown size={14} />
    </>
  );
}

const ButtonTrigger = forwardRef<HTMLButtonElement, HTMLAttributes<HTMLElement>>(function ButtonTrigger(props, ref) {
  const { t } = useTranslation();
  return (
    <button {...props} ref={ref} type="button" className={styles.trigger} aria-label={t("top_bar.user_menu")}>
      <Person />
    </button>
  );
});

const BareTrigger = forwardRef<HTMLDivElement, HTMLAttributes<HTMLElement>>(function BareTrigger(props, ref) {
  const { onPointerDown } = props;
  return (
    <div ref={ref} className={styles.trigger} onPointerDown={onPointerDown}>
      <Person />
    </div>
  );
});

/** Initials and name of the signed-in person, as a button or as something that does not say what it is. */
export const UserTrigger = forwardRef<HTMLElement, HTMLAttributes<HTMLElement>>(function UserTrigger(props, ref) {
  const bare = useTenant().looks.user_menu === "bare";
  return bare ? (
    <BareTrigger {...props} ref={ref as React.Ref<HTMLDivElement>} />
  ) : (
    <ButtonTrigger {...props} ref={ref as React.Ref<HTMLButtonElement>} />
  );
});
