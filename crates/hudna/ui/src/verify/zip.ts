// Section 7: a plain ZIP, of which no two readers can see two things. Nothing is inflated beyond what the directory owned up to.

import { same } from "./canonical";
import { inflated } from "./inflate";
import { Refused, malformed } from "./refused";

export const MOST_BUNDLE = 2 ** 30;

export type Member = { name: string; content: Uint8Array };

/** Names and contents, in order. */
export function membersOf(data: Uint8Array): Member[] {
  if (data.length > MOST_BUNDLE) throw new Refused("bundle-too-large");
  try {
    return plainZip(data);
  } catch (why) {
    if (why instanceof RangeError) return malformed("no plain ZIP");
    throw why;
  }
}

type Found = { name: Uint8Array; method: number; crc: number; size: number; packed: Uint8Array };

function plainZip(data: Uint8Array): Member[] {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const [u16, u32] = [(at: number) => view.getUint16(at, true), (at: number) => view.getUint32(at, true)];
  const end = data.length - 22;
  if (end < 0) malformed("no ZIP");
  const [count, start] = [u16(end + 10), u32(end + 16)];
  const wrong = u32(end) !== 0x06054b50 || u32(end + 4) !== 0 || u16(end + 8) !== count || u16(end + 20) !== 0;
  if (wrong || start + u32(end + 12) !== end) malformed("no plain ZIP");
  let [at, local, total] = [start, 0, 0];
  const found: Found[] = [];
  for (let n = 0; n < count; n += 1) {
    if (u32(at) !== 0x02014b50) malformed("no plain ZIP");
    const [flags, method, crc] = [u16(at + 8), u16(at + 10), u32(at + 16)];
    const [packed, size, names] = [u32(at + 20), u32(at + 24), u16(at + 28)];
    // extra field, comment, disk, place of the member
    const odd = flags & ~0x0806 || u16(at + 30) || u16(at + 32) || u16(at + 34) || u32(at + 42) !== local;
    if (odd || at + 46 + names > end) malformed("no plain ZIP");
    const name = data.subarray(at + 46, at + 46 + names);
    const alike =
      u32(local) === 0x04034b50 && u16(local + 6) === flags && u16(local + 8) === method && u32(local + 14) === crc &&
      u32(local + 18) === packed && u32(local + 22) === size && u16(local + 26) === names && u16(local + 28) === 0;
    if (!alike) malformed("no plain ZIP");
    const begin = local + 30 + names;
    const own = data.subarray(local + 30, begin);
    [local, at, total] = [begin + packed, at + 46 + names, total + size];
    if (!same(own, name) || local > start) malformed("no plain ZIP");
    if (total > MOST_BUNDLE) throw new Refused("bundle-too-large");
    found.push({ name, method, crc, size, packed: data.subarray(begin, local) });
  }
  if (at !== end || local !== start) malformed("no plain ZIP");
  return found.map((one) => ({ name: ascii(one.name), content: content(one) }));
}

function ascii(bytes: Uint8Array): string {
  if (bytes.some((byte) => byte > 0x7f)) malformed("a member's name");
  return String.fromCharCode(...bytes);
}

function content({ method, crc, size, packed }: Found): Uint8Array {
  if (method !== 0 && method !== 8) malformed("a member is neither stored nor deflated");
  const bytes = method === 0 ? packed : inflated(packed, size);
  if (bytes.length !== size || crc32(bytes) !== crc) malformed("a member differs from its directory");
  return bytes;
}

const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let n = 0; n < 8; n += 1) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest;
});

function crc32(bytes: Uint8Array): number {
  let sum = ~0;
  for (const byte of bytes) sum = (sum >>> 8) ^ CRC[(sum ^ byte) & 0xff]!;
  return ~sum >>> 0;
}
