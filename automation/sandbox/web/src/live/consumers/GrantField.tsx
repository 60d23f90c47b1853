import { useTranslation } from "react-i18next";
import { useTenant } from "../../shared/tenant";
import type { GrantType } from "../../shared/types";
import { useFixedChoices } from "../../shared/useChoices";
import { useGrantTypes, useTypedGrantType } from "../../shared/useGrantTypes";
import { Dropdown } from "../dropdowns/Dropdown";
import { TypedField } from "./TypedField";

interface GrantProps {
  value: GrantType | null;
  onChange: (grantType: GrantType | null) => void;
  onBlur: () => void;
  missing: boolean;
}

const LABEL = "consumer_form.authorization_type";

function ChosenGrant({ value, onChange, onBlur, missing }: GrantProps) {
  const { t } = useTranslation();
  const types = useGrantTypes();
  return (
    <Dropdown
      k={LABEL}
      value={types.find(({ id }) => id === value) ?? null}
      choices={useFixedChoices(types)}
      onChange={({ id }) => onChange(id as GrantType)}
      onBlur={onBlur}
      placeholder={t("consumer_form.permission_group_placeholder")}
      missing={missing}
    />
  );
}

function TypedGrant({ onChange, onBlur, missing }: GrantProps) {
  const { text, type } = useTypedGrantType(onChange);
  return <TypedField k={LABEL} text={text} placeholder="" missing={missing} onType={type} onBlur={onBlur} />;
}

/** A: the authorization type. */
export function GrantField(props: GrantProps) {
  return useTenant().mutated("grant-as-text") ? <TypedGrant {...props} /> : <ChosenGrant {...props} />;
}
