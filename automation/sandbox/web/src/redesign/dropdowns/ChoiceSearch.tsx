import { Search } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Choices } from "../../shared/useChoices";
import styles from "./dropdowns.module.css";

/** The search box of a list of choices. */
export function ChoiceSearch({ choices }: { choices: Choices }) {
  const { t } = useTranslation();
  return (
    <div className={styles.search}>
      <Search size={14} />
      <input
        placeholder={t("dialog.search")}
        value={choices.search}
        onChange={(event) => choices.setSearch(event.target.value)}
        // A menu would take the letters for its own.
        onKeyDown={(event) => event.key !== "Escape" && event.stopPropagation()}
      />
    </div>
  );
}
