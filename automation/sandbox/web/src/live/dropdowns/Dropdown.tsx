import { Field } from "../kit/Field";
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
  if (props.readOnly) return <Field k={props.k} value={props.value?.name ?? ""} InputProps={{ readOnly: true }} />;
  return <Kind {...props} />;
}
