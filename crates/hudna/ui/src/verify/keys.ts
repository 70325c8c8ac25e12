// Section 2: keys and signatures. RFC 8032 without cofactor: the browser checks the signature, this that key and R are of prime order.

const P = 2n ** 255n - 19n;
const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;

const mod = (value: bigint): bigint => ((value % P) + P) % P;

function power(base: bigint, exponent: bigint): bigint {
  let [result, square, rest] = [1n, mod(base), exponent];
  for (; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % P;
    square = (square * square) % P;
  }
  return result;
}

const D = mod(-121665n * power(121666n, P - 2n));
const ROOT = power(2n, (P - 1n) / 4n);

/** A point in extended coordinates. */
type Point = [bigint, bigint, bigint, bigint];
const NONE: Point = [0n, 1n, 1n, 0n];

function little(bytes: Uint8Array): bigint {
  return bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
}

function add([x1, y1, z1, t1]: Point, [x2, y2, z2, t2]: Point): Point {
  const [a, b] = [mod((y1 - x1) * (y2 - x2)), mod((y1 + x1) * (y2 + x2))];
  const [c, d] = [mod(2n * t1 * t2 * D), mod(2n * z1 * z2)];
  const [e, f, g, h] = [b - a, d - c, d + c, b + a];
  return [mod(e * f), mod(g * h), mod(f * g), mod(e * h)];
}

/** The point of a canonical encoding; null where there is none. */
function point(bytes: Uint8Array): Point | null {
  const said = little(bytes);
  const [odd, y] = [said >> 255n, said & ((1n << 255n) - 1n)];
  if (bytes.length !== 32 || y >= P) return null;
  const [u, v] = [mod(y * y - 1n), mod(D * y * y + 1n)];
  let x = mod(u * power(v, 3n) * power(u * power(v, 7n), (P - 5n) / 8n));
  const square = mod(v * x * x);
  if (square !== u && square !== mod(-u)) return null;
  if (square !== u) x = mod(x * ROOT);
  if (x === 0n && odd === 1n) return null;
  if ((x & 1n) !== odd) x = mod(-x);
  return [x, y, 1n, mod(x * y)];
}

function isNone([x, y, z]: Point): boolean {
  return x === 0n && y === z;
}

const known = new Map<string, boolean>();

/** Whether 32 bytes are the canonical encoding of a point of prime order. */
export function isKey(bytes: Uint8Array): boolean {
  const name = bytes.join();
  const before = known.get(name);
  if (before !== undefined) return before;
  const found = point(bytes);
  let sum = NONE;
  if (found) for (const bit of ORDER.toString(2)) {
    sum = add(sum, sum);
    if (bit === "1") sum = add(sum, found);
  }
  const holds = found !== null && !isNone(found) && isNone(sum);
  known.set(name, holds);
  return holds;
}

/** Where R is canonical and no point on the axis: of those, a key of prime order lets none but such of prime order through. */
function isPlainR(bytes: Uint8Array): boolean {
  const y = little(bytes) & ((1n << 255n) - 1n);
  return y < P - 1n && y !== 1n;
}

const imported = new Map<string, Promise<CryptoKey>>();

/** Whether this browser can check signatures at all: on pages over TLS, and by name alone on the machine itself. */
export async function canVerify(): Promise<boolean> {
  try {
    const basePoint = new Uint8Array(32).fill(0x66);
    basePoint[0] = 0x58;
    await crypto.subtle.importKey("raw", basePoint, "Ed25519", false, ["verify"]);
    return true;
  } catch {
    return false;
  }
}

export async function isSigned(message: Uint8Array, key: Uint8Array, sig: Uint8Array): Promise<boolean> {
  if (sig.length !== 64 || !isKey(key) || !isPlainR(sig.subarray(0, 32)) || little(sig.subarray(32)) >= ORDER) return false;
  const name = key.join();
  let own = imported.get(name);
  if (!own) {
    own = crypto.subtle.importKey("raw", key as BufferSource, "Ed25519", false, ["verify"]);
    imported.set(name, own);
  }
  return crypto.subtle.verify("Ed25519", await own, sig as BufferSource, message as BufferSource);
}
