import { Navigate } from "react-router-dom";
import { CONSUMERS } from "../../shared/sections";
import { useTenant } from "../../shared/tenant";
import { useConsumer } from "../../shared/useConsumer";
import { useToast } from "../kit/Toasts";
import { ConsumerFacts } from "./ConsumerFacts";
import { Credentials } from "./Credentials";
import { FormFrame } from "./FormFrame";

/** The same form for a consumer that exists. */
export function ExistingConsumer() {
  const { super_admin } = useTenant();
  const toast = useToast();
  const consumer = useConsumer(() => toast("toast.failed", "error"));
  if (!super_admin) return <Navigate to={CONSUMERS} replace />;
  return (
    <FormFrame title={consumer?.name} canSave={false} onSave={() => undefined}>
      {consumer && <ConsumerFacts consumer={consumer} />}
      {consumer && <Credentials consumer={consumer} />}
    </FormFrame>
  );
}
