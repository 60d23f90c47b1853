import ContentCopyIcon from "@mui/icons-material/ContentCopy";
import Box from "@mui/material/Box";
import IconButton from "@mui/material/IconButton";
import InputAdornment from "@mui/material/InputAdornment";
import Tooltip from "@mui/material/Tooltip";
import Typography from "@mui/material/Typography";
import { useTranslation } from "react-i18next";
import { Text } from "../../shared/Text";
import { useTenant } from "../../shared/tenant";
import { useCopy } from "../../shared/useCopy";
import { Field } from "../kit/Field";
import { useToast } from "../kit/useToast";

interface ValueProps {
  /** Key of the label. */
  k: string;
  value: string;
  /** Key of the copy button's name, if there is such a button. */
  copy?: string;
}

function CopyButton({ k, value }: { k: string; value: string }) {
  const { t } = useTranslation();
  const { mutated } = useTenant();
  const copy = useCopy(useToast());
  if (mutated("no-copy")) return null;
  return (
    <Tooltip title={t(k)}>
      <IconButton size="small" onClick={() => copy(value)}>
        <ContentCopyIcon fontSize="small" />
      </IconButton>
    </Tooltip>
  );
}

function ValueAsInput({ k, value, copy }: ValueProps) {
  return (
    <Field
      k={k}
      value={value}
      InputProps={{
        readOnly: true,
        endAdornment: copy && (
          <InputAdornment position="end">
            <CopyButton k={copy} value={value} />
          </InputAdornment>
        ),
      }}
    />
  );
}

function ValueAsText({ k, value, copy }: ValueProps) {
  return (
    <Box sx={{ width: "100%" }}>
      <Typography variant="caption" color="text.secondary">
        <Text k={k} />
      </Typography>
      <Box sx={{ display: "flex", alignItems: "center", minHeight: 34, gap: 1 }}>
        <Typography sx={{ wordBreak: "break-all" }}>{value}</Typography>
        {copy && <CopyButton k={copy} value={value} />}
      </Box>
    </Box>
  );
}

const KINDS = { inputs: ValueAsInput, text: ValueAsText };

/** Something the tenant made: shown, not to be changed. */
export function CredentialValue(props: ValueProps) {
  const Kind = KINDS[useTenant().looks.values];
  return <Kind {...props} />;
}
