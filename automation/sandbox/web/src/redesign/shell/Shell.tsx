import { useState } from "react";
import { Outlet } from "react-router-dom";
import { ChatBubble } from "../../shared/ChatBubble";
import { Survey } from "../../shared/Survey";
import { Sidebar } from "./Sidebar";
import { TopBar } from "./TopBar";
import styles from "./Shell.module.css";

/** What surrounds every page of a signed-in person. */
export function Shell() {
  const [expanded, setExpanded] = useState(false);
  return (
    <div className={styles.shell}>
      <TopBar onMainMenu={() => setExpanded((before) => !before)} />
      <div className={styles.below}>
        <Sidebar expanded={expanded} />
        <main className={styles.main}>
          <Outlet />
        </main>
      </div>
      <Survey />
      <ChatBubble />
    </div>
  );
}
