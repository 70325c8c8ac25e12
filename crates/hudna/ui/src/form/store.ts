// What lies on the device: the lock, and pieces encrypted under it. In the clear stand only how many pieces there are, how long
// each is, its random id and whether it is the vocabulary, a report or a photograph.

import { type Box, type Lock, newLock, open, seal, unlock } from "./crypt";

const NAME = "hudna-form";
type Kind = "vocabulary" | "report" | "photograph";
type Piece = Box & { id: string; kind: Kind };

let base: IDBDatabase | null = null;

function answered<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function opened(): Promise<IDBDatabase> {
  if (base) return base;
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore("lock");
    request.result.createObjectStore("pieces", { keyPath: "id" });
  };
  base = await answered(request);
  // another page of ours wipes the device: it must not wait for this one
  base.onversionchange = () => {
    base?.close();
    base = null;
  };
  base.onclose = () => (base = null);
  return base;
}

/** Does one thing with a store and answers when it is on disk. */
async function within<T>(
  store: "lock" | "pieces",
  mode: IDBTransactionMode,
  what: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const transaction = (await opened()).transaction(store, mode, { durability: "strict" });
  const done = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
  const value = await answered(what(transaction.objectStore(store)));
  await done;
  return value;
}

export async function theLock(): Promise<Lock | undefined> {
  return within<Lock | undefined>("lock", "readonly", (store) => store.get("lock"));
}

/** The device opened with its passphrase. */
export class Vault {
  private constructor(private readonly key: CryptoKey) {}

  static async make(passphrase: string): Promise<Vault> {
    const [lock, key] = await newLock(passphrase);
    await within("lock", "readwrite", (store) => store.put(lock, "lock"));
    return new Vault(key);
  }

  /** Null where this is not the passphrase. */
  static async open(passphrase: string, lock: Lock): Promise<Vault | null> {
    const key = await unlock(passphrase, lock);
    return key && new Vault(key);
  }

  async putBytes(kind: Kind, id: string, plain: Uint8Array<ArrayBuffer>): Promise<void> {
    const piece: Piece = { id, kind, ...(await seal(this.key, `${kind}/${id}`, plain)) };
    await within("pieces", "readwrite", (store) => store.put(piece));
  }

  async getBytes(kind: Kind, id: string): Promise<Uint8Array<ArrayBuffer> | null> {
    const piece = await within<Piece | undefined>("pieces", "readonly", (store) => store.get(id));
    return piece && piece.kind === kind ? open(this.key, `${kind}/${id}`, piece) : null;
  }

  async put(kind: Kind, id: string, value: unknown): Promise<void> {
    await this.putBytes(kind, id, new TextEncoder().encode(JSON.stringify(value)));
  }

  async get<T>(kind: Kind, id: string): Promise<T | null> {
    const plain = await this.getBytes(kind, id);
    return plain && (JSON.parse(new TextDecoder().decode(plain)) as T);
  }

  async all<T>(kind: Kind): Promise<T[]> {
    const pieces = await within<Piece[]>("pieces", "readonly", (store) => store.getAll());
    const own = pieces.filter((piece) => piece.kind === kind);
    const plain = await Promise.all(own.map((piece) => open(this.key, `${kind}/${piece.id}`, piece)));
    return plain.map((one) => JSON.parse(new TextDecoder().decode(one)) as T);
  }

  async drop(id: string): Promise<void> {
    await within("pieces", "readwrite", (store) => store.delete(id));
  }
}

/** Takes everything of the form off this device: pieces, lock, kept files, the worker. */
export async function wipe(): Promise<void> {
  // first what encrypts, so that nothing can be read whatever comes after
  await within("lock", "readwrite", (store) => store.clear()).catch(() => undefined);
  await within("pieces", "readwrite", (store) => store.clear()).catch(() => undefined);
  base?.close();
  base = null;
  await answered(indexedDB.deleteDatabase(NAME)).catch(() => undefined);
  for (const name of await caches.keys()) if (name.startsWith("hudna-form-")) await caches.delete(name);
  for (const one of await navigator.serviceWorker.getRegistrations()) await one.unregister();
}
