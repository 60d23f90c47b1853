import { useTranslation } from "react-i18next";
import type { Consumer } from "./types";
import { useFieldOrder, type FormPart } from "./useFieldOrder";

/** The fields of a consumer that exists, in the form's order: key of the label, and what stands in the field. */
export function useConsumerFacts(consumer: Consumer): { key: string; text: string }[] {
  const { t } = useTranslation();
  const facts: Record<FormPart, { key: string; text: string }> = {
    grant: { key: "consumer_form.authorization_type", text: t(`consumer_form.${consumer.grant_type}`) },
    name: { key: "consumer_form.name", text: consumer.name },
    description: { key: "consumer_form.description", text: consumer.description },
    group: { key: "consumer_form.permission_group", text: consumer.permission_group },
    costCentre: { key: "consumer_form.cost_centre", text: "" },
    callbackUrl: { key: "consumer_form.callback_url", text: consumer.callback_url ?? "" },
  };
  return useFieldOrder(consumer.grant_type).map((part) => facts[part]);
}
