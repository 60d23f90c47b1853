import { useTranslation } from "react-i18next";
import { Text } from "../../shared/Text";
import { useFigures, type Figures } from "../../shared/useFigures";
import styles from "./Dashboard.module.css";

type Tile = [key: string, value: number | string];

function groups(figures: Figures, percent: (value: number) => string): [heading: string, tiles: Tile[]][] {
  const { work_orders, work_requests, tasks, failures, assets } = figures;
  return [
    [
      "dashboard.work_orders",
      [
        ["dashboard.in_progress", work_orders.in_progress],
        ["dashboard.in_review", work_orders.in_review],
        ["dashboard.finished", work_orders.finished],
      ],
    ],
    [
      "dashboard.work_requests",
      [
        ["dashboard.created", work_requests.created],
        ["dashboard.solved", work_requests.solved],
      ],
    ],
    [
      "dashboard.planning",
      [
        ["dashboard.planned", percent(tasks.planned_percent)],
        ["dashboard.unplanned", percent(tasks.unplanned_percent)],
        ["dashboard.compliance", percent(tasks.compliance_percent)],
        ["dashboard.overdue_tasks", tasks.overdue],
      ],
    ],
    [
      "navigation.assets",
      [
        ["dashboard.failures_with_damage", failures.with_damage],
        ["dashboard.assets_stopped", assets.stopped],
        ["dashboard.planned_stops", assets.planned_stops],
        ["dashboard.unplanned_stops", assets.unplanned_stops],
      ],
    ],
  ];
}

/** The first page after signing in: the figures of the maintenance department. */
export function Dashboard() {
  const { i18n } = useTranslation();
  const figures = useFigures();
  const percent = (value: number) => `${value.toLocaleString(i18n.language)} %`;
  return (
    <div className={styles.page}>
      <h1 className={styles.heading}>
        <Text k="dashboard.heading" />
      </h1>
      {figures &&
        groups(figures, percent).map(([heading, tiles]) => (
          <section key={heading} className={styles.group}>
            <h2 className={styles.subheading}>
              <Text k={heading} />
            </h2>
            <div className={styles.tiles}>
              {tiles.map(([key, value]) => (
                <div key={key} className={styles.tile}>
                  <p className={styles.label}>
                    <Text k={key} />
                  </p>
                  <p className={styles.value}>{value}</p>
                </div>
              ))}
            </div>
          </section>
        ))}
    </div>
  );
}
