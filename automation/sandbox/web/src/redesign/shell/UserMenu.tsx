import * as Menu from "@radix-ui/react-dropdown-menu";
import { Building2, Check, CircleHelp, Languages, LogOut, Megaphone, Moon, Settings } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useNavigate } from "react-router-dom";
import { Text } from "../../shared/Text";
import { useTenant } from "../../shared/tenant";
import { useLogOut } from "../../shared/useLogOut";
import { Modal } from "../kit/Modal";
import { LanguageDialog } from "./LanguageDialog";
import { UserTrigger } from "./UserTrigger";
import styles from "./Shell.module.css";

type DialogName = "language" | "whats_new" | "help";

interface Entry {
  name: string;
  icon: ReactNode;
  act: () => void;
  end?: ReactNode;
}

/** The menu at the right end of the top bar; it is in the page only while it is open. */
export function UserMenu() {
  const navigate = useNavigate();
  const logOut = useLogOut();
  const { theme, setTheme, mutated } = useTenant();
  const [dialog, setDialog] = useState<DialogName | null>(null);
  const close = () => setDialog(null);

  const entries: Entry[] = [
    { name: "settings", icon: <Settings size={16} />, act: () => navigate("/config") },
    { name: "whats_new", icon: <Megaphone size={16} />, act: () => setDialog("whats_new") },
    { name: "language", icon: <Languages size={16} />, act: () => setDialog("language") },
    {
      name: "dark_mode",
      icon: <Moon size={16} />,
      act: () => void setTheme(theme === "dark" ? "light" : "dark"),
      end: theme === "dark" && <Check size={14} />,
    },
    { name: "help", icon: <CircleHelp size={16} />, act: () => setDialog("help") },
    { name: "change_company", icon: <Building2 size={16} />, act: () => navigate("/company") },
    { name: "log_out", icon: <LogOut size={16} />, act: () => void logOut() },
  ];
  const shown = mutated("settings-elsewhere") ? entries.filter(({ name }) => name !== "settings") : entries;

  return (
    <>
      <Menu.Root>
        <Menu.Trigger asChild>
          <UserTrigger />
        </Menu.Trigger>
        <Menu.Portal>
          <Menu.Content className={styles.menu} align="end" sideOffset={6}>
            {shown.map(({ name, icon, act, end }) => (
              <Menu.Item key={name} className={styles.item} onSelect={act}>
                {icon}
                <Text k={`user_menu.${name}`} />
                {end && <span className={styles.end}>{end}</span>}
              </Menu.Item>
            ))}
          </Menu.Content>
        </Menu.Portal>
      </Menu.Root>
      <LanguageDialog open={dialog === "language"} onClose={close} />
      <Modal title={<Text k="user_menu.whats_new" />} open={dialog === "whats_new"} onClose={close}>
        <p>Fracttal One (sandbox) 0.1.0</p>
      </Modal>
      <Modal title={<Text k="user_menu.help" />} open={dialog === "help"} onClose={close}>
        <p>help.fracttal.com</p>
      </Modal>
    </>
  );
}
