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

/** A dropdown of the kind the tenant shows. */
export function Dropdown(props: DropdownProps) {
  const Kind = KINDS[useTenant().looks.dropdown];
  return <Kind {...props} />;
}
