import { useTranslation } from "react-i18next";
import { useTenant } from "../../shared/tenant";
import type { ConsumerForm } from "../../shared/useConsumerForm";
import { useFieldOrder, type FormPart } from "../../shared/useFieldOrder";
import { Area, Field } from "../kit/Field";
import styles from "./ConsumerForm.module.css";
import { GrantField } from "./GrantField";
import { GroupField } from "./GroupField";
import { HubBox } from "./HubBox";

/** The fields A to D as the article marks them, the callback address, and the Hub checkbox. */
export function ConsumerFields({ form }: { form: ConsumerForm }) {
  const { t } = useTranslation();
  const { mutated } = useTenant();
  const { values, change, touch, missing } = form;
  const isMissing = (field: (typeof missing)[number]) => missing.includes(field);
  const namePlaceholder = mutated("no-placeholder-name") ? "" : t("consumer_form.name_placeholder");

  const parts: Record<FormPart, JSX.Element> = {
    grant: (
      <GrantField
        value={values.grantType}
        onChange={(grantType) => change({ grantType })}
        onBlur={() => touch("grantType")}
        missing={isMissing("grantType")}
      />
    ),
    name: mutated("name-as-textarea") ? (
      <Area
        k="consumer_form.name"
        name="name"
        value={values.name}
        placeholder={namePlaceholder}
        missing={isMissing("name")}
        onType={(name) => change({ name })}
        onBlur={() => touch("name")}
      />
    ) : (
      <Field
        k="consumer_form.name"
        name="name"
        value={values.name}
        placeholder={namePlaceholder}
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
    <div className={styles.fields}>
      {useFieldOrder(values.grantType).map((part) => (
        <div key={part}>{parts[part]}</div>
      ))}
      <HubBox checked={values.hub} onChange={(hub) => change({ hub })} />
    </div>
  );
}
