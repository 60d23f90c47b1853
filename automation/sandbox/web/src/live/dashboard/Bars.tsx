import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { Text } from "../../shared/Text";
import { Card } from "../kit/Card";

interface Bar {
  k: string;
  value: number;
  color: string;
}

/** Counts of one kind, compared as bars. */
export function Bars({ k, bars }: { k: string; bars: Bar[] }) {
  const longest = Math.max(...bars.map(({ value }) => value));
  return (
    <Card>
      <Typography variant="subtitle2" gutterBottom>
        <Text k={k} />
      </Typography>
      {bars.map((bar) => (
        <Box key={bar.k} sx={{ mt: 1.25 }}>
          <Box sx={{ display: "flex", justifyContent: "space-between", fontSize: 13, mb: 0.5 }}>
            <Box component="span" sx={{ color: "text.secondary" }}>
              <Text k={bar.k} />
            </Box>
            <strong>{bar.value}</strong>
          </Box>
          <Box sx={{ height: 6, borderRadius: 3, bgcolor: "action.hover" }}>
            <Box sx={{ height: 6, borderRadius: 3, bgcolor: bar.color, width: `${(100 * bar.value) / longest}%` }} />
          </Box>
        </Box>
      ))}
    </Card>
  );
}
