import { Navigate } from "react-router-dom";
import { Duplicated } from "../../shared/Duplicated";
import { CONSUMERS } from "../../shared/sections";
import { Text } from "../../shared/Text";
import { useTenant } from "../../shared/tenant";
import { useNewConsumer } from "../../shared/useNewConsumer";
import { ConfirmDialog } from "../kit/ConfirmDialog";
import { Modal } from "../kit/Modal";
import { useToast } from "../kit/Toasts";
import { ConsumerFields } from "./ConsumerFields";
import { Credentials } from "./Credentials";
import { FormFrame } from "./FormFrame";

/** The form "New OAuth client". */
export function NewConsumer() {
  const { looks, mutated, super_admin } = useTenant();
  const flow = useNewConsumer(useToast());
  if (!super_admin) return <Navigate to={CONSUMERS} replace />;
  return (
    <>
      <FormFrame
        title={mutated("form-title-gone") ? null : <Text k="consumer_form.title" />}
        canSave={flow.form.canSave}
        onSave={flow.save}
        onSaveAndCreateAnother={flow.saveAndCreateAnother}
      >
        <Duplicated>
          <ConsumerFields form={flow.form} />
        </Duplicated>
        {looks.credentials === "form" && (
          <Duplicated>
            <Credentials consumer={flow.shownInForm} />
          </Duplicated>
        )}
      </FormFrame>
      <ConfirmDialog open={flow.asking} onYes={flow.confirm} onNo={flow.decline} />
      <Modal title={flow.form.values.name} open={flow.announced !== null} onClose={flow.closeAnnouncement}>
        <Credentials consumer={flow.announced} />
      </Modal>
    </>
  );
}
