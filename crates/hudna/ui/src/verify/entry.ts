// Section 3: a leaf read as far as section 7 asks.

import { base64, fromCanonical, isDigest, isObject, keysAre, type Json, type Obj } from "./canonical";
import { isText, moment } from "./forms";
import type { Format } from "./format";
import { Malformed, Refused, malformed } from "./refused";

const MOST_LEAF = 65_535;
const CLASSES = new Set(["open", "source", "place", "narrative", "attachment"]);
const SIGNS = "[A-Z2-7]{16}";
export const USER = new RegExp(`^U-${SIGNS}$`);
const ENTRY = new RegExp(`^E-${SIGNS}$`);
export const MISSION = new RegExp(`^hudna[.]mission/${SIGNS}$`);
const WITH_KEYS = new Set(["mission.founded", "user.added", "user.key_changed"]);

const isClass = (value: Json | undefined): boolean => isText(value) && CLASSES.has(value);

function isScope(value: Json | undefined): boolean {
  if (!isObject(value)) return value === "mission";
  const [one, ...more] = Object.entries(value);
  return one !== undefined && more.length === 0 && (one[0] === "party" || one[0] === "sector") && isText(one[1]);
}

function isEpoch(value: Json | undefined): boolean {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 2 ** 32 - 1;
}

/** Forms of the values of standing acts; all others are text. */
const FORMS: Record<string, (value: Json | undefined) => boolean> = {
  class: isClass,
  epoch: isEpoch,
  recipients: (value) => Array.isArray(value) && value.every(isText),
  scope: isScope,
  title: (value) => keysAre(value, [], ["ar", "en"]) && Object.values(value).every(isText),
  wrapped: isDigest,
};

export type Part = { name: string; class: string; digest: string };

export class Entry {
  readonly sig: Uint8Array;
  readonly recordedAt: bigint;
  readonly signed: Uint8Array;
  readonly body: Obj;
  readonly act: Obj;
  readonly kind: string;

  constructor(
    readonly number: number,
    leaf: Uint8Array,
    format: Format,
  ) {
    if (leaf.length > MOST_LEAF) malformed("too large");
    const end = leaf.length - 90;
    const ascii = (from: number, to: number) => String.fromCharCode(...leaf.subarray(from, to));
    const framed = end >= 8 && ascii(0, 8) === '{"body":' && ascii(leaf.length - 2, leaf.length) === '"}' && ascii(end - 8, end) === ',"sig":"';
    if (!framed) malformed("not framed");
    this.sig = base64(ascii(end, leaf.length - 2), 64);
    // the moment is short: what stands before it is looked for from its end
    const tail = ascii(Math.max(0, end - 64), end - 8);
    const at = tail.lastIndexOf(',"recorded_at":');
    const start = Math.max(0, end - 64) + at;
    const said = tail.slice(at + 15);
    if (at < 0 || start < 8 || !/^(0|-?[1-9][0-9]{0,15})$/.test(said) || !Number.isSafeInteger(Number(said))) malformed("not framed");
    this.recordedAt = BigInt(said);
    this.signed = leaf.subarray(8, start);
    const body = fromCanonical(this.signed);
    if (!keysAre(body, ["act", "actor", "at", "id", "mission", "v"], ["parts"])) malformed("not the keys of a body");
    this.body = body as Obj;
    this.checkBody();
    const act = this.body["act"];
    if (!isObject(act) || !isText(act["kind"]) || !format.acts.has(act["kind"])) malformed("of a kind not known");
    [this.act, this.kind] = [act as Obj, (act as Obj)["kind"] as string];
    this.checkAct(format);
  }

  get actor(): string {
    return this.body["actor"] as string;
  }
  get id(): string {
    return this.body["id"] as string;
  }
  get parts(): Part[] {
    return (this.body["parts"] ?? []) as unknown as Part[];
  }

  private checkBody(): void {
    const { body } = this;
    if (body["v"] !== 1) malformed("another format");
    for (const [key, form] of [["actor", USER], ["id", ENTRY], ["mission", MISSION]] as const) {
      const value = body[key];
      if (!isText(value) || !form.test(value)) malformed(`${key} is not written as ids are`);
    }
    if (moment(body["at"]) === null) malformed("at is no moment");
    if (!Object.hasOwn(body, "parts")) return;
    const parts = body["parts"];
    if (!Array.isArray(parts) || parts.length === 0) return malformed("parts are no list");
    const names = new Set<Json>();
    for (const part of parts) {
      const sound = keysAre(part, ["class", "digest", "name"]) && isText(part["name"]) && isClass(part["class"]) && isDigest(part["digest"]);
      if (!sound || names.has(part["name"]!)) malformed("not a part");
      names.add((part as Obj)["name"]!);
    }
  }

  private checkAct(format: Format): void {
    const { keys, may, standing } = format.acts.get(this.kind)!;
    const values = Object.entries(this.act);
    if (!keysAre(this.act, [...keys, "kind"], may) || values.some(([, value]) => value === null)) malformed("not the keys of its kind");
    const sound = ([key, value]: [string, Json]) => key === "kind" || (FORMS[key] ?? isText)(value);
    if (standing && !values.every(sound)) malformed("a value is not of its form");
    if (WITH_KEYS.has(this.kind)) base64(this.act["key"], 32);
  }
}

export function readEntry(number: number, leaf: Uint8Array, format: Format): Entry {
  try {
    return new Entry(number, leaf, format);
  } catch (why) {
    if (why instanceof Malformed) throw new Refused("entry-not-understood", number, { detail: why.message });
    throw why;
  }
}
