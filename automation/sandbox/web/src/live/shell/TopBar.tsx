import MenuIcon from "@mui/icons-material/Menu";
import NotificationsNoneIcon from "@mui/icons-material/NotificationsNone";
import AppBar from "@mui/material/AppBar";
import Badge from "@mui/material/Badge";
import Box from "@mui/material/Box";
import IconButton from "@mui/material/IconButton";
import Toolbar from "@mui/material/Toolbar";
import Tooltip from "@mui/material/Tooltip";
import { useTranslation } from "react-i18next";
import { Duplicated } from "../../shared/Duplicated";
import { useTenant } from "../../shared/tenant";
import { Logo } from "../kit/Logo";
import { UserMenu } from "./UserMenu";

/** Main menu and word mark at the left, notifications and the person at the right. */
export function TopBar({ onMainMenu }: { onMainMenu: () => void }) {
  const { t } = useTranslation();
  const { hook, mutated } = useTenant();
  const userMenu = (
    <Duplicated>
      <UserMenu />
    </Duplicated>
  );
  return (
    <AppBar position="static" color="inherit" elevation={0} sx={{ borderBottom: 1, borderColor: "divider" }}>
      <Toolbar variant="dense" sx={{ minHeight: 56, gap: 1 }}>
        <Tooltip title={t("top_bar.main_menu")}>
          <IconButton edge="start" className={hook("qa-main-menu-btn")} onClick={onMainMenu}>
            <MenuIcon />
          </IconButton>
        </Tooltip>
        {mutated("menu-left") && userMenu}
        <Logo />
        <Box sx={{ flex: 1 }} />
        <Tooltip title={t("top_bar.notifications")}>
          <IconButton>
            <Badge variant="dot" color="error">
              <NotificationsNoneIcon />
            </Badge>
          </IconButton>
        </Tooltip>
        {!mutated("menu-left") && userMenu}
      </Toolbar>
    </AppBar>
  );
}
