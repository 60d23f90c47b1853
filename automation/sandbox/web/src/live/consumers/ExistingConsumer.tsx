import { useSnackbar } from "notistack";
import { useTranslation } from "react-i18next";
import { Navigate } from "react-router-dom";
import { CONSUMERS } from "../../shared/sections";
import { useTenant } from "../../shared/tenant";
import { useConsumer } from "../../shared/useConsumer";
import { ConsumerFacts } from "./ConsumerFacts";
import { Credentials } from "./Credentials";
import { FormBody } from "./FormBody";
import { FormFrame } from "./FormFrame";

/** The same form for a consumer that exists. */
export function ExistingConsumer() {
  const { t } = useTranslation();
  const { super_admin } = useTenant();
  const { enqueueSnackbar } = useSnackbar();
  const consumer = useConsumer(() => enqueueSnackbar(t("toast.failed"), { variant: "error" }));
  if (!super_admin) return <Navigate to={CONSUMERS} replace />;
  return (
    <FormFrame title={consumer?.name} canSave={false} onSave={() => undefined}>
      {consumer && (
        <FormBody fields={<ConsumerFacts consumer={consumer} />} credentials={<Credentials consumer={consumer} />} />
      )}
    </FormFrame>
  );
}
