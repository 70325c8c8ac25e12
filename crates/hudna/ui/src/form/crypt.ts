// The passphrase and what it locks. The passphrase is stretched to a key that wraps a random one; that one encrypts each piece by
// itself, bound to its place, so that no piece can be put in another's. The passphrase is kept nowhere; the random key lives, not
// to be taken out, in the memory of an open page alone.

/** Rounds of PBKDF2 with SHA-256 for a new lock; each lock says its own number. */
const ROUNDS = 600_000;

export type Lock = { salt: Uint8Array<ArrayBuffer>; rounds: number; iv: Uint8Array<ArrayBuffer>; wrapped: ArrayBuffer };
export type Box = { iv: Uint8Array<ArrayBuffer>; box: ArrayBuffer };

const bytes = (text: string) => new TextEncoder().encode(text);
const fresh = (count: number) => crypto.getRandomValues(new Uint8Array(count));
const wrapping = (iv: Uint8Array<ArrayBuffer>) => ({ name: "AES-GCM", iv, additionalData: bytes("hudna form key 1") });

async function stretched(passphrase: string, salt: Uint8Array<ArrayBuffer>, rounds: number): Promise<CryptoKey> {
  const typed = await crypto.subtle.importKey("raw", bytes(passphrase.normalize("NFKC")), "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds };
  return crypto.subtle.deriveKey(how, typed, { name: "AES-GCM", length: 256 }, false, ["wrapKey", "unwrapKey"]);
}

/** A new lock and the key that it guards. */
export async function newLock(passphrase: string): Promise<[Lock, CryptoKey]> {
  const [salt, iv] = [fresh(16), fresh(12)];
  const guard = await stretched(passphrase, salt, ROUNDS);
  const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, true, ["encrypt", "decrypt"]);
  const wrapped = await crypto.subtle.wrapKey("raw", key, guard, wrapping(iv));
  const lock = { salt, rounds: ROUNDS, iv, wrapped };
  return [lock, await unwrapped(guard, lock)];
}

async function unwrapped(guard: CryptoKey, lock: Lock): Promise<CryptoKey> {
  const how = { name: "AES-GCM" };
  return crypto.subtle.unwrapKey("raw", lock.wrapped, guard, wrapping(lock.iv), how, false, ["encrypt", "decrypt"]);
}

/** The key that a lock guards; null where this is not its passphrase. */
export async function unlock(passphrase: string, lock: Lock): Promise<CryptoKey | null> {
  const guard = await stretched(passphrase, lock.salt, lock.rounds);
  return unwrapped(guard, lock).catch(() => null);
}

export async function seal(key: CryptoKey, place: string, plain: Uint8Array<ArrayBuffer>): Promise<Box> {
  const iv = fresh(12);
  return { iv, box: await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: bytes(place) }, key, plain) };
}

export async function open(key: CryptoKey, place: string, { iv, box }: Box): Promise<Uint8Array<ArrayBuffer>> {
  const how = { name: "AES-GCM", iv, additionalData: bytes(place) };
  return new Uint8Array(await crypto.subtle.decrypt(how, key, box));
}
