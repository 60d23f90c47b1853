import { useState } from "react";
import { Navigate } from "react-router-dom";
import { Text } from "../../shared/Text";
import { useTenant } from "../../shared/tenant";
import type { Id } from "../../shared/types";
import { useSignIn } from "../../shared/useSignIn";
import { useStep } from "../../shared/useStep";
import { Button } from "../kit/Button";
import { useToast } from "../kit/Toasts";
import { Entrance } from "./Entrance";
import styles from "./Entrance.module.css";

/** People of several companies say which one they mean. */
export function CompanyStep() {
  const { signed_in, companies, company } = useTenant();
  const toast = useToast();
  const { chooseCompany } = useSignIn();
  const [chosen, setChosen] = useState<Id | null>(company?.id ?? null);
  const { sending, run } = useStep(
    async () => chosen !== null && chooseCompany(chosen),
    () => toast("toast.failed", "error"),
  );

  if (!signed_in) return <Navigate to="/signin" replace />;

  return (
    <Entrance heading="company_step.heading" onSubmit={run}>
      <div className={styles.companies}>
        {companies.map(({ id, name }) => (
          <button
            key={id}
            type="button"
            className={styles.company}
            aria-pressed={id === chosen}
            onClick={() => setChosen(id)}
          >
            {name}
          </button>
        ))}
      </div>
      <Button type="submit" look="primary" disabled={chosen === null || sending}>
        <Text k="company_step.submit" />
      </Button>
    </Entrance>
  );
}
