import type { Consumer } from "./types";

let saved: Consumer | null = null;

/** Hands a consumer, with its secret, over to the next screen; in memory only, so a reload forgets it. */
export function handOver(consumer: Consumer): void {
  saved = consumer;
}

export function lastSaved(): Consumer | null {
  return saved;
}

export function forgetSaved(): void {
  saved = null;
}
