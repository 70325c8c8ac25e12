// Section 8: the forms of values. Words of the vocabulary alone are not known here: a code's form and attribute are.

import { isCount, isDigest, isInteger, isObject, keysAre, type Json, type Obj } from "./canonical";
import type { Format } from "./format";

const SAFE = BigInt(Number.MAX_SAFE_INTEGER);

/** Microseconds: a number, or text where no number is exact; null where it is neither. */
export function moment(value: Json | undefined): bigint | null {
  if (isInteger(value)) return BigInt(value);
  if (typeof value !== "string" || !/^-?[1-9][0-9]{15,18}$/.test(value)) return null;
  const said = BigInt(value);
  const size = said < 0n ? -said : said;
  return size > SAFE && said >= -(2n ** 63n) && said < 2n ** 63n ? said : null;
}

export const isText = (value: Json | undefined): value is string => typeof value === "string";
const isNumber = (value: Json | undefined): value is number => typeof value === "number";

const CODE = /^([a-z_]+)\/[a-z0-9_]+$/;

const PRIMITIVES: Record<string, (value: Json | undefined) => boolean> = {
  text: isText,
  word: (value) => isText(value) && value !== "",
  yes: (value) => typeof value === "boolean",
  true: (value) => value === true,
  number: isNumber,
  integer: isInteger,
  count: (value) => isCount(value),
  "count 32": (value) => isCount(value, 2 ** 32 - 1),
  scale: (value) => isCount(value, 3),
  moment: (value) => moment(value) !== null,
  digest: isDigest,
};

export class Forms {
  constructor(readonly format: Format) {}

  /** Whether a value has a form of section 8. A form that the document does not have is had by nothing. */
  has(value: Json | undefined, form: string): boolean {
    if (form.endsWith(" or null")) return value === null || this.has(value, form.slice(0, -8));
    if (form.endsWith("+")) return !(Array.isArray(value) && value.length === 0) && this.has(value, form.slice(0, -1));
    const inside = form.slice(1, -1);
    if (form.startsWith("{")) return isObject(value) && Object.values(value).every((one) => this.has(one, inside));
    if (form.startsWith("[")) return Array.isArray(value) && value.every((one) => this.has(one, inside));
    if (form.startsWith("value ")) return this.isValue(value);
    if (form === "attribute") return isText(value) && this.format.attributes.has(value);
    if (form === "claim") return this.isClaim(value);
    if (form === "region") return this.isRegion(value);
    const words = this.format.words.get(form);
    if (words) return isText(value) && words.has(value);
    if (this.format.objects.has(form)) return this.isObjectOf(value, form);
    return PRIMITIVES[form]?.(value) ?? false;
  }

  private isObjectOf(value: Json | undefined, form: string): boolean {
    const keys = this.format.objects.get(form)!;
    const of = (may: boolean) => [...keys].filter(([, key]) => key.may === may).map(([name]) => name);
    if (!keysAre(value, of(false), of(true))) return false;
    if (!Object.entries(value).every(([key, one]) => this.has(one, keys.get(key)!.form))) return false;
    if (form === "time") return moment(value["lo"])! < moment(value["hi"])!;
    if (form !== "range") return true;
    const [low, best, high] = [value["low"] as number, value["best"] as number, value["high"] as number];
    return low <= best && best <= high;
  }

  private isValue(value: Json | undefined): boolean {
    if (value === "nothing") return true;
    if (!isObject(value) || Object.keys(value).length !== 1) return false;
    const [key, inside] = Object.entries(value)[0]!;
    if (key === "code") {
      const found = isText(inside) ? CODE.exec(inside) : null;
      return found !== null && this.format.attributes.get(found[1]!) === "code";
    }
    const forms: Record<string, string> = { actor: "text", number: "range", time: "time", place: "region" };
    return Object.hasOwn(forms, key) && this.has(inside, forms[key]!);
  }

  private isRegion(value: Json | undefined): boolean {
    if (keysAre(value, ["area"])) {
      const area = value["area"];
      return keysAre(area, ["id"]) && isText(area["id"]);
    }
    if (!keysAre(value, ["disc"])) return false;
    const disc = value["disc"];
    if (!keysAre(disc, ["centre", "radius_m"])) return false;
    const centre = disc["centre"];
    return keysAre(centre, ["lat", "lon"]) && [centre["lat"], centre["lon"], disc["radius_m"]].every(isNumber);
  }

  private isClaim(value: Json | undefined): boolean {
    if (!Array.isArray(value) || value.length !== 2 || !this.has(value[0], "attribute")) return false;
    return Array.isArray(value[1]) && value[1].every((one) => this.isValue(one));
  }

  /** Whether an attribute may have a value. */
  private mayHave(attribute: string, value: Json): boolean {
    if (value === "nothing") return true;
    const [key, inside] = Object.entries(value as Obj)[0]!;
    return key === this.format.attributes.get(attribute) && (key !== "code" || String(inside).split("/")[0] === attribute);
  }

  /** What a report or row says that must be sealed, or cannot be: the code; null where there is nothing. */
  clear(act: Obj, kind: string): string | null {
    if (kind === "report.filed" || kind === "report.amended") return this.clearReport(act["report"] as Obj);
    return this.format.names.get("entry.withdrawn of")?.has(kind) ? this.clearRow(act, kind) : null;
  }

  private clearReport(report: Obj): string | null {
    type Claim = [string, Json[]];
    const deeds = (report["deeds"] as Obj[]).map((deed) => deed["claims"] as unknown as Claim[]);
    const ranks = new Map([...this.format.attributes.keys()].map((name, rank) => [name, rank]));
    for (const claims of deeds) {
      const isPlace = (one: Json) => one !== "nothing" && Object.hasOwn(one as Obj, "place");
      if (claims.some(([name, values]) => this.format.attributes.get(name) === "place" || values.some(isPlace))) return "place-in-the-clear";
      const order = claims.map(([name]) => ranks.get(name)!);
      if (order.some((rank, at) => at > 0 && order[at - 1]! >= rank) || claims.some(([, values]) => values.length === 0)) return "claims-out-of-order";
    }
    const sound = deeds.flat().every(([name, values]) => values.every((one) => this.mayHave(name, one)));
    return sound ? null : "entry-not-understood";
  }

  private clearRow(act: Obj, kind: string): string | null {
    const [key, form] = [...this.format.values.get(kind)!].find(([, form]) => this.format.objects.has(form))!;
    const row = act[key] as Obj;
    const says = (...keys: string[]) => keys.some((key) => Object.hasOwn(row, key));
    if (says("place")) return "place-in-the-clear";
    if (says("origin", "by", "incident") || (form === "answer" && says("act", "answers"))) return "source-in-the-clear";
    if (says("reason", "note")) return "words-in-the-clear";
    for (const [key, { form: inside }] of this.format.objects.get(form)!) {
      const said = row[key];
      const attribute = /^\[value (.*)\]$/.exec(inside)?.[1];
      if (attribute && !(said as Json[]).every((one) => this.mayHave(attribute, one))) return "entry-not-understood";
      if (/^number( or null)?$/.test(inside) && typeof said === "number" && said < 0) return "entry-not-understood";
    }
    return null;
  }
}
