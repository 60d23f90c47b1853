import Checkbox from "@mui/material/Checkbox";
import FormControlLabel from "@mui/material/FormControlLabel";
import Stack from "@mui/material/Stack";
import { Text } from "../../shared/Text";
import { useTenant } from "../../shared/tenant";
import type { Consumer } from "../../shared/types";
import { useConsumerFacts } from "../../shared/useConsumerFacts";
import { Field } from "../kit/Field";

/** The form's fields for a consumer that exists: the same fields, not to be changed. */
export function ConsumerFacts({ consumer }: { consumer: Consumer }) {
  const { hub, mutated } = useTenant();
  return (
    <Stack spacing={2.5}>
      {useConsumerFacts(consumer).map(({ key, text }) => (
        <Field key={key} k={key} value={text} InputProps={{ readOnly: true }} />
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
