import CampaignOutlinedIcon from "@mui/icons-material/CampaignOutlined";
import DarkModeOutlinedIcon from "@mui/icons-material/DarkModeOutlined";
import DomainOutlinedIcon from "@mui/icons-material/DomainOutlined";
import HelpOutlineIcon from "@mui/icons-material/HelpOutline";
import LogoutIcon from "@mui/icons-material/Logout";
import SettingsOutlinedIcon from "@mui/icons-material/SettingsOutlined";
import TranslateIcon from "@mui/icons-material/Translate";
import ListItemIcon from "@mui/material/ListItemIcon";
import ListItemText from "@mui/material/ListItemText";
import Menu from "@mui/material/Menu";
import MenuItem from "@mui/material/MenuItem";
import Switch from "@mui/material/Switch";
import Typography from "@mui/material/Typography";
import { useState, type ReactNode } from "react";
import { useNavigate } from "react-router-dom";
import { Text } from "../../shared/Text";
import { useTenant } from "../../shared/tenant";
import { useLogOut } from "../../shared/useLogOut";
import { MessageDialog } from "../kit/MessageDialog";
import { LanguageDialog } from "./LanguageDialog";
import { UserTrigger } from "./UserTrigger";

type DialogName = "language" | "whats_new" | "help";

interface Entry {
  name: string;
  icon: ReactNode;
  act: () => void;
  end?: ReactNode;
}

function DarkModeSwitch() {
  const { theme } = useTenant();
  return <Switch size="small" edge="end" checked={theme === "dark"} tabIndex={-1} sx={{ pointerEvents: "none" }} />;
}

/** The menu at the right end of the top bar; it stays in the page while it is closed. */
export function UserMenu() {
  const navigate = useNavigate();
  const logOut = useLogOut();
  const { theme, setTheme, mutated } = useTenant();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [dialog, setDialog] = useState<DialogName | null>(null);
  const close = () => setAnchor(null);
  const leaveFor = (address: string) => () => {
    close();
    navigate(address);
  };
  const show = (name: DialogName) => () => {
    close();
    setDialog(name);
  };

  const entries: Entry[] = [
    { name: "settings", icon: <SettingsOutlinedIcon fontSize="small" />, act: leaveFor("/config") },
    { name: "whats_new", icon: <CampaignOutlinedIcon fontSize="small" />, act: show("whats_new") },
    { name: "language", icon: <TranslateIcon fontSize="small" />, act: show("language") },
    {
      name: "dark_mode",
      icon: <DarkModeOutlinedIcon fontSize="small" />,
      act: () => void setTheme(theme === "dark" ? "light" : "dark"),
      end: <DarkModeSwitch />,
    },
    { name: "help", icon: <HelpOutlineIcon fontSize="small" />, act: show("help") },
    { name: "change_company", icon: <DomainOutlinedIcon fontSize="small" />, act: leaveFor("/company") },
    { name: "log_out", icon: <LogoutIcon fontSize="small" />, act: () => void logOut() },
  ];
  const shown = mutated("settings-elsewhere") ? entries.filter((entry) => entry.name !== "settings") : entries;

  return (
    <>
      <UserTrigger open={anchor !== null} onClick={(event) => setAnchor(event.currentTarget)} />
      <Menu
        keepMounted
        anchorEl={anchor}
        open={anchor !== null}
        onClose={close}
        anchorOrigin={{ vertical: "bottom", horizontal: "right" }}
        transformOrigin={{ vertical: "top", horizontal: "right" }}
        slotProps={{ paper: { sx: { minWidth: 250 } } }}
      >
        {shown.map(({ name, icon, act, end }) => (
          <MenuItem key={name} onClick={act}>
            <ListItemIcon>{icon}</ListItemIcon>
            <ListItemText>
              <Text k={`user_menu.${name}`} />
            </ListItemText>
            {end}
          </MenuItem>
        ))}
      </Menu>
      <LanguageDialog open={dialog === "language"} onClose={() => setDialog(null)} />
      <MessageDialog
        title={<Text k="user_menu.whats_new" />}
        open={dialog === "whats_new"}
        onClose={() => setDialog(null)}
      >
        <Typography>Fracttal One (sandbox) 0.1.0</Typography>
      </MessageDialog>
      <MessageDialog title={<Text k="user_menu.help" />} open={dialog === "help"} onClose={() => setDialog(null)}>
        <Typography>help.fracttal.com</Typography>
      </MessageDialog>
    </>
  );
}
