import { useSnackbar } from "notistack";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Navigate, useNavigate } from "react-router-dom";
import { handOver } from "../../shared/lastSaved";
import { CONSUMERS } from "../../shared/sections";
import { Text } from "../../shared/Text";
import { useTenant } from "../../shared/tenant";
import type { Consumer } from "../../shared/types";
import { saveFailureKey, useConsumerForm } from "../../shared/useConsumerForm";
import { ConfirmDialog } from "../kit/ConfirmDialog";
import { MessageDialog } from "../kit/MessageDialog";
import { FormBody } from "./FormBody";
import { ConsumerFields } from "./ConsumerFields";
import { Credentials } from "./Credentials";
import { FormFrame } from "./FormFrame";

/** The form "New OAuth client". */
export function NewConsumer() {
  const { t } = useTranslation();
  const { looks, mutated, super_admin } = useTenant();
  const { enqueueSnackbar } = useSnackbar();
  const navigate = useNavigate();
  const form = useConsumerForm();
  const [asking, setAsking] = useState(false);
  const [announced, setAnnounced] = useState<Consumer | null>(null);

  if (!super_admin) return <Navigate to={CONSUMERS} replace />;

  const show = (consumer: Consumer) => {
    enqueueSnackbar(t("toast.saved"), { variant: "success" });
    if (looks.credentials === "dialog") setAnnounced(consumer);
    if (looks.credentials === "list") {
      handOver(consumer);
      navigate(CONSUMERS);
    }
  };
  const send = () => {
    setAsking(false);
    form.save().then(show, (error: unknown) => enqueueSnackbar(t(saveFailureKey(error)), { variant: "error" }));
  };

  return (
    <>
      <FormFrame
        title={mutated("form-title-gone") ? null : <Text k="consumer_form.title" />}
        canSave={form.canSave}
        onSave={looks.confirm_save === "on" ? () => setAsking(true) : send}
      >
        <FormBody
          fields={<ConsumerFields form={form} />}
          credentials={<Credentials consumer={looks.credentials === "form" ? form.saved : null} />}
        />
      </FormFrame>
      <ConfirmDialog open={asking} onYes={send} onNo={() => setAsking(false)} />
      <MessageDialog title={form.values.name} open={announced !== null} onClose={() => navigate(CONSUMERS)}>
        <Credentials consumer={announced} />
      </MessageDialog>
    </>
  );
}
