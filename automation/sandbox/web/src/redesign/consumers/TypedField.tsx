import { Field } from "../kit/Field";

interface TypedFieldProps {
  k: string;
  text: string;
  placeholder: string;
  missing: boolean;
  onType: (text: string) => void;
  onBlur: () => void;
}

/** A text field where the article shows a dropdown. */
export function TypedField({ k, text, placeholder, missing, onType, onBlur }: TypedFieldProps) {
  return (
    <Field
      k={k}
      value={text}
      placeholder={placeholder}
      missing={missing}
      onChange={(event) => onType(event.target.value)}
      onBlur={onBlur}
    />
  );
}
