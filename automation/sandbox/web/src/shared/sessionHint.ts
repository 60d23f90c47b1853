/** The second half of a session: a value in IndexedDB which the server wants to see in a header. */

const DATABASE = "fracttal";
const STORE = "auth";
const KEY = "session_hint";

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "id" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

let known: string | null = null;

export async function readSessionHint(): Promise<string | null> {
  const database = await open();
  const row: unknown = await settled(database.transaction(STORE).objectStore(STORE).get(KEY));
  database.close();
  known = (row as { session_hint?: string } | undefined)?.session_hint ?? null;
  return known;
}

export async function keepSessionHint(session_hint: string): Promise<void> {
  const database = await open();
  await settled(database.transaction(STORE, "readwrite").objectStore(STORE).put({ id: KEY, session_hint }));
  database.close();
  known = session_hint;
}

/** What is sent as `X-Session`, if anything is kept. */
export function currentSessionHint(): string | null {
  return known;
}
