import { useEffect, useState } from "react";
import { bff } from "./bff";

/** What the dashboard shows: the figures of the article's first picture. */
export interface Figures {
  work_orders: { in_progress: number; in_review: number; finished: number };
  tasks: { overdue: number; planned_percent: number; unplanned_percent: number; compliance_percent: number };
  failures: { with_damage: number };
  assets: { stopped: number; planned_stops: number; unplanned_stops: number };
  work_requests: { created: number; solved: number };
}

export function useFigures(): Figures | null {
  const [figures, setFigures] = useState<Figures | null>(null);
  useEffect(() => {
    bff
      .get<Figures>("/dashboard")
      .then(setFigures)
      .catch(() => undefined);
  }, []);
  return figures;
}
