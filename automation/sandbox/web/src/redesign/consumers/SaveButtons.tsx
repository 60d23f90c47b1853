import { Save } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Duplicated } from "../../shared/Duplicated";
import { Text } from "../../shared/Text";
import { useTenant } from "../../shared/tenant";
import { Button } from "../kit/Button";

export interface SaveProps {
  canSave: boolean;
  onSave: () => void;
  /** There is a second way to save. */
  onSaveAndCreateAnother?: () => void;
}

function TextButtons({ canSave, onSave, onSaveAndCreateAnother }: SaveProps) {
  const { hook } = useTenant();
  return (
    <>
      {onSaveAndCreateAnother && (
        <Button disabled={!canSave} onClick={onSaveAndCreateAnother}>
          <Text k="consumer_form.save_and_create_another" />
        </Button>
      )}
      <Button look="primary" className={hook("qa-btn-save-details")} disabled={!canSave} onClick={onSave}>
        <Text k="consumer_form.save" />
      </Button>
    </>
  );
}

function IconButton({ canSave, onSave }: SaveProps) {
  const { t } = useTranslation();
  const { hook } = useTenant();
  return (
    <Button
      look="icon"
      className={hook("qa-save-btn")}
      aria-label={t("consumer_form.save")}
      disabled={!canSave}
      onClick={onSave}
    >
      <Save size={18} />
    </Button>
  );
}

const KINDS = { text: TextButtons, icon: IconButton };

/** "Save", beside "Save and create another", or an icon alone. */
export function SaveButtons(props: SaveProps) {
  const { looks, mutated } = useTenant();
  if (mutated("save-hidden")) return null;
  const Kind = KINDS[looks.save];
  return (
    <Duplicated>
      <Kind {...props} />
    </Duplicated>
  );
}
