// Section 6: heads, which are C2SP checkpoints, and the keys that sign them.

import { base64, decoded, encoded, hex } from "./canonical";
import { isKey, isSigned } from "./keys";
import { malformed } from "./refused";
import { sha256 } from "./sha256";

const MOST_NOTE = 2 ** 18;
const MOST_LINES = 100;

/** A name and a key of 32 bytes. */
export type Named = { name: string; key: Uint8Array };
export type SignatureLine = { name: string; keyId: string; sig: Uint8Array };

/** A checkpoint: what it says, its text, its signature lines. */
export class Head {
  readonly origin: string;
  readonly size: bigint;
  readonly root: Uint8Array;
  readonly text: Uint8Array;
  readonly lines: SignatureLine[];

  constructor(data: Uint8Array) {
    if (data.length > MOST_NOTE || data.some((byte) => byte < 0x20 && byte !== 0x0a)) malformed("not a note");
    const note = decoded(data);
    const gap = note.lastIndexOf("\n\n");
    const said = note.slice(0, Math.max(0, gap)).split("\n");
    const lines = note.slice(gap + 2);
    const [origin, size, root] = said;
    if (gap < 0 || !lines.endsWith("\n") || said.length !== 3) malformed("not a checkpoint");
    if (!isName(origin!) || !/^(0|[1-9][0-9]{0,19})$/.test(size!) || BigInt(size!) >= 2n ** 64n) malformed("not a checkpoint");
    this.origin = origin!;
    this.size = BigInt(size!);
    this.root = base64(root, 32);
    this.text = encoded(`${said.join("\n")}\n`);
    this.lines = lines.slice(0, -1).split("\n").map(signatureLine);
    if (this.lines.length > MOST_LINES) malformed("too many signatures");
  }

  /** Whether the host signed it: a line that claims to be by its key and is not decides against it. */
  async isBy(log: Named): Promise<boolean> {
    const keyId = keyIdOf(log.name, 1, log.key);
    const own = this.lines.filter((line) => line.name === log.name && line.keyId === keyId);
    for (const { sig } of own) if (!(await isSigned(this.text, log.key, sig))) return false;
    return own.length > 0;
  }
}

function signatureLine(line: string): SignatureLine {
  const [dash, name, ...rest] = line.split(" ");
  const data = base64(rest.join(" "));
  if (dash !== "\u2014" || rest.length === 0 || !isName(name!) || data.length < 5) malformed("not a signature line");
  return { name: name!, keyId: hex(data.subarray(0, 4)), sig: data.subarray(4) };
}

// what Python and Rust call space: JavaScript's \s and U+0085 and U+001C to U+001F, but not the mark of byte order
const NOT_IN_NAMES = /[+\u0000-\u001f\u0085]|(?!\ufeff)\s/;

export function isName(name: string): boolean {
  return name !== "" && !NOT_IN_NAMES.test(name);
}

export function keyIdOf(name: string, algorithm: number, key: Uint8Array): string {
  return hex(sha256(encoded(name), Uint8Array.of(0x0a, algorithm), key).subarray(0, 4));
}

/** Name and key of a C2SP verifier key; null where it is none of that algorithm. */
export function verifierKey(said: string, algorithm: number): Named | null {
  const [name, keyId, ...rest] = said.split("+");
  let data: Uint8Array;
  try {
    data = base64(rest.join("+"), 33);
  } catch {
    return null;
  }
  const key = data.subarray(1);
  const holds = isName(name!) && data[0] === algorithm && isKey(key) && keyId === keyIdOf(name!, algorithm, key);
  return holds ? { name: name!, key } : null;
}

export const isOfKey = (line: SignatureLine, { name, key }: Named): boolean => line.name === name && line.keyId === keyIdOf(name, 4, key);

