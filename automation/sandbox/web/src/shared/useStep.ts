import { useState } from "react";

/** Something that is sent once at a time: after a success the screen is left, after a failure it can be sent again. */
export function useStep(send: () => Promise<unknown>, onFailure: (error: unknown) => void) {
  const [sending, setSending] = useState(false);
  const run = () => {
    if (sending) return;
    setSending(true);
    send().catch((error: unknown) => {
      setSending(false);
      onFailure(error);
    });
  };
  return { sending, run };
}
