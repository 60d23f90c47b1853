import Box from "@mui/material/Box";
import TextField, { type TextFieldProps } from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { Text } from "../../shared/Text";
import { useTenant } from "../../shared/tenant";

export type FieldProps = Omit<TextFieldProps, "label" | "id" | "error" | "variant"> & {
  /** Key of the label. */
  k: string;
  /** The field was left blank although it is needed. */
  missing?: boolean;
};

function Required({ k }: { k: string }) {
  const { t } = useTranslation();
  const { hook } = useTenant();
  return <span className={hook("qa-alert-error")}>{t("consumer_form.required", { field: t(k) })}</span>;
}

/** The label belongs to its field: a person and a screen reader find one through the other. */
function TiedField({ k, missing = false, ...rest }: FieldProps) {
  const id = useId();
  return (
    <TextField
      {...rest}
      id={id}
      label={<Text k={k} />}
      InputLabelProps={{ shrink: true }}
      error={missing}
      helperText={missing ? <Required k={k} /> : rest.helperText}
    />
  );
}

/** The label is only a text above its field. */
function CaptionedField({ k, missing = false, ...rest }: FieldProps) {
  return (
    <Box sx={{ width: rest.fullWidth ? "100%" : "auto" }}>
      <Typography variant="body2" color="text.secondary" sx={{ mb: 0.5 }}>
        <Text k={k} />
      </Typography>
      <TextField {...rest} hiddenLabel error={missing} helperText={missing ? <Required k={k} /> : rest.helperText} />
    </Box>
  );
}

const KINDS = { tied: TiedField, above: CaptionedField };

/** A form field with its label and, when it was left blank, its alert. */
export function Field(props: FieldProps) {
  const Kind = KINDS[useTenant().looks.labels];
  return <Kind fullWidth size="small" {...props} />;
}
