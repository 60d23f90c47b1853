import AssignmentOutlinedIcon from "@mui/icons-material/AssignmentOutlined";
import BarChartOutlinedIcon from "@mui/icons-material/BarChartOutlined";
import DashboardOutlinedIcon from "@mui/icons-material/DashboardOutlined";
import GroupsOutlinedIcon from "@mui/icons-material/GroupsOutlined";
import MarkUnreadChatAltOutlinedIcon from "@mui/icons-material/MarkUnreadChatAltOutlined";
import PrecisionManufacturingOutlinedIcon from "@mui/icons-material/PrecisionManufacturingOutlined";
import SettingsOutlinedIcon from "@mui/icons-material/SettingsOutlined";
import WarehouseOutlinedIcon from "@mui/icons-material/WarehouseOutlined";
import List from "@mui/material/List";
import ListItem from "@mui/material/ListItem";
import ListItemIcon from "@mui/material/ListItemIcon";
import ListItemText from "@mui/material/ListItemText";
import Paper from "@mui/material/Paper";
import Tooltip from "@mui/material/Tooltip";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useNavigate } from "react-router-dom";
import { Text } from "../../shared/Text";
import { useTenant } from "../../shared/tenant";

interface Entry {
  k: string;
  icon: ReactNode;
  address: string;
}

// The modules of the product are not part of the procedure: their entries lead to the dashboard.
const MODULES: Entry[] = [
  { k: "navigation.dashboard", icon: <DashboardOutlinedIcon />, address: "/" },
  { k: "navigation.work_orders", icon: <AssignmentOutlinedIcon />, address: "/#work-orders" },
  { k: "navigation.work_requests", icon: <MarkUnreadChatAltOutlinedIcon />, address: "/#work-requests" },
  { k: "navigation.assets", icon: <PrecisionManufacturingOutlinedIcon />, address: "/#assets" },
  { k: "navigation.warehouses", icon: <WarehouseOutlinedIcon />, address: "/#warehouses" },
  { k: "navigation.people", icon: <GroupsOutlinedIcon />, address: "/#people" },
  { k: "navigation.reports", icon: <BarChartOutlinedIcon />, address: "/#reports" },
];

const SETTINGS: Entry = { k: "user_menu.settings", icon: <SettingsOutlinedIcon />, address: "/config" };

function SidebarEntry({ entry, expanded }: { entry: Entry; expanded: boolean }) {
  const { t } = useTranslation();
  const { hook } = useTenant();
  const navigate = useNavigate();
  const { pathname, hash } = useLocation();
  return (
    <Tooltip title={expanded ? "" : t(entry.k)} placement="right">
      {/* Deprecated in MUI 5, but it is what gives the live product's entries their class names. */}
      <ListItem
        button
        className={hook("qa-item-menu-sidebar")}
        selected={pathname + hash === entry.address}
        onClick={() => navigate(entry.address)}
        sx={{ px: 2.25, minHeight: 46 }}
      >
        <ListItemIcon sx={{ minWidth: 40 }}>{entry.icon}</ListItemIcon>
        {expanded && (
          <ListItemText primaryTypographyProps={{ variant: "body2", noWrap: true }}>
            <Text k={entry.k} />
          </ListItemText>
        )}
      </ListItem>
    </Tooltip>
  );
}

/** The modules of the product, as icons or with their names. */
export function Sidebar({ expanded }: { expanded: boolean }) {
  const { mutated } = useTenant();
  const entries = mutated("settings-elsewhere") ? [...MODULES, SETTINGS] : MODULES;
  return (
    <Paper
      component="nav"
      square
      elevation={0}
      sx={{
        width: expanded ? 232 : 60,
        flexShrink: 0,
        overflow: "hidden auto",
        borderRight: 1,
        borderColor: "divider",
      }}
    >
      <List>
        {entries.map((entry) => (
          <SidebarEntry key={entry.k} entry={entry} expanded={expanded} />
        ))}
      </List>
    </Paper>
  );
}
