import { Navigate } from "react-router-dom";
import { CONSUMERS } from "../../shared/sections";
import { Text } from "../../shared/Text";
import { useTenant } from "../../shared/tenant";
import { useNewConsumer } from "../../shared/useNewConsumer";
import { ConfirmDialog } from "../kit/ConfirmDialog";
import { MessageDialog } from "../kit/MessageDialog";
import { useToast } from "../kit/useToast";
import { ConsumerFields } from "./ConsumerFields";
import { Credentials } from "./Credentials";
import { FormBody } from "./FormBody";
import { FormFrame } from "./FormFrame";

/** The form "New OAuth client". */
export function NewConsumer() {
  const { mutated, super_admin } = useTenant();
  const flow = useNewConsumer(useToast());
  if (!super_admin) return <Navigate to={CONSUMERS} replace />;
  return (
    <>
      <FormFrame
        title={mutated("form-title-gone") ? null : <Text k="consumer_form.title" />}
        canSave={flow.form.canSave}
        onSave={flow.save}
      >
        <FormBody
          fields={<ConsumerFields form={flow.form} />}
          credentials={<Credentials consumer={flow.shownInForm} />}
        />
      </FormFrame>
      <ConfirmDialog open={flow.asking} onYes={flow.confirm} onNo={flow.decline} />
      <MessageDialog title={flow.form.values.name} open={flow.announced !== null} onClose={flow.closeAnnouncement}>
        <Credentials consumer={flow.announced} />
      </MessageDialog>
    </>
  );
}
