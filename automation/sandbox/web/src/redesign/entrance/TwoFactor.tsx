import { useState } from "react";
import { Text } from "../../shared/Text";
import { signInFailureKey, useSignIn } from "../../shared/useSignIn";
import { useStep } from "../../shared/useStep";
import { Button } from "../kit/Button";
import { Field } from "../kit/Field";
import { useToast } from "../kit/Toasts";
import { Entrance } from "./Entrance";
import styles from "./Entrance.module.css";

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
      <p className={styles.hint}>
        <Text k="two_factor.hint" />
      </p>
      <Field
        k="two_factor.code"
        name="code"
        autoComplete="one-time-code"
        inputMode="numeric"
        maxLength={6}
        value={code}
        onChange={(event) => setCode(event.target.value.trim())}
      />
      <Button type="submit" look="primary" disabled={!ready}>
        <Text k="two_factor.submit" />
      </Button>
    </Entrance>
  );
}
