import AddIcon from "@mui/icons-material/Add";
import Fab from "@mui/material/Fab";
import SpeedDial from "@mui/material/SpeedDial";
import SpeedDialAction from "@mui/material/SpeedDialAction";
import SpeedDialIcon from "@mui/material/SpeedDialIcon";
import Tooltip from "@mui/material/Tooltip";
import type { SxProps } from "@mui/material/styles";
import VpnKeyOutlinedIcon from "@mui/icons-material/VpnKeyOutlined";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router-dom";
import { CONSUMERS } from "../../shared/sections";
import { useTenant } from "../../shared/tenant";

const BOTTOM_RIGHT: SxProps = { position: "fixed", right: 32, bottom: 32 };
const TOP_LEFT: SxProps = { position: "absolute", left: 16, top: 4 };

function usePlace(): SxProps {
  return useTenant().mutated("move-add") ? TOP_LEFT : BOTTOM_RIGHT;
}

function useAdd() {
  const navigate = useNavigate();
  return () => navigate(`${CONSUMERS}/new`);
}

/** The round "+"; its tooltip is its accessible name. */
function NamedAdd() {
  const { t } = useTranslation();
  const { hook } = useTenant();
  const place = usePlace();
  const add = useAdd();
  return (
    <Tooltip title={t("oauth_consumers.add")} placement="left">
      <Fab color="primary" className={hook("qa-add-btn")} onClick={add} sx={place}>
        <AddIcon />
      </Fab>
    </Tooltip>
  );
}

/** The round "+" without any name. */
function UnnamedAdd() {
  const { hook } = useTenant();
  const place = usePlace();
  const add = useAdd();
  return (
    <Fab color="primary" className={hook("qa-add-btn")} onClick={add} sx={place}>
      <AddIcon />
    </Fab>
  );
}

/** The round "+" opens further round buttons, of which there is one. */
function SpeedDialAdd() {
  const { t } = useTranslation();
  const place = usePlace();
  const add = useAdd();
  const [open, setOpen] = useState(false);
  return (
    <SpeedDial
      ariaLabel="SpeedDial"
      icon={<SpeedDialIcon />}
      open={open}
      onOpen={() => setOpen(true)}
      // The pointer on it has opened it already: the click must not close it again.
      onClose={(_, reason) => reason !== "toggle" && setOpen(false)}
      sx={place}
    >
      <SpeedDialAction icon={<VpnKeyOutlinedIcon />} tooltipTitle={t("oauth_consumers.add")} onClick={add} />
    </SpeedDial>
  );
}

const KINDS = { named: NamedAdd, "speed-dial": SpeedDialAdd, unnamed: UnnamedAdd };

/** Opens the form of a new consumer. */
export function AddConsumer() {
  const Kind = KINDS[useTenant().looks.add];
  return <Kind />;
}
