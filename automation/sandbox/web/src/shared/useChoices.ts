import { useEffect, useState } from "react";
import { bff, listQuery } from "./bff";
import { useTenant } from "./tenant";
import type { Choice, Page } from "./types";
import { useDebounced } from "./useDebounced";
import { usePagedList } from "./usePagedList";

/** What a dropdown offers, wherever it comes from. */
export interface Choices {
  items: Choice[];
  loading: boolean;
  search: string;
  setSearch: (search: string) => void;
  more: () => void;
  /** Only a part of the choices is here until something is typed or scrolled. */
  partial: boolean;
  /** Only what can be seen is put into the page. */
  windowed: boolean;
}

const PATH = "/permission-groups";
const GROUPS_PER_REQUEST = 100;
const GROUPS_PER_SEARCH = 20;
const SEARCH_DELAY = 300;

function matching(items: Choice[], search: string): Choice[] {
  const wanted = search.trim().toLocaleLowerCase();
  return wanted ? items.filter((item) => item.name.toLocaleLowerCase().includes(wanted)) : items;
}

/** A short list that is known from the start. */
export function useFixedChoices(items: Choice[]): Choices {
  const [search, setSearch] = useState("");
  return {
    items: matching(items, search),
    loading: false,
    search,
    setSearch,
    more: () => undefined,
    partial: false,
    windowed: false,
  };
}

async function allGroups(): Promise<Choice[]> {
  const groups: Choice[] = [];
  for (;;) {
    const page = await bff.get<Page<Choice>>(PATH + listQuery("", groups.length, GROUPS_PER_REQUEST));
    groups.push(...page.data);
    if (page.data.length === 0 || groups.length >= page.total) return groups;
  }
}

/** All permission groups, loaded once. */
export function useAllGroups(onFailure: () => void): Choices {
  const { looks, mutated } = useTenant();
  const [groups, setGroups] = useState<Choice[] | null>(null);
  const [search, setSearch] = useState("");
  const none = mutated("no-group-options");
  useEffect(() => {
    let wanted = true;
    (none ? Promise.resolve([]) : allGroups())
      .catch(() => {
        if (wanted) onFailure();
        return [];
      })
      .then((loaded) => {
        if (wanted) setGroups(loaded);
      });
    return () => {
      wanted = false;
    };
  }, [none, onFailure]);
  return {
    items: matching(groups ?? [], search),
    loading: groups === null,
    search,
    setSearch,
    more: () => undefined,
    partial: false,
    windowed: looks.options === "virtual",
  };
}

/** Permission groups as the server finds them, a few at a time. */
export function useSearchedGroups(onFailure: () => void): Choices {
  const { mutated } = useTenant();
  const [search, setSearch] = useState("");
  const list = usePagedList<Choice>(PATH, useDebounced(search, SEARCH_DELAY), GROUPS_PER_SEARCH);
  useEffect(() => {
    if (list.failed) onFailure();
  }, [list.failed, onFailure]);
  const items = mutated("no-group-options") ? [] : list.rows;
  return { items, loading: list.loading, search, setSearch, more: list.more, partial: true, windowed: false };
}
