import { useState } from "react";
import { useSearchParams } from "react-router-dom";
import { bff } from "./bff";
import { useTenant } from "./tenant";

/** The request an application came with, and the way to answer it. */
export function useAuthorize() {
  const [query] = useSearchParams();
  const { company } = useTenant();
  const [sending, setSending] = useState(false);
  const [refused, setRefused] = useState(false);

  const answer = (refusal: { deny?: true }) => async () => {
    setSending(true);
    try {
      const { redirect } = await bff.post<{ redirect: string }>("/authorize", {
        ...Object.fromEntries(query),
        ...refusal,
      });
      window.location.assign(redirect);
    } catch {
      setSending(false);
      setRefused(true);
    }
  };

  return {
    client: query.get("client_id") ?? "",
    company: company?.name ?? "",
    sending,
    /** The server would not answer this request at all. */
    refused,
    grant: () => void answer({})(),
    deny: () => void answer({ deny: true })(),
  };
}
