import { useEffect, useRef, useState } from "react";
import { useParams } from "react-router-dom";
import { bff } from "./bff";
import type { Consumer } from "./types";

/** The consumer whose id is in the address, once it is here. */
export function useConsumer(onFailure: () => void): Consumer | null {
  const { id } = useParams();
  const [consumer, setConsumer] = useState<Consumer | null>(null);
  const failed = useRef(onFailure);
  failed.current = onFailure;
  useEffect(() => {
    let wanted = true;
    setConsumer(null);
    bff
      .get<Consumer>(`/oauth-consumers/${id}`)
      .then((found) => {
        if (wanted) setConsumer(found);
      })
      .catch(() => {
        if (wanted) failed.current();
      });
    return () => {
      wanted = false;
    };
  }, [id]);
  return consumer;
}
