import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { useTranslation } from "react-i18next";
import { Text } from "../../shared/Text";
import { Card } from "../kit/Card";

/** Shares in percent, as a bar. */
export function Gauge({ k, parts }: { k: string; parts: { k: string; percent: number }[] }) {
  const { i18n } = useTranslation();
  const written = (percent: number) => `${percent.toLocaleString(i18n.language)} %`;
  return (
    <Card>
      <Typography variant="subtitle2">
        <Text k={k} />
      </Typography>
      <Box sx={{ display: "flex", height: 10, borderRadius: 5, overflow: "hidden", bgcolor: "action.hover", my: 2 }}>
        {parts.map((part, index) => (
          <Box
            key={part.k}
            sx={{ width: `${part.percent}%`, bgcolor: index === 0 ? "secondary.main" : "warning.main" }}
          />
        ))}
      </Box>
      <Box sx={{ display: "flex", gap: 3 }}>
        {parts.map((part) => (
          <Box key={part.k}>
            <Typography variant="h5" fontWeight={600}>
              {written(part.percent)}
            </Typography>
            {parts.length > 1 && (
              <Typography variant="caption" color="text.secondary">
                <Text k={part.k} />
              </Typography>
            )}
          </Box>
        ))}
      </Box>
    </Card>
  );
}
