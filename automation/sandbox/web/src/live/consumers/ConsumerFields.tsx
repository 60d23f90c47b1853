import Checkbox from "@mui/material/Checkbox";
import FormControlLabel from "@mui/material/FormControlLabel";
import Stack from "@mui/material/Stack";
import { useTranslation } from "react-i18next";
import { Text } from "../../shared/Text";
import { useTenant } from "../../shared/tenant";
import type { ConsumerForm } from "../../shared/useConsumerForm";
import { useFieldOrder, type FormPart } from "../../shared/useFieldOrder";
import { Field } from "../kit/Field";
import { GrantField } from "./GrantField";
import { GroupField } from "./GroupField";

/** The fields A to D as the article marks them, the callback address, and the Hub checkbox. */
export function ConsumerFields({ form }: { form: ConsumerForm }) {
  const { t } = useTranslation();
  const { mutated, hub } = useTenant();
  const { values, change, touch, missing } = form;
  const isMissing = (field: (typeof missing)[number]) => missing.includes(field);

  const parts: Record<FormPart, JSX.Element> = {
    grant: (
      <GrantField
        value={values.grantType}
        onChange={(grantType) => change({ grantType })}
        onBlur={() => touch("grantType")}
        missing={isMissing("grantType")}
      />
    ),
    name: (
      <Field
        k="consumer_form.name"
        name="name"
        value={values.name}
        placeholder={mutated("no-placeholder-name") ? "" : t("consumer_form.name_placeholder")}
        multiline={mutated("name-as-textarea")}
        minRows={2}
        missing={isMissing("name")}
        onChange={(event) => change({ name: event.target.value })}
        onBlur={() => touch("name")}
      />
    ),
    description: (
      <Field
        k="consumer_form.description"
        name="description"
        value={values.description}
        placeholder={mutated("no-placeholder-description") ? "" : t("consumer_form.description_placeholder")}
        onChange={(event) => change({ description: event.target.value })}
      />
    ),
    group: (
      <GroupField
        k="consumer_form.permission_group"
        value={values.group}
        placeholder={t("consumer_form.permission_group_placeholder")}
        missing={isMissing("group")}
        onChange={(group) => change({ group })}
        onBlur={() => touch("group")}
      />
    ),
    costCentre: (
      <Field
        k="consumer_form.cost_centre"
        value={values.costCentre}
        missing={isMissing("costCentre")}
        onChange={(event) => change({ costCentre: event.target.value })}
        onBlur={() => touch("costCentre")}
      />
    ),
    callbackUrl: (
      <Field
        k="consumer_form.callback_url"
        name="callback_url"
        value={values.callbackUrl}
        placeholder="https://"
        missing={isMissing("callbackUrl")}
        onChange={(event) => change({ callbackUrl: event.target.value })}
        onBlur={() => touch("callbackUrl")}
      />
    ),
  };

  return (
    <Stack spacing={2.5}>
      {useFieldOrder(values.grantType).map((part) => (
        <div key={part}>{parts[part]}</div>
      ))}
      {hub && !mutated("no-hub") && (
        <FormControlLabel
          control={<Checkbox checked={values.hub} onChange={(event) => change({ hub: event.target.checked })} />}
          label={<Text k="consumer_form.hub" />}
        />
      )}
    </Stack>
  );
}
