import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import { useSnackbar } from "notistack";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Text } from "../../shared/Text";
import { signInFailureKey, useSignIn } from "../../shared/useSignIn";
import { Field } from "../kit/Field";
import { Entrance } from "./Entrance";

/** The six-digit code of an authenticator. */
export function TwoFactor() {
  const { t } = useTranslation();
  const { enqueueSnackbar } = useSnackbar();
  const { sendCode } = useSignIn();
  const [code, setCode] = useState("");
  const [sending, setSending] = useState(false);

  const ready = /^\d{6}$/.test(code) && !sending;
  const submit = () => {
    if (!ready) return;
    setSending(true);
    sendCode(code).catch((error: unknown) => {
      setSending(false);
      enqueueSnackbar(t(signInFailureKey(error)), { variant: "error" });
    });
  };

  return (
    <Entrance heading="two_factor.heading" onSubmit={submit}>
      <Typography variant="body2" color="text.secondary">
        <Text k="two_factor.hint" />
      </Typography>
      <Field
        k="two_factor.code"
        name="code"
        autoComplete="one-time-code"
        value={code}
        onChange={(event) => setCode(event.target.value.trim())}
        inputProps={{ inputMode: "numeric", maxLength: 6 }}
      />
      <Button type="submit" variant="contained" size="large" disabled={!ready}>
        <Text k="two_factor.submit" />
      </Button>
    </Entrance>
  );
}
