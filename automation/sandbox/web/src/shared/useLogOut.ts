import { useCallback } from "react";
import { bff } from "./bff";

/** Ends the session and loads the sign-in page anew. */
export function useLogOut(): () => Promise<void> {
  return useCallback(async () => {
    await bff.post("/signout");
    window.location.assign("/signin");
  }, []);
}
