import { useId, type InputHTMLAttributes, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Text } from "../../shared/Text";
import { useTenant } from "../../shared/tenant";
import styles from "./Field.module.css";

interface FrameProps {
  /** Key of the label. */
  k: string;
  missing?: boolean;
  /** Draws the control; the id ties it to its label. */
  children: (id: string) => ReactNode;
}

function TiedLabel({ k, id }: { k: string; id: string }) {
  return (
    <label htmlFor={id} className={styles.label}>
      <Text k={k} />
    </label>
  );
}

function LooseLabel({ k }: { k: string; id: string }) {
  return (
    <div className={styles.label}>
      <Text k={k} />
    </div>
  );
}

const LABELS = { tied: TiedLabel, above: LooseLabel };

/** A control with its label above it and, when it was left blank, its alert below. */
export function FieldFrame({ k, missing = false, children }: FrameProps) {
  const { t } = useTranslation();
  const { looks, hook } = useTenant();
  const id = useId();
  const Label = LABELS[looks.labels];
  return (
    <div className={styles.field}>
      <Label k={k} id={id} />
      {children(id)}
      {missing && (
        <p className={[styles.alert, hook("qa-alert-error")].join(" ")}>
          {t("consumer_form.required", { field: t(k) })}
        </p>
      )}
    </div>
  );
}

type FieldProps = Omit<InputHTMLAttributes<HTMLInputElement>, "id"> & {
  k: string;
  missing?: boolean;
  end?: ReactNode;
};

/** A text field. */
export function Field({ k, missing = false, end, ...rest }: FieldProps) {
  return (
    <FieldFrame k={k} missing={missing}>
      {(id) => (
        <div className={styles.row}>
          <input {...rest} id={id} aria-invalid={missing} className={styles.input} />
          {end}
        </div>
      )}
    </FieldFrame>
  );
}

interface AreaProps {
  k: string;
  name: string;
  value: string;
  placeholder: string;
  missing: boolean;
  onType: (text: string) => void;
  onBlur: () => void;
}

/** A text field of several lines. */
export function Area({ k, name, value, placeholder, missing, onType, onBlur }: AreaProps) {
  return (
    <FieldFrame k={k} missing={missing}>
      {(id) => (
        <textarea
          id={id}
          name={name}
          rows={2}
          className={styles.area}
          value={value}
          placeholder={placeholder}
          onChange={(event) => onType(event.target.value)}
          onBlur={onBlur}
        />
      )}
    </FieldFrame>
  );
}
