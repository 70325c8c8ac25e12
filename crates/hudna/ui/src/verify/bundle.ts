// Section 7: what the members of a bundle hold, each checked for its form.

import { base64, fromCanonical, isCount, keysAre, type Obj } from "./canonical";
import { MISSION } from "./entry";
import { isText } from "./forms";
import { Head } from "./head";
import { malformed } from "./refused";
import type { Member } from "./zip";

const MOST_SMALL = 65_536;

export type Leaf = { index: number; leaf: Uint8Array; proof: Uint8Array[] };
export type Opened = { digest: string; salt: Uint8Array; content: Uint8Array };

/** Canonical JSON lines, each ended by a line feed. */
function linesOf(data: Uint8Array): Obj[] {
  const lines: Obj[] = [];
  for (let at = 0; at < data.length; ) {
    const end = data.indexOf(0x0a, at);
    if (end < 0) malformed("the last line has no end");
    lines.push(fromCanonical(data.subarray(at, end)) as Obj);
    at = end + 1;
  }
  return lines;
}

function line(data: Uint8Array): Obj {
  if (data.length > MOST_SMALL || data.at(-1) !== 0x0a) malformed("a line without end");
  return fromCanonical(data.subarray(0, -1)) as Obj;
}

function tileName(tile: number, width: number): string {
  const three = (n: number) => String(n % 1000).padStart(3, "0");
  const groups = [three(tile)];
  for (let rest = tile; rest >= 1000; ) {
    rest = Math.floor(rest / 1000);
    groups.unshift(`x${three(rest)}`);
  }
  return `tile/entries/${groups.join("/")}${width === 256 ? "" : `.p/${width}`}`;
}

function leavesOf(tile: Uint8Array, width: number): Uint8Array[] {
  const leaves: Uint8Array[] = [];
  let at = 0;
  for (let n = 0; n < width; n += 1) {
    if (at + 2 > tile.length) malformed("an entry bundle ends too soon");
    const end = at + 2 + tile[at]! * 256 + tile[at + 1]!;
    if (end > tile.length) malformed("an entry bundle ends too soon");
    leaves.push(tile.subarray(at + 2, end));
    at = end;
  }
  if (at !== tile.length) malformed("an entry bundle goes on too long");
  return leaves;
}

const proofOf = (value: unknown): Uint8Array[] => (Array.isArray(value) ? value.map((one) => base64(one, 32)) : malformed("no proof"));

export class Bundle {
  readonly mission: string;
  readonly size: number;
  readonly whole: boolean;
  readonly head: Head;
  readonly leaves: Leaf[];
  readonly opened: Opened[];
  readonly consistency: { from: number; proof: Uint8Array[] } | null = null;

  constructor(members: Member[]) {
    const names = members.map((member) => member.name);
    const held = new Map(members.map((member) => [member.name, member.content]));
    if (names[0] !== "hudna.json" || names[1] !== "checkpoint" || held.size !== names.length) malformed("members");
    const about = manifest(held.get("hudna.json")!);
    this.head = new Head(held.get("checkpoint")!);
    [this.mission, this.size, this.whole] = [about["mission"] as string, about["size"] as number, about["entries"] === "all"];
    const tiles = this.whole ? Math.ceil(this.size / 256) : 0;
    if (this.whole && names.length !== tiles + 3) malformed("members");
    const widths = Array.from({ length: tiles }, (_, n) => Math.min(256, this.size - 256 * n));
    const extended = held.has("consistency.json") ? ["consistency.json"] : [];
    const middle = this.whole ? widths.map((width, n) => tileName(n, width)) : ["excerpt.jsonl", ...extended];
    const wanted = ["hudna.json", "checkpoint", ...middle, "opened.jsonl"];
    if (wanted.length !== names.length || wanted.some((name, at) => names[at] !== name)) malformed("members");
    if (this.whole) {
      const leaves = middle.flatMap((name, n) => leavesOf(held.get(name)!, widths[n]!));
      this.leaves = leaves.map((leaf, index) => ({ index, leaf, proof: [] }));
    } else {
      this.leaves = excerpt(held.get("excerpt.jsonl")!);
      const extension = held.get("consistency.json");
      if (extension) this.consistency = consistency(extension);
    }
    this.opened = parts(held.get("opened.jsonl")!);
  }
}

function manifest(data: Uint8Array): Obj {
  const about = line(data);
  const sound =
    keysAre(about, ["entries", "format", "mission", "size"], ["for"]) && about["format"] === "hudna bundle 1" &&
    (about["entries"] === "all" || about["entries"] === "some") && isCount(about["size"]) &&
    isText(about["mission"]) && MISSION.test(about["mission"]) && isText(about["for"] ?? "");
  return sound ? about : malformed("hudna.json");
}

function excerpt(data: Uint8Array): Leaf[] {
  const leaves: Leaf[] = [];
  for (const said of linesOf(data)) {
    const index = keysAre(said, ["index", "leaf", "proof"]) ? said["index"] : null;
    if (!isCount(index!)) return malformed("excerpt.jsonl");
    if (index <= (leaves.at(-1)?.index ?? -1)) malformed("excerpt.jsonl is not rising");
    leaves.push({ index, leaf: base64(said["leaf"]), proof: proofOf(said["proof"]) });
  }
  return leaves;
}

function consistency(data: Uint8Array): { from: number; proof: Uint8Array[] } {
  const value = line(data);
  const from = keysAre(value, ["from", "proof"]) ? value["from"] : null;
  return isCount(from!) ? { from, proof: proofOf(value["proof"]) } : malformed("consistency.json");
}

function parts(data: Uint8Array): Opened[] {
  const opened: Opened[] = [];
  for (const said of linesOf(data)) {
    if (!keysAre(said, ["content", "digest", "salt"])) malformed("opened.jsonl");
    base64(said["digest"], 32);
    const digest = said["digest"] as string;
    if (opened.length > 0 && digest <= opened.at(-1)!.digest) malformed("opened.jsonl is not rising");
    opened.push({ digest, salt: base64(said["salt"], 32), content: base64(said["content"]) });
  }
  return opened;
}
