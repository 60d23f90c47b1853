import { useEffect, useState } from "react";
import { bff } from "./bff";

/** The connection key of tab 1, and the secret once it was asked for. */
export function useApiKey() {
  const [apiKey, setApiKey] = useState("");
  const [secret, setSecret] = useState<string | null>(null);
  useEffect(() => {
    bff
      .get<{ key: string }>("/api-key")
      .then(({ key }) => setApiKey(key))
      .catch(() => undefined);
  }, []);
  return {
    apiKey,
    secret,
    view: async () => setSecret((await bff.get<{ secret: string }>("/api-key/secret")).secret),
    /** Makes a new secret; the one in use stops working. */
    regenerate: async () => setSecret((await bff.post<{ secret: string }>("/api-key/secret")).secret),
  };
}
