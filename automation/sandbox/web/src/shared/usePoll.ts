import { useEffect } from "react";
import { bff } from "./bff";

/** Asks the server once a second for news, as long as a person is signed in. */
export function usePoll(active: boolean): void {
  useEffect(() => {
    if (!active) return;
    const timer = window.setInterval(() => {
      bff.get("/poll").catch(() => undefined);
    }, 1000);
    return () => window.clearInterval(timer);
  }, [active]);
}
