import ArrowBackIcon from "@mui/icons-material/ArrowBack";
import Box from "@mui/material/Box";
import Drawer from "@mui/material/Drawer";
import IconButton from "@mui/material/IconButton";
import Tooltip from "@mui/material/Tooltip";
import Typography from "@mui/material/Typography";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router-dom";
import { Duplicated } from "../../shared/Duplicated";
import { CONSUMERS } from "../../shared/sections";
import { useTenant } from "../../shared/tenant";
import { ApiConnectionsPage } from "../connections/ApiConnections";
import { Card } from "../kit/Card";
import { ConsumerList } from "./ConsumerList";
import { SaveButton } from "./SaveButton";

interface FrameProps {
  title: ReactNode;
  canSave: boolean;
  onSave: () => void;
  /** Fields, and below them the credentials. */
  children: ReactNode;
}

function FormBar({ title, backHook, canSave, onSave }: Omit<FrameProps, "children"> & { backHook: string }) {
  const { t } = useTranslation();
  const { hook, mutated } = useTenant();
  const navigate = useNavigate();
  return (
    <Box
      sx={{
        display: "flex",
        alignItems: "center",
        gap: 1,
        px: 2,
        py: 1,
        minHeight: 57,
        borderBottom: 1,
        borderColor: "divider",
        bgcolor: "background.paper",
        position: "sticky",
        top: 0,
        zIndex: 1,
      }}
    >
      <Tooltip title={t("dialog.back")}>
        <IconButton className={hook(backHook)} onClick={() => navigate(CONSUMERS)}>
          <ArrowBackIcon />
        </IconButton>
      </Tooltip>
      <Typography component="h2" variant="subtitle1" fontWeight={600} sx={{ flex: 1 }} noWrap>
        {title}
      </Typography>
      {!mutated("save-bottom") && <Save canSave={canSave} onSave={onSave} />}
    </Box>
  );
}

function Save({ canSave, onSave }: { canSave: boolean; onSave: () => void }) {
  const { mutated } = useTenant();
  if (mutated("save-hidden")) return null;
  return (
    <Duplicated>
      <SaveButton disabled={!canSave} onClick={onSave} />
    </Duplicated>
  );
}

function SaveAtTheEnd({ canSave, onSave }: { canSave: boolean; onSave: () => void }) {
  const { mutated } = useTenant();
  if (!mutated("save-bottom")) return null;
  return (
    <Box sx={{ px: 3, pb: 3 }}>
      <Save canSave={canSave} onSave={onSave} />
    </Box>
  );
}

/** The form takes the place of the tabs; the side panel stays. */
function PageFrame(props: FrameProps) {
  return (
    <>
      <FormBar {...props} backHook="qa-back-btn" />
      <Card sx={{ m: 3, maxWidth: 820 }}>{props.children}</Card>
      <SaveAtTheEnd {...props} />
    </>
  );
}

/** The form slides in over the list, which stays behind it. */
function DrawerFrame(props: FrameProps) {
  const navigate = useNavigate();
  return (
    <>
      <ApiConnectionsPage>
        <ConsumerList />
      </ApiConnectionsPage>
      <Drawer anchor="right" open onClose={() => navigate(CONSUMERS)} PaperProps={{ sx: { width: 560 } }}>
        <FormBar {...props} backHook="qa-btn-back-drawer" />
        <Box sx={{ p: 3 }}>{props.children}</Box>
        <SaveAtTheEnd {...props} />
      </Drawer>
    </>
  );
}

const KINDS = { text: PageFrame, icon: DrawerFrame };

/** What is around the form: a page with "Save" as text, or a drawer with "Save" as an icon. */
export function FormFrame(props: FrameProps) {
  const Kind = KINDS[useTenant().looks.save];
  return <Kind {...props} />;
}
