import ExpandMoreIcon from "@mui/icons-material/ExpandMore";
import Avatar from "@mui/material/Avatar";
import Box from "@mui/material/Box";
import ButtonBase from "@mui/material/ButtonBase";
import Tooltip from "@mui/material/Tooltip";
import type { MouseEvent } from "react";
import { useTranslation } from "react-i18next";
import { useTenant } from "../../shared/tenant";

interface TriggerProps {
  open: boolean;
  onClick: (event: MouseEvent<HTMLElement>) => void;
}

const LAYOUT = {
  display: "flex",
  alignItems: "center",
  gap: 1,
  px: 1,
  py: 0.5,
  borderRadius: 1,
  cursor: "pointer",
  typography: "body2",
};

function Person() {
  const { user } = useTenant();
  return (
    <>
      <Avatar sx={{ width: 32, height: 32, fontSize: 14, bgcolor: "primary.main" }}>{user?.initials}</Avatar>
      <Box component="span" sx={{ fontWeight: 600 }}>
        {user?.name}
      </Box>
      <ExpandMoreIcon fontSize="small" />
    </>
  );
}

/** A button whose tooltip is its accessible name. */
function ButtonTrigger({ open, onClick }: TriggerProps) {
  const { t } = useTranslation();
  return (
    <Tooltip title={t("top_bar.user_menu")}>
      <ButtonBase sx={LAYOUT} aria-haspopup="menu" aria-expanded={open} onClick={onClick}>
        <Person />
      </ButtonBase>
    </Tooltip>
  );
}

/** Something to click on that says neither what it is nor what it does. */
function BareTrigger({ onClick }: TriggerProps) {
  return (
    <Box sx={LAYOUT} onClick={onClick}>
      <Person />
    </Box>
  );
}

const KINDS = { button: ButtonTrigger, bare: BareTrigger };

/** Initials and name of the signed-in person; opens the user menu. */
export function UserTrigger(props: TriggerProps) {
  const Kind = KINDS[useTenant().looks.user_menu];
  return <Kind {...props} />;
}
