import List from "@mui/material/List";
import ListItemButton from "@mui/material/ListItemButton";
import ListItemText from "@mui/material/ListItemText";
import Paper from "@mui/material/Paper";
import { useLocation, useNavigate } from "react-router-dom";
import { Text } from "../../shared/Text";
import { useTenant } from "../../shared/tenant";
import { useSections } from "../../shared/useSections";

/** The sections of the settings. */
export function SidePanel() {
  const { hook } = useTenant();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  return (
    <Paper
      square
      elevation={0}
      sx={{ width: 248, flexShrink: 0, overflow: "auto", borderRight: 1, borderColor: "divider" }}
    >
      <List dense sx={{ py: 1 }}>
        {useSections().map(({ slug, key }) => {
          const address = `/config/${slug}`;
          return (
            <ListItemButton
              key={slug}
              className={hook("qa-item-menu-tabdetails")}
              selected={pathname === address || pathname.startsWith(`${address}/`)}
              onClick={() => navigate(address)}
              sx={{ px: 3 }}
            >
              <ListItemText primaryTypographyProps={{ variant: "body2" }}>
                <Text k={key} />
              </ListItemText>
            </ListItemButton>
          );
        })}
      </List>
    </Paper>
  );
}
