/** Ways in which the screens can depart from the article, for tests of whether a departure is noticed. */
export const MUTATIONS = [
  "move-add", // the "+" is at the top left
  "field-order", // D comes before A, B and C
  "grant-as-text",
  "group-as-text",
  "name-as-textarea",
  "no-placeholder-name",
  "no-placeholder-description",
  "no-tab", // the list of OAuth consumers has no tab or entry
  "no-side-entry", // API Connections is missing in the side panel
  "save-hidden",
  "save-bottom",
  "no-group-options",
  "extra-required-field",
  "no-description",
  "no-hub",
  "no-credentials",
  "no-copy",
  "no-key-field",
  "no-secret-field",
  "no-creation-date",
  "form-title-gone",
  "footer-gone",
  "menu-left", // the user menu is at the left end of the top bar
  "settings-elsewhere", // Settings is in the main menu, not in the user menu
  "side-panel-right",
] as const;

export type Mutation = (typeof MUTATIONS)[number];
