import Typography from "@mui/material/Typography";
import { Text } from "../../shared/Text";
import { Card } from "../kit/Card";

/** One number and what it counts. */
export function Figure({ k, value, color = "text.primary" }: { k: string; value: number; color?: string }) {
  return (
    <Card>
      <Typography variant="body2" color="text.secondary">
        <Text k={k} />
      </Typography>
      <Typography variant="h4" sx={{ color, mt: 0.5, fontWeight: 600 }}>
        {value}
      </Typography>
    </Card>
  );
}
