// RFC 1951, to the last bit: what the browser inflates by itself passes over what follows the end, and two readers would differ.

import { malformed } from "./refused";

const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** Codes by length: how many there are of each, and the symbols in their order. */
type Codes = { counts: Uint16Array; symbols: Uint16Array };

function codesOf(lengths: ArrayLike<number>, alone: boolean): Codes {
  const counts = new Uint16Array(16);
  for (let n = 0; n < lengths.length; n += 1) counts[lengths[n]!]! += 1;
  const unused = lengths.length - counts[0]!;
  counts[0] = 0;
  let left = 1;
  for (let length = 1; length < 16; length += 1) {
    left = left * 2 - counts[length]!;
    if (left < 0) malformed("codes overlap");
  }
  // one distance alone, or none, may leave codes without meaning; nothing else may
  if (left > 0 && !(alone && (unused === 0 || (unused === 1 && counts[1] === 1)))) malformed("codes are missing");
  const next = new Uint16Array(16);
  for (let length = 1; length < 15; length += 1) next[length + 1] = next[length]! + counts[length]!;
  const symbols = new Uint16Array(lengths.length);
  for (let n = 0; n < lengths.length; n += 1) {
    const length = lengths[n]!;
    if (length) {
      symbols[next[length]!] = n;
      next[length]! += 1;
    }
  }
  return { counts, symbols };
}

class Bits {
  at = 0;
  private held = 0;
  private count = 0;
  constructor(private readonly data: Uint8Array) {}

  take(wanted: number): number {
    while (this.count < wanted) {
      if (this.at >= this.data.length) malformed("a member ends too soon");
      this.held |= this.data[this.at]! << this.count;
      this.at += 1;
      this.count += 8;
    }
    const bits = this.held & ((1 << wanted) - 1);
    this.held >>>= wanted;
    this.count -= wanted;
    return bits;
  }

  /** What is left of the byte is passed over. */
  even(): void {
    this.held = 0;
    this.count = 0;
  }

  symbol({ counts, symbols }: Codes): number {
    let [code, first, index] = [0, 0, 0];
    for (let length = 1; length < 16; length += 1) {
      code |= this.take(1);
      const here = counts[length]!;
      if (code - here < first) return symbols[index + code - first]!;
      index += here;
      first = (first + here) << 1;
      code <<= 1;
    }
    return malformed("a code without meaning");
  }
}

const fixed = () => {
  const lengths = new Uint8Array(288).fill(8);
  lengths.fill(9, 144, 256).fill(7, 256, 280);
  return [codesOf(lengths, false), { ...codesOf(new Uint8Array(32).fill(5), false) }] as const;
};

function dynamic(bits: Bits): readonly [Codes, Codes] {
  const [literals, distances, given] = [bits.take(5) + 257, bits.take(5) + 1, bits.take(4) + 4];
  if (literals > 286 || distances > 30) malformed("too many codes");
  const small = new Uint8Array(19);
  for (const place of ORDER.slice(0, given)) small[place] = bits.take(3);
  const codes = codesOf(small, false);
  const lengths = new Uint8Array(literals + distances);
  for (let n = 0; n < lengths.length; ) {
    const symbol = bits.symbol(codes);
    if (symbol < 16) {
      lengths[n] = symbol;
      n += 1;
      continue;
    }
    if (symbol === 16 && n === 0) malformed("nothing to repeat");
    const value = symbol === 16 ? lengths[n - 1]! : 0;
    const times = symbol === 16 ? 3 + bits.take(2) : symbol === 17 ? 3 + bits.take(3) : 11 + bits.take(7);
    if (n + times > lengths.length) malformed("too many lengths");
    lengths.fill(value, n, n + times);
    n += times;
  }
  if (lengths[256] === 0) malformed("no end");
  return [codesOf(lengths.subarray(0, literals), true), codesOf(lengths.subarray(literals), true)];
}

class Out {
  at = 0;
  readonly bytes: Uint8Array;
  constructor(size: number) {
    this.bytes = new Uint8Array(size);
  }
  put(byte: number): void {
    if (this.at >= this.bytes.length) malformed("a member is larger than it says");
    this.bytes[this.at] = byte;
    this.at += 1;
  }
  again(length: number, distance: number): void {
    if (distance > this.at) malformed("a distance before the beginning");
    for (let n = 0; n < length; n += 1) this.put(this.bytes[this.at - distance]!);
  }
}

function compressed(bits: Bits, out: Out, [literals, distances]: readonly [Codes, Codes]): void {
  for (;;) {
    const symbol = bits.symbol(literals);
    if (symbol < 256) out.put(symbol);
    else if (symbol === 256) return;
    else {
      if (symbol > 285) malformed("no length");
      const at = symbol - 257;
      const extra = at < 8 || at === 28 ? 0 : (at >> 2) - 1;
      const base = at === 28 ? 258 : at < 8 ? at + 3 : ((4 + (at & 3)) << extra) + 3;
      const length = base + bits.take(extra);
      const code = bits.symbol(distances);
      if (code > 29) malformed("no distance");
      const more = code < 4 ? 0 : (code >> 1) - 1;
      const from = code < 4 ? code + 1 : ((2 + (code & 1)) << more) + 1;
      out.again(length, from + bits.take(more));
    }
  }
}

/** The bytes of a deflated member, which must end with its last byte and be no larger than `size`. */
export function inflated(data: Uint8Array, size: number): Uint8Array {
  // no member is so much smaller than what it holds
  if (size > data.length * 1032 + 64) malformed("a member is smaller than it says");
  const [bits, out] = [new Bits(data), new Out(size)];
  for (let last = 0; !last; ) {
    last = bits.take(1);
    const kind = bits.take(2);
    if (kind === 0) {
      bits.even();
      const length = bits.take(8) | (bits.take(8) << 8);
      const inverse = bits.take(8) | (bits.take(8) << 8);
      if ((length ^ inverse) !== 0xffff) malformed("a stored block");
      for (let n = 0; n < length; n += 1) out.put(bits.take(8));
    } else if (kind === 3) malformed("no block");
    else compressed(bits, out, kind === 1 ? fixed() : dynamic(bits));
  }
  if (bits.at !== data.length) malformed("something follows the end");
  return out.bytes.subarray(0, out.at);
}
