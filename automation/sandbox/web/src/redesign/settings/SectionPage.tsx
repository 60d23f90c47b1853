import { Navigate, useParams } from "react-router-dom";
import { SECTIONS } from "../../shared/sections";
import { Text } from "../../shared/Text";
import { useTenant } from "../../shared/tenant";
import { Card } from "../kit/Card";
import { Field } from "../kit/Field";
import styles from "./Settings.module.css";

/** A section of the settings the procedure does not use. */
export function SectionPage() {
  const { section } = useParams();
  const { company } = useTenant();
  const found = SECTIONS.find(({ slug }) => slug === section);
  if (!found) return <Navigate to="/config/general" replace />;
  return (
    <Card title={<Text k={found.key} />}>
      {found.slug === "general" ? (
        <Field k="section.company" value={company?.name ?? ""} readOnly />
      ) : (
        <p className={styles.muted}>
          <Text k="section.nothing" />
        </p>
      )}
    </Card>
  );
}
