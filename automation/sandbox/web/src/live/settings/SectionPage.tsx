import Typography from "@mui/material/Typography";
import { Navigate, useParams } from "react-router-dom";
import { SECTIONS } from "../../shared/sections";
import { Text } from "../../shared/Text";
import { useTenant } from "../../shared/tenant";
import { Card } from "../kit/Card";
import { Field } from "../kit/Field";

/** A section of the settings the procedure does not use. */
export function SectionPage() {
  const { section } = useParams();
  const { company } = useTenant();
  const found = SECTIONS.find(({ slug }) => slug === section);
  if (!found) return <Navigate to="/config/general" replace />;
  return (
    <Card sx={{ m: 3, maxWidth: 720 }}>
      <Typography component="h2" variant="subtitle1" fontWeight={600} gutterBottom>
        <Text k={found.key} />
      </Typography>
      {found.slug === "general" ? (
        <Field k="section.company" value={company?.name ?? ""} sx={{ mt: 2 }} InputProps={{ readOnly: true }} />
      ) : (
        <Typography variant="body2" color="text.secondary">
          <Text k="section.nothing" />
        </Typography>
      )}
    </Card>
  );
}
