import { Hexagon } from "lucide-react";
import styles from "./Logo.module.css";

/** The word mark. */
export function Logo() {
  return (
    <span className={styles.logo}>
      <Hexagon size={20} />
      Fracttal One
    </span>
  );
}
