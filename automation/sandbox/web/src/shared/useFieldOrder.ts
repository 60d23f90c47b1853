import { useTenant } from "./tenant";
import type { GrantType } from "./types";

export type FormPart = "grant" | "name" | "description" | "group" | "costCentre" | "callbackUrl";

/** Which fields the form has, in the order they are shown. */
export function useFieldOrder(grantType: GrantType | null): FormPart[] {
  const { mutated } = useTenant();
  const parts: FormPart[] = mutated("field-order")
    ? ["group", "description", "name", "grant"]
    : ["grant", "name", "description", "group"];
  if (mutated("extra-required-field")) parts.push("costCentre");
  if (grantType === "authorization_code") parts.push("callbackUrl");
  return mutated("no-description") ? parts.filter((part) => part !== "description") : parts;
}
