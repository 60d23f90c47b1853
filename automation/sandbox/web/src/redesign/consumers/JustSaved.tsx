import { useEffect, useState } from "react";
import { forgetSaved, lastSaved } from "../../shared/lastSaved";
import { Card } from "../kit/Card";
import { Credentials } from "./Credentials";

/** Above the list: the credentials of the consumer that was saved a moment ago, where the tenant shows them here. */
export function JustSaved() {
  const [consumer] = useState(lastSaved);
  useEffect(() => forgetSaved, []);
  if (!consumer) return null;
  return (
    <Card title={consumer.name}>
      <Credentials consumer={consumer} />
    </Card>
  );
}
