import { useEffect } from "react";
import { useTenant } from "./tenant";

/** Shows a message that lies over the "+" for a while after the list opens, if the tenant is so set. */
export function useToastOverAdd(toast: (key: string, kind: "info") => void): void {
  const { toast_over_add } = useTenant().looks;
  useEffect(() => {
    if (toast_over_add === "on") toast("oauth_consumers.refreshed", "info");
  }, [toast_over_add, toast]);
}
