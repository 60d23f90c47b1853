import type { FormEvent, ReactNode } from "react";
import { Text } from "../../shared/Text";
import { Logo } from "../kit/Logo";
import styles from "./Entrance.module.css";

/** The frame of every step of signing in: a picture at the left, the step at the right. */
export function Entrance({
  heading,
  onSubmit,
  children,
}: {
  heading: string;
  onSubmit: () => void;
  children: ReactNode;
}) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <div className={styles.page}>
      <aside className={styles.side}>
        <Logo />
      </aside>
      <main className={styles.main}>
        <form noValidate className={styles.form} onSubmit={submit}>
          <h1 className={styles.heading}>
            <Text k={heading} />
          </h1>
          {children}
        </form>
      </main>
    </div>
  );
}
