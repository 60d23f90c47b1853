import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { Text } from "../../shared/Text";
import { useFigures } from "../../shared/useFigures";
import { Bars } from "./Bars";
import { Figure } from "./Figure";
import { Gauge } from "./Gauge";

const row = (columns: number) => ({
  display: "grid",
  gap: 2,
  mb: 2,
  gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
});

/** The first page after signing in: the figures of the maintenance department. */
export function Dashboard() {
  const figures = useFigures();
  return (
    <Box sx={{ p: 3 }}>
      <Typography component="h1" variant="h6">
        <Text k="dashboard.heading" />
      </Typography>
      <Typography variant="body2" color="text.secondary" sx={{ mb: 2 }}>
        <Text k="dashboard.period" />
      </Typography>
      {figures && (
        <>
          <Box sx={row(4)}>
            <Bars
              k="dashboard.work_orders"
              bars={[
                { k: "dashboard.in_progress", value: figures.work_orders.in_progress, color: "primary.main" },
                { k: "dashboard.in_review", value: figures.work_orders.in_review, color: "warning.main" },
                { k: "dashboard.finished", value: figures.work_orders.finished, color: "secondary.main" },
              ]}
            />
            <Bars
              k="dashboard.work_requests"
              bars={[
                { k: "dashboard.created", value: figures.work_requests.created, color: "primary.main" },
                { k: "dashboard.solved", value: figures.work_requests.solved, color: "secondary.main" },
              ]}
            />
            <Gauge
              k="dashboard.planning"
              parts={[
                { k: "dashboard.planned", percent: figures.tasks.planned_percent },
                { k: "dashboard.unplanned", percent: figures.tasks.unplanned_percent },
              ]}
            />
            <Gauge
              k="dashboard.compliance"
              parts={[{ k: "dashboard.compliance", percent: figures.tasks.compliance_percent }]}
            />
          </Box>
          <Box sx={row(5)}>
            <Figure k="dashboard.overdue_tasks" value={figures.tasks.overdue} color="error.main" />
            <Figure k="dashboard.failures_with_damage" value={figures.failures.with_damage} color="warning.main" />
            <Figure k="dashboard.assets_stopped" value={figures.assets.stopped} />
            <Figure k="dashboard.planned_stops" value={figures.assets.planned_stops} />
            <Figure k="dashboard.unplanned_stops" value={figures.assets.unplanned_stops} />
          </Box>
        </>
      )}
    </Box>
  );
}
