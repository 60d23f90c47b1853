import { useCallback, useState } from "react";
import { bff, BffError, listQuery } from "./bff";
import { useTenant } from "./tenant";
import type { Choice, Consumer, GrantType, NewConsumer } from "./types";

export interface ConsumerValues {
  grantType: GrantType | null;
  name: string;
  description: string;
  group: Choice | null;
  callbackUrl: string;
  hub: boolean;
  costCentre: string;
}

export type FieldName = keyof ConsumerValues;

export const EMPTY: ConsumerValues = {
  grantType: null,
  name: "",
  description: "",
  group: null,
  callbackUrl: "",
  hub: false,
  costCentre: "",
};

export interface ConsumerForm {
  values: ConsumerValues;
  change: (part: Partial<ConsumerValues>) => void;
  touch: (field: FieldName) => void;
  /** Fields a person left blank although they are needed. */
  missing: FieldName[];
  canSave: boolean;
  saved: Consumer | null;
  /** Sends the form once; resolves to the created consumer, or throws a BffError or a network error. */
  save: () => Promise<Consumer>;
  reset: () => void;
}

function needed(values: ConsumerValues, extra: boolean): FieldName[] {
  const fields: FieldName[] = ["grantType", "name", "group"];
  if (values.grantType === "authorization_code") fields.push("callbackUrl");
  if (extra) fields.push("costCentre");
  return fields;
}

function isBlank(value: ConsumerValues[FieldName]): boolean {
  return value === null || (typeof value === "string" && value.trim() === "");
}

function toRequest(values: ConsumerValues): NewConsumer {
  if (!values.grantType || !values.group)
    throw new BffError(400, "required", "grant type and permission group are needed");
  const request: NewConsumer = {
    name: values.name,
    description: values.description,
    grant_type: values.grantType,
    permission_group: values.group.id,
    hub: values.hub,
  };
  if (values.grantType === "authorization_code") request.callback_url = values.callbackUrl;
  return request;
}

/** State and rules of the form "New OAuth client", whatever it looks like. */
export function useConsumerForm(): ConsumerForm {
  const { mutated } = useTenant();
  const [values, setValues] = useState(EMPTY);
  const [touched, setTouched] = useState<ReadonlySet<FieldName>>(new Set());
  const [saving, setSaving] = useState(false);
  const [saved, setSaved] = useState<Consumer | null>(null);

  const blank = needed(values, mutated("extra-required-field")).filter((field) => isBlank(values[field]));

  const change = useCallback((part: Partial<ConsumerValues>) => setValues((before) => ({ ...before, ...part })), []);
  const touch = useCallback((field: FieldName) => setTouched((before) => new Set(before).add(field)), []);

  const save = async () => {
    setSaving(true);
    try {
      const consumer = await bff.post<Consumer>("/oauth-consumers", toRequest(values));
      setSaved(consumer);
      // The list behind the form is read again at once, as the product does after every change.
      void bff.get(`/oauth-consumers${listQuery("", 0, 50)}`).catch(() => undefined);
      return consumer;
    } finally {
      setSaving(false);
    }
  };

  const reset = () => {
    setValues(EMPTY);
    setTouched(new Set());
    setSaved(null);
  };

  return {
    values,
    change,
    touch,
    missing: blank.filter((field) => touched.has(field)),
    canSave: blank.length === 0 && !saving && saved === null,
    saved,
    save,
    reset,
  };
}

/** Which text a failed save is answered with. */
export function saveFailureKey(error: unknown): string {
  if (error instanceof BffError && error.code === "required") return "toast.required";
  if (error instanceof BffError && error.code === "name_taken") return "toast.name_taken";
  return "toast.save_failed";
}
