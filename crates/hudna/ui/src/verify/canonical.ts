// Section 1: canonical JSON, and base 64 with one form alone.

import { malformed } from "./refused";

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type Obj = { [key: string]: Json };

const MOST_DEPTH = 100;
const SURROGATE = /\p{Surrogate}/u;

export function isObject(value: Json | undefined): value is Obj {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function text(value: string): string {
  // half of a pair stands for no sign
  if (SURROGATE.test(value)) malformed("not well-formed text");
  return JSON.stringify(value);
}

function number(value: number): string {
  const said = String(value);
  if (!Number.isFinite(value)) malformed("not a finite number");
  if (Math.abs(value) > Number.MAX_SAFE_INTEGER && !said.includes("e")) malformed("an integer beyond 2^53 - 1");
  return Object.is(value, -0) ? "0" : said;
}

/** The canonical form of a value: RFC 8785. */
export function written(value: Json, depth = 0): string {
  if (typeof value === "string") return text(value);
  if (typeof value === "number") return number(value);
  if (typeof value !== "object" || value === null) return String(value);
  if (depth >= MOST_DEPTH) malformed("nested too deep");
  if (Array.isArray(value)) return `[${value.map((one) => written(one, depth + 1)).join(",")}]`;
  // keys in the order of their UTF-16 code units
  const keys = Object.keys(value).sort((a, b) => (a < b ? -1 : 1));
  return `{${keys.map((key) => `${text(key)}:${written(value[key] as Json, depth + 1)}`).join(",")}}`;
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export function decoded(data: Uint8Array): string {
  try {
    return utf8.decode(data);
  } catch {
    return malformed("not UTF-8");
  }
}

export function encoded(said: string): Uint8Array {
  return new TextEncoder().encode(said);
}

/** The value whose canonical form these bytes are, to the last byte. */
export function fromCanonical(data: Uint8Array): Json {
  const said = decoded(data);
  let value: Json;
  try {
    value = JSON.parse(said) as Json;
  } catch {
    return malformed("no JSON");
  }
  if (written(value) !== said) malformed("not canonical");
  return value;
}

/** Bytes from padded base 64 with no second form. */
export function base64(said: Json | undefined, length?: number): Uint8Array {
  if (typeof said !== "string" || !/^[A-Za-z0-9+/]*={0,2}$/.test(said) || said.length % 4 !== 0) return malformed("not base 64");
  const data = Uint8Array.from(atob(said), (sign) => sign.charCodeAt(0));
  if (asBase64(data) !== said || (length !== undefined && data.length !== length)) malformed("not base 64 of the right length");
  return data;
}

export function asBase64(data: Uint8Array): string {
  let said = "";
  // in pieces: a call takes only so many arguments
  for (let at = 0; at < data.length; at += 8192) said += String.fromCharCode(...data.subarray(at, at + 8192));
  return btoa(said);
}

export function hex(data: Uint8Array): string {
  return [...data].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}

/** Whether it is an object with these keys and no other. */
export function keysAre(value: Json | undefined, required: Iterable<string>, may: Iterable<string> = []): value is Obj {
  if (!isObject(value)) return false;
  const needed = new Set(required);
  const known = new Set([...needed, ...may]);
  return [...needed].every((key) => Object.hasOwn(value, key)) && Object.keys(value).every((key) => known.has(key));
}

export function isCount(value: Json | undefined, most = Number.MAX_SAFE_INTEGER): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 && value <= most;
}

export function isInteger(value: Json | undefined): value is number {
  return typeof value === "number" && Number.isSafeInteger(value);
}

export function isDigest(value: Json | undefined): boolean {
  try {
    return base64(value).length === 32;
  } catch {
    return false;
  }
}
