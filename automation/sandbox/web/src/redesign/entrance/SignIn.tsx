import { useState } from "react";
import { Navigate, useSearchParams } from "react-router-dom";
import { Text } from "../../shared/Text";
import { useTenant } from "../../shared/tenant";
import { signInFailureKey, useSignIn } from "../../shared/useSignIn";
import { useStep } from "../../shared/useStep";
import { Button } from "../kit/Button";
import { Notice } from "../kit/Card";
import { Field } from "../kit/Field";
import { useToast } from "../kit/Toasts";
import { Entrance } from "./Entrance";

/** E-mail and password. */
export function SignIn() {
  const { hook, signed_in, company } = useTenant();
  const toast = useToast();
  const { signIn } = useSignIn();
  const [query] = useSearchParams();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const { sending, run } = useStep(
    () => signIn(email, password),
    (error) => toast(signInFailureKey(error), "error"),
  );

  if (signed_in && company && !sending) return <Navigate to="/" replace />;

  const ready = email !== "" && password !== "" && !sending;

  return (
    <Entrance heading="sign_in.heading" onSubmit={() => ready && run()}>
      {query.get("expired") && (
        <Notice tone="info">
          <Text k="sign_in.expired" />
        </Notice>
      )}
      <div data-cy={hook("email-input")}>
        <Field
          k="sign_in.email"
          name="email"
          type="email"
          autoComplete="username"
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
      </div>
      <div data-cy={hook("pwd-input")}>
        <Field
          k="sign_in.password"
          name="password"
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </div>
      <Button type="submit" look="primary" disabled={!ready} data-cy={hook("next-button")}>
        <Text k="sign_in.submit" />
      </Button>
    </Entrance>
  );
}
