import Button from "@mui/material/Button";
import List from "@mui/material/List";
import ListItemButton from "@mui/material/ListItemButton";
import ListItemIcon from "@mui/material/ListItemIcon";
import ListItemText from "@mui/material/ListItemText";
import Radio from "@mui/material/Radio";
import { useState } from "react";
import { Navigate } from "react-router-dom";
import { Text } from "../../shared/Text";
import { useTenant } from "../../shared/tenant";
import type { Id } from "../../shared/types";
import { useSignIn } from "../../shared/useSignIn";
import { useStep } from "../../shared/useStep";
import { useToast } from "../kit/useToast";
import { Entrance } from "./Entrance";

/** People of several companies say which one they mean. */
export function CompanyStep() {
  const { signed_in, companies, company } = useTenant();
  const toast = useToast();
  const { chooseCompany } = useSignIn();
  const [chosen, setChosen] = useState<Id | null>(company?.id ?? null);
  const { sending, run } = useStep(
    async () => chosen !== null && chooseCompany(chosen),
    () => toast("toast.failed", "error"),
  );

  if (!signed_in) return <Navigate to="/signin" replace />;

  return (
    <Entrance heading="company_step.heading" onSubmit={run}>
      <List
        disablePadding
        sx={{ maxHeight: 320, overflow: "auto", border: 1, borderColor: "divider", borderRadius: 1 }}
      >
        {companies.map(({ id, name }) => (
          <ListItemButton key={id} dense selected={id === chosen} onClick={() => setChosen(id)}>
            <ListItemIcon sx={{ minWidth: 36 }}>
              <Radio
                size="small"
                edge="start"
                checked={id === chosen}
                tabIndex={-1}
                inputProps={{ "aria-label": name }}
              />
            </ListItemIcon>
            <ListItemText primary={name} />
          </ListItemButton>
        ))}
      </List>
      <Button type="submit" variant="contained" size="large" disabled={chosen === null || sending}>
        <Text k="company_step.submit" />
      </Button>
    </Entrance>
  );
}
