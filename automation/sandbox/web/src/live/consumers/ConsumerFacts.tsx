import Checkbox from "@mui/material/Checkbox";
import FormControlLabel from "@mui/material/FormControlLabel";
import Stack from "@mui/material/Stack";
import { useTranslation } from "react-i18next";
import { Text } from "../../shared/Text";
import { useTenant } from "../../shared/tenant";
import type { Consumer } from "../../shared/types";
import { useFieldOrder, type FormPart } from "../../shared/useFieldOrder";
import { Field } from "../kit/Field";

/** The form's fields for a consumer that exists: the same fields, not to be changed. */
export function ConsumerFacts({ consumer }: { consumer: Consumer }) {
  const { t } = useTranslation();
  const { hub, mutated } = useTenant();
  const facts: Record<FormPart, [key: string, text: string]> = {
    grant: ["consumer_form.authorization_type", t(`consumer_form.${consumer.grant_type}`)],
    name: ["consumer_form.name", consumer.name],
    description: ["consumer_form.description", consumer.description],
    group: ["consumer_form.permission_group", consumer.permission_group],
    costCentre: ["consumer_form.cost_centre", ""],
    callbackUrl: ["consumer_form.callback_url", consumer.callback_url ?? ""],
  };
  return (
    <Stack spacing={2.5}>
      {useFieldOrder(consumer.grant_type).map((part) => (
        <Field key={part} k={facts[part][0]} value={facts[part][1]} InputProps={{ readOnly: true }} />
      ))}
      {hub && !mutated("no-hub") && (
        <FormControlLabel
          control={<Checkbox checked={consumer.hub ?? false} disabled />}
          label={<Text k="consumer_form.hub" />}
        />
      )}
    </Stack>
  );
}
