import type { Choices } from "../../shared/useChoices";
import type { Choice } from "../../shared/types";

/** What every kind of dropdown is given. */
export interface DropdownProps {
  /** Key of the label. */
  k: string;
  value: Choice | null;
  choices: Choices;
  onChange: (choice: Choice) => void;
  onBlur: () => void;
  placeholder: string;
  missing: boolean;
}

export const ROW_HEIGHT = 34;
export const LIST_HEIGHT = 280;
