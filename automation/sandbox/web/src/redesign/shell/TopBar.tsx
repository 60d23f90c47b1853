import { PanelLeft } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Duplicated } from "../../shared/Duplicated";
import { useTenant } from "../../shared/tenant";
import { Button } from "../kit/Button";
import { Logo } from "../kit/Logo";
import { UserMenu } from "./UserMenu";
import styles from "./Shell.module.css";

/** Main menu and word mark at the left, the person at the right. */
export function TopBar({ onMainMenu }: { onMainMenu: () => void }) {
  const { t } = useTranslation();
  const { hook, mutated } = useTenant();
  const userMenu = (
    <Duplicated>
      <UserMenu />
    </Duplicated>
  );
  return (
    <header className={styles.bar}>
      <Button look="icon" className={hook("qa-main-menu-btn")} aria-label={t("top_bar.main_menu")} onClick={onMainMenu}>
        <PanelLeft size={18} />
      </Button>
      {mutated("menu-left") && userMenu}
      <Logo />
      <span className={styles.space} />
      {!mutated("menu-left") && userMenu}
    </header>
  );
}
