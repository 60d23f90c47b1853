import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import { useState } from "react";
import { Text } from "../../shared/Text";
import { signInFailureKey, useSignIn } from "../../shared/useSignIn";
import { useStep } from "../../shared/useStep";
import { Field } from "../kit/Field";
import { useToast } from "../kit/useToast";
import { Entrance } from "./Entrance";

/** The six-digit code of an authenticator. */
export function TwoFactor() {
  const toast = useToast();
  const { sendCode } = useSignIn();
  const [code, setCode] = useState("");
  const { sending, run } = useStep(
    () => sendCode(code),
    (error) => toast(signInFailureKey(error), "error"),
  );

  const ready = /^\d{6}$/.test(code) && !sending;

  return (
    <Entrance heading="two_factor.heading" onSubmit={() => ready && run()}>
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
