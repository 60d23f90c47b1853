import Box from "@mui/material/Box";
import Tab from "@mui/material/Tab";
import Tabs from "@mui/material/Tabs";
import type { ReactNode } from "react";
import { Outlet, useLocation, useNavigate } from "react-router-dom";
import { Duplicated } from "../../shared/Duplicated";
import { Text } from "../../shared/Text";
import { API_PARTS, CONSUMERS } from "../../shared/sections";
import { useTenant } from "../../shared/tenant";

function ConnectionTabs() {
  const { mutated } = useTenant();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const parts = mutated("no-tab") ? API_PARTS.filter(({ path }) => path !== CONSUMERS) : API_PARTS;
  const selected = [...parts].reverse().find(({ path }) => pathname.startsWith(path))?.path ?? false;
  return (
    <Box sx={{ borderBottom: 1, borderColor: "divider", bgcolor: "background.paper", px: 2 }}>
      <Tabs value={selected} onChange={(_, path: string) => navigate(path)}>
        {parts.map(({ path, key }) => (
          <Tab key={path} value={path} label={<Text k={key} />} />
        ))}
      </Tabs>
    </Box>
  );
}

/** The three tabs of API Connections and what belongs to the selected one. */
export function ApiConnectionsPage({ children }: { children: ReactNode }) {
  return (
    <>
      <Duplicated>
        <ConnectionTabs />
      </Duplicated>
      <Box sx={{ flex: 1, minHeight: 0, position: "relative", display: "flex", flexDirection: "column" }}>
        {children}
      </Box>
    </>
  );
}

/** API Connections as the router shows it. */
export function ApiConnections() {
  return (
    <ApiConnectionsPage>
      <Outlet />
    </ApiConnectionsPage>
  );
}
