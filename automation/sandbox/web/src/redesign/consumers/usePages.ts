import { useEffect, useState } from "react";
import { bff, listQuery } from "../../shared/bff";
import type { Page } from "../../shared/types";

export interface Pages<Row> {
  rows: Row[];
  total: number;
  /** Number of the page, the first being 0. */
  page: number;
  loading: boolean;
  hasNext: boolean;
  turnTo: (page: number) => void;
  reload: () => void;
}

/** A list of the server, page by page; a new search begins at the first one. */
export function usePages<Row>(path: string, search: string, size: number): Pages<Row> {
  const [place, setPlace] = useState({ search, page: 0, version: 0 });
  const [answer, setAnswer] = useState<Page<Row>>({ total: 0, data: [] });
  const [loading, setLoading] = useState(true);
  if (place.search !== search) setPlace({ ...place, search, page: 0 });

  useEffect(() => {
    let wanted = true;
    setLoading(true);
    bff
      .get<Page<Row>>(path + listQuery(place.search, place.page * size, size))
      .then((page) => {
        if (wanted) setAnswer(page);
      })
      .catch(() => {
        if (wanted) setAnswer({ total: 0, data: [] });
      })
      .finally(() => {
        if (wanted) setLoading(false);
      });
    return () => {
      wanted = false;
    };
  }, [path, size, place]);

  return {
    rows: answer.data,
    total: answer.total,
    page: place.page,
    loading,
    hasNext: (place.page + 1) * size < answer.total,
    turnTo: (page) => setPlace((before) => ({ ...before, page })),
    reload: () => setPlace((before) => ({ ...before, version: before.version + 1 })),
  };
}
