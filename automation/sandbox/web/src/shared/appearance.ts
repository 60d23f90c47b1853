/** How the tenant looks and behaves: the sandbox's switches, the first value of each being the default. */

const SWITCHES = {
  variant: ["live", "redesign"],
  dropdown: ["select", "menu", "drawer", "native", "popover"],
  options: ["plain", "virtual", "server"],
  labels: ["tied", "above"],
  text: ["whole", "split"],
  duplicates: ["none", "hidden", "offscreen"],
  user_menu: ["button", "bare"],
  add: ["named", "speed-dial", "unnamed"],
  save: ["text", "icon"],
  values: ["inputs", "text"],
  animations: ["on", "off"],
  survey: ["off", "on"],
  toast_over_add: ["off", "on"],
  confirm_save: ["off", "on"],
  hooks: ["on", "off"],
  session: ["cookie", "indexeddb"],
  credentials: ["form", "dialog", "list"],
  chat: ["off", "on"],
} as const;

type Switches = typeof SWITCHES;
export type Appearance = { [Name in keyof Switches]: Switches[Name][number] };

function choose<Name extends keyof Switches>(name: Name, wanted: string | undefined): Appearance[Name] {
  const values: readonly string[] = SWITCHES[name];
  if (wanted !== undefined && !values.includes(wanted)) {
    throw new Error(`appearance.${name} is "${wanted}"; the screens know ${values.join(", ")}`);
  }
  return (wanted ?? values[0]) as Appearance[Name];
}

/** Completes the server's switches with the defaults; an unknown value is an error, an unknown switch is the server's own. */
export function readAppearance(given: Record<string, string>): Appearance {
  const names = Object.keys(SWITCHES) as (keyof Switches)[];
  return Object.fromEntries(names.map((name) => [name, choose(name, given[name])])) as Appearance;
}
