import { useCallback, useEffect, useRef, useState } from "react";
import { bff, listQuery } from "./bff";
import type { Page } from "./types";

export interface PagedList<Row> {
  rows: Row[];
  total: number;
  loading: boolean;
  failed: boolean;
  /** Appends the next page, if there is one and none is on its way. */
  more: () => void;
  reload: () => void;
}

interface State<Row> {
  rows: Row[];
  total: number;
  loading: boolean;
  failed: boolean;
}

/** A list of the server that grows page by page; old rows stay until the answer to a new search is here. */
export function usePagedList<Row>(path: string, search: string, limit: number): PagedList<Row> {
  const [state, setState] = useState<State<Row>>({ rows: [], total: 0, loading: true, failed: false });
  const latest = useRef(0);

  const load = useCallback(
    async (before: Row[]) => {
      const request = ++latest.current;
      setState((now) => ({ ...now, loading: true, failed: false }));
      try {
        const page = await bff.get<Page<Row>>(path + listQuery(search, before.length, limit));
        if (request !== latest.current) return;
        setState({ rows: [...before, ...page.data], total: page.total, loading: false, failed: false });
      } catch {
        if (request === latest.current) setState({ rows: before, total: before.length, loading: false, failed: true });
      }
    },
    [path, search, limit],
  );

  useEffect(() => {
    void load([]);
    return () => {
      latest.current += 1; // an answer that arrives after this belongs to nobody
    };
  }, [load]);

  const more = useCallback(() => {
    if (!state.loading && !state.failed && state.rows.length < state.total) void load(state.rows);
  }, [load, state]);

  const reload = useCallback(() => void load([]), [load]);
  return { ...state, more, reload };
}
