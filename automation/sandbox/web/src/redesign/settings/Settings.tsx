import { Outlet } from "react-router-dom";
import { Duplicated } from "../../shared/Duplicated";
import { Text } from "../../shared/Text";
import { useTenant } from "../../shared/tenant";
import { SidePanel } from "./SidePanel";
import styles from "./Settings.module.css";

/** The page "Settings": title, company, side panel and the chosen section. */
export function Settings() {
  const { company, mutated } = useTenant();
  return (
    <div className={styles.settings}>
      <div className={styles.head}>
        <h1 className={styles.title}>
          <Text k="settings.title" />
        </h1>
        <p className={styles.company}>{company?.name}</p>
      </div>
      <div className={`${styles.body} ${mutated("side-panel-right") ? styles.reversed : ""}`}>
        <Duplicated>
          <SidePanel />
        </Duplicated>
        <div className={styles.content}>
          <Outlet />
        </div>
      </div>
    </div>
  );
}
