import { useTenant } from "../../shared/tenant";
import { DrawerDropdown } from "./DrawerDropdown";
import { MenuDropdown } from "./MenuDropdown";
import { NativeDropdown } from "./NativeDropdown";
import { PopoverDropdown } from "./PopoverDropdown";
import { SelectDropdown } from "./SelectDropdown";
import type { DropdownProps } from "./types";

const KINDS = {
  select: SelectDropdown,
  menu: MenuDropdown,
  drawer: DrawerDropdown,
  native: NativeDropdown,
  popover: PopoverDropdown,
};

/** A dropdown of the kind the tenant shows; a list that is long or only partly here is one that can be searched. */
export function Dropdown(props: DropdownProps) {
  const { dropdown } = useTenant().looks;
  const searched = props.choices.windowed || props.choices.partial;
  const Kind = dropdown === "select" && searched ? PopoverDropdown : KINDS[dropdown];
  return <Kind {...props} />;
}
