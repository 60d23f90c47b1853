import { Copy } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Text } from "../../shared/Text";
import { useTenant } from "../../shared/tenant";
import { useCopy } from "../../shared/useCopy";
import { Button } from "../kit/Button";
import { Field } from "../kit/Field";
import { useToast } from "../kit/Toasts";
import styles from "./ConsumerForm.module.css";

interface ValueProps {
  /** Key of the label. */
  k: string;
  value: string;
  /** Key of the copy button's name, if there is such a button. */
  copy?: string;
}

function CopyButton({ k, value }: { k: string; value: string }) {
  const { t } = useTranslation();
  const { mutated } = useTenant();
  const copy = useCopy(useToast());
  if (mutated("no-copy")) return null;
  return (
    <Button look="icon" aria-label={t(k)} onClick={() => copy(value)}>
      <Copy size={15} />
    </Button>
  );
}

function ValueAsInput({ k, value, copy }: ValueProps) {
  return <Field k={k} value={value} readOnly end={copy && <CopyButton k={copy} value={value} />} />;
}

function ValueAsText({ k, value, copy }: ValueProps) {
  return (
    <div>
      <div className={styles.caption}>
        <Text k={k} />
      </div>
      <div className={styles.value}>
        <span>{value}</span>
        {copy && <CopyButton k={copy} value={value} />}
      </div>
    </div>
  );
}

const KINDS = { inputs: ValueAsInput, text: ValueAsText };

/** Something the tenant made: shown, not to be changed. */
export function CredentialValue(props: ValueProps) {
  const Kind = KINDS[useTenant().looks.values];
  return <Kind {...props} />;
}
