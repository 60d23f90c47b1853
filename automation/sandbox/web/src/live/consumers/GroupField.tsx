import { useCallback } from "react";
import { useTenant } from "../../shared/tenant";
import type { Choice } from "../../shared/types";
import { useAllGroups, useSearchedGroups } from "../../shared/useChoices";
import { Dropdown } from "../dropdowns/Dropdown";
import type { DropdownProps } from "../dropdowns/types";
import { useToast } from "../kit/useToast";
import { TypedField } from "./TypedField";

type GroupProps = Omit<DropdownProps, "choices">;

function useFailure(): () => void {
  const toast = useToast();
  return useCallback(() => toast("toast.failed", "error"), [toast]);
}

function AllGroups(props: GroupProps) {
  return <Dropdown {...props} choices={useAllGroups(useFailure())} />;
}

function SearchedGroups(props: GroupProps) {
  return <Dropdown {...props} choices={useSearchedGroups(useFailure())} />;
}

function TypedGroup({ value, onChange, ...rest }: GroupProps) {
  const typed = (text: string): Choice => ({ id: text, name: text });
  return <TypedField {...rest} text={value?.name ?? ""} onType={(text) => onChange(typed(text))} />;
}

/** D: the permission group. */
export function GroupField(props: GroupProps) {
  const { looks, mutated } = useTenant();
  if (mutated("group-as-text")) return <TypedGroup {...props} />;
  // The browser's own select cannot ask for more: it is given everything.
  const searched = looks.options === "server" && looks.dropdown !== "native";
  return searched ? <SearchedGroups {...props} /> : <AllGroups {...props} />;
}
