import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { Outlet } from "react-router-dom";
import { Duplicated } from "../../shared/Duplicated";
import { Text } from "../../shared/Text";
import { useTenant } from "../../shared/tenant";
import { SidePanel } from "./SidePanel";

/** The page "Settings": title, company, side panel and the chosen section. */
export function Settings() {
  const { company, mutated } = useTenant();
  return (
    <Box sx={{ height: "100%", display: "flex", flexDirection: "column" }}>
      <Box sx={{ px: 3, pt: 2, pb: 1.5, borderBottom: 1, borderColor: "divider", bgcolor: "background.paper" }}>
        <Typography component="h1" variant="h6">
          <Text k="settings.title" />
        </Typography>
        <Typography variant="body2" color="text.secondary">
          {company?.name}
        </Typography>
      </Box>
      <Box
        sx={{
          flex: 1,
          minHeight: 0,
          display: "flex",
          flexDirection: mutated("side-panel-right") ? "row-reverse" : "row",
        }}
      >
        <Duplicated>
          <SidePanel />
        </Duplicated>
        <Box
          sx={{
            flex: 1,
            minWidth: 0,
            overflow: "auto",
            position: "relative",
            display: "flex",
            flexDirection: "column",
          }}
        >
          <Outlet />
        </Box>
      </Box>
    </Box>
  );
}
