import type { ReactNode } from "react";
import styles from "./Card.module.css";

/** A bordered surface. */
export function Card({ title, children }: { title?: ReactNode; children: ReactNode }) {
  return (
    <section className={styles.card}>
      {title && <h2 className={styles.title}>{title}</h2>}
      {children}
    </section>
  );
}

/** A remark that stands out. */
export function Notice({ tone, children }: { tone: "info" | "warning" | "danger"; children: ReactNode }) {
  return <div className={`${styles.notice} ${styles[tone]}`}>{children}</div>;
}
