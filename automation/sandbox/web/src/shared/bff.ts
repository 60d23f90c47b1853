import { currentSessionHint } from "./sessionHint";

/** An answer of the server that is not a success. */
export class BffError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** Where a person lands whose session has ended; the page is loaded anew so that nothing of it stays. */
function leaveForSignIn(): Promise<never> {
  if (window.location.pathname !== "/signin") window.location.assign("/signin?expired=1");
  return new Promise(() => undefined);
}

async function failure(response: Response): Promise<BffError> {
  const body = (await response.json().catch(() => ({}))) as { error?: string; message?: string };
  return new BffError(response.status, body.error ?? "unknown", body.message ?? response.statusText);
}

async function call<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
  const headers: Record<string, string> = { Accept: "application/json" };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  const hint = currentSessionHint();
  if (hint) headers["X-Session"] = hint;
  const response = await fetch(`/bff${path}`, {
    method,
    headers,
    credentials: "same-origin",
    body: body === undefined ? null : JSON.stringify(body),
  });
  if (!response.ok) {
    const error = await failure(response);
    if (error.status === 401 && error.code === "not_signed_in") return leaveForSignIn();
    throw error;
  }
  const text = await response.text();
  return (text ? JSON.parse(text) : {}) as Answer;
}

export const bff = {
  get: <Answer>(path: string) => call<Answer>("GET", path),
  post: <Answer>(path: string, body: unknown = {}) => call<Answer>("POST", path, body),
  put: <Answer>(path: string, body: unknown) => call<Answer>("PUT", path, body),
  delete: <Answer>(path: string) => call<Answer>("DELETE", path),
};

/** `?search=…&start=…&limit=…` of the server's lists. */
export function listQuery(search: string, start: number, limit: number): string {
  return `?${new URLSearchParams({ search, start: String(start), limit: String(limit) }).toString()}`;
}
