import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { GrantType } from "./types";

const GRANT_TYPES = ["client_credentials", "authorization_code"] as const;

interface NamedGrantType {
  id: GrantType;
  name: string;
}

/** How a consumer proves itself, in the order the dropdown offers it. */
export function useGrantTypes(): NamedGrantType[] {
  const { t } = useTranslation();
  return GRANT_TYPES.map((id) => ({ id, name: t(`consumer_form.${id}`) }));
}

/** The authorization type as something that is typed: only its exact name counts. */
export function useTypedGrantType(onChange: (grantType: GrantType | null) => void) {
  const types = useGrantTypes();
  const [text, setText] = useState("");
  return {
    text,
    type: (written: string) => {
      setText(written);
      const wanted = written.trim().toLocaleLowerCase();
      onChange(types.find(({ name }) => name.toLocaleLowerCase() === wanted)?.id ?? null);
    },
  };
}
