import SaveOutlinedIcon from "@mui/icons-material/SaveOutlined";
import Button from "@mui/material/Button";
import IconButton from "@mui/material/IconButton";
import Tooltip from "@mui/material/Tooltip";
import { useTranslation } from "react-i18next";
import { Text } from "../../shared/Text";
import { useTenant } from "../../shared/tenant";

interface SaveProps {
  disabled: boolean;
  onClick: () => void;
}

function TextSave({ disabled, onClick }: SaveProps) {
  const { hook } = useTenant();
  return (
    <Button variant="contained" className={hook("qa-btn-save-details")} disabled={disabled} onClick={onClick}>
      <Text k="consumer_form.save" />
    </Button>
  );
}

function IconSave({ disabled, onClick }: SaveProps) {
  const { t } = useTranslation();
  const { hook } = useTenant();
  return (
    <Tooltip title={t("consumer_form.save")}>
      <span>
        <IconButton
          color="primary"
          className={hook("qa-save-btn")}
          aria-label={t("consumer_form.save")}
          disabled={disabled}
          onClick={onClick}
        >
          <SaveOutlinedIcon />
        </IconButton>
      </span>
    </Tooltip>
  );
}

const KINDS = { text: TextSave, icon: IconSave };

/** "Save": a button with its text, or an icon. */
export function SaveButton(props: SaveProps) {
  const Kind = KINDS[useTenant().looks.save];
  return <Kind {...props} />;
}
