import {
  ChartColumn,
  ClipboardList,
  Factory,
  LayoutDashboard,
  MessageSquarePlus,
  Settings,
  Users,
  Warehouse,
} from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useNavigate } from "react-router-dom";
import { Text } from "../../shared/Text";
import { useTenant } from "../../shared/tenant";
import styles from "./Shell.module.css";

interface Entry {
  k: string;
  icon: ReactNode;
  address: string;
}

// The modules of the product are not part of the procedure: their entries lead to the dashboard.
const MODULES: Entry[] = [
  { k: "navigation.dashboard", icon: <LayoutDashboard size={18} />, address: "/" },
  { k: "navigation.work_orders", icon: <ClipboardList size={18} />, address: "/#work-orders" },
  { k: "navigation.work_requests", icon: <MessageSquarePlus size={18} />, address: "/#work-requests" },
  { k: "navigation.assets", icon: <Factory size={18} />, address: "/#assets" },
  { k: "navigation.warehouses", icon: <Warehouse size={18} />, address: "/#warehouses" },
  { k: "navigation.people", icon: <Users size={18} />, address: "/#people" },
  { k: "navigation.reports", icon: <ChartColumn size={18} />, address: "/#reports" },
];

const SETTINGS: Entry = { k: "user_menu.settings", icon: <Settings size={18} />, address: "/config" };

/** The modules of the product, as icons or with their names. */
export function Sidebar({ expanded }: { expanded: boolean }) {
  const { t } = useTranslation();
  const { mutated, hook } = useTenant();
  const navigate = useNavigate();
  const { pathname, hash } = useLocation();
  const entries = mutated("settings-elsewhere") ? [...MODULES, SETTINGS] : MODULES;
  return (
    <nav className={`${styles.sidebar} ${expanded ? styles.expanded : ""}`}>
      {entries.map(({ k, icon, address }) => (
        <button
          key={k}
          type="button"
          className={[styles.entry, hook("qa-item-menu-sidebar")].join(" ")}
          aria-label={expanded ? undefined : t(k)}
          aria-current={pathname + hash === address ? "page" : undefined}
          onClick={() => navigate(address)}
        >
          {icon}
          {expanded && <Text k={k} />}
        </button>
      ))}
    </nav>
  );
}
