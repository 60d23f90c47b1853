import { SECTIONS, type Section } from "./sections";
import { useTenant } from "./tenant";

/** The side panel's entries this tenant has. */
export function useSections(): readonly Section[] {
  const { add_on, mutated } = useTenant();
  const hidden = !add_on || mutated("no-side-entry");
  return hidden ? SECTIONS.filter((section) => section.slug !== "api-connections") : SECTIONS;
}
