// Section 7: the checks of a bundle, in their order. A third reading of docs/record-format.md, beside the program's and the one in Python;
// it shares code with neither.

import { asBase64, base64, encoded, hex, same } from "./canonical";
import { Bundle } from "./bundle";
import { readEntry, type Entry } from "./entry";
import { Forms } from "./forms";
import { formatOf } from "./format";
import { Head, isOfKey, verifierKey, type Named } from "./head";
import { isKey, isSigned } from "./keys";
import { Malformed, Refused } from "./refused";
import { sha256 } from "./sha256";
import { Standing, signedWith } from "./standing";
import { isConsistent, isIncluded, leafHash, rootOf } from "./tree";
import { membersOf } from "./zip";

export type Cosigned = { witness: string; at: number };

/** What a bundle shows. */
export type Shown = {
  mission: string;
  size: number;
  root: string;
  entries: number;
  kinds: Record<string, number>;
  opened: number;
  cosigned: Cosigned[];
  held: number | null;
  excerpt: number[] | null;
  /** Documents that the record says were released: SHA-256 in hexadecimal, and the entry's number. */
  released: { digest: string; entry: number }[];
};

export type Verdict = ({ verdict: "verified" } & Shown) | { verdict: "refused"; code: string; entry: number | null; named: Record<string, string> };

/** Entries between two words on how far it is. */
const PACE = 200;


/** Verifies a bundle, as `document`, which is docs/record-format.md, says. */
export async function verify(
  document: string,
  data: Uint8Array,
  held: Uint8Array | null,
  told: (done: number, all: number) => void | Promise<void> = () => undefined,
): Promise<Verdict> {
  try {
    return { verdict: "verified", ...(await shown(document, data, held, told)) };
  } catch (why) {
    if (why instanceof Refused) return { verdict: "refused", code: why.code, entry: why.entry, named: why.named };
    throw why;
  }
}

/** A head that a reader kept; refused where it is none. */
function headOf(data: Uint8Array): Head {
  try {
    return new Head(data);
  } catch (why) {
    if (why instanceof Malformed) throw new Refused("held-not-understood", null, { detail: why.message });
    throw why;
  }
}

function bundleOf(data: Uint8Array): Bundle {
  try {
    return new Bundle(membersOf(data));
  } catch (why) {
    if (why instanceof Malformed) throw new Refused("bundle-not-understood", null, { member: "ZIP", detail: why.message });
    throw why;
  }
}

type Told = (done: number, all: number) => void | Promise<void>;

async function shown(document: string, data: Uint8Array, note: Uint8Array | null, told: Told): Promise<Shown> {
  const held = note && headOf(note);
  const forms = new Forms(formatOf(document));
  const bundle = bundleOf(data);
  const { head } = bundle;
  if (head.origin !== bundle.mission || head.size !== BigInt(bundle.size)) throw new Refused("bundle-other-mission", null, { ours: bundle.mission, theirs: head.origin });
  const first = bundle.leaves[0];
  if (!first || first.index !== 0) throw new Refused("mission-not-founded");
  const log = await founding(readEntry(0, first.leaf, forms.format), head);
  againstRoot(bundle);
  const { entries, standing } = await follow(bundle, forms, told);
  openedParts(bundle, entries);
  const cosigned = await cosignatures(head, standing);
  if (held) await extended(bundle, held, log);
  const kinds: Record<string, number> = {};
  for (const { kind } of entries) kinds[kind] = (kinds[kind] ?? 0) + 1;
  return {
    mission: head.origin,
    size: bundle.size,
    root: asBase64(head.root),
    entries: entries.length,
    kinds,
    opened: bundle.opened.length,
    cosigned,
    held: held && Number(held.size),
    released: entries.filter(({ kind }) => kind === "publication.made").map(({ act, number }) => ({ digest: hex(base64(act["document"])), entry: number })),
    excerpt: bundle.whole ? null : bundle.leaves.map((leaf) => leaf.index),
  };
}

/** Check 3; the log's name and key. */
async function founding(entry: Entry, head: Head): Promise<Named> {
  if (entry.kind !== "mission.founded") throw new Refused("mission-not-founded", 0);
  if (entry.body["mission"] !== head.origin) throw new Refused("bundle-other-mission", 0);
  const [key, log] = [base64(entry.act["key"], 32), verifierKey(String(entry.act["log"]), 1)];
  if (!isKey(key)) throw new Refused("key-not-a-key", 0);
  if (!(await signedWith(entry, key))) throw new Refused("signature-wrong", 0);
  if (!log || log.name !== head.origin) throw new Refused("verifier-key-malformed", 0);
  if (!(await head.isBy(log))) throw new Refused("head-signature-wrong");
  return log;
}

/** Check 4. */
function againstRoot({ whole, head, leaves, size }: Bundle): void {
  if (whole) {
    if (!same(rootOf(leaves.map(({ leaf }) => leafHash(leaf))), head.root)) throw new Refused("root-differs");
    return;
  }
  for (const { index, leaf, proof } of leaves) {
    if (!isIncluded(index, size, leafHash(leaf), proof, head.root)) throw new Refused("inclusion-wrong", index);
  }
}

/** Checks 5 to 8, entry by entry. */
async function follow(bundle: Bundle, forms: Forms, told: Told): Promise<{ entries: Entry[]; standing: Standing }> {
  const entries: Entry[] = [];
  let broken: unknown = null;
  for (const { index, leaf } of bundle.leaves) {
    try {
      entries.push(readEntry(index, leaf, forms.format));
    } catch (why) {
      // the entries before it are followed first: the first entry that does not stand is named
      broken = why;
      break;
    }
  }
  const standing = new Standing(forms);
  const later = bundle.whole ? null : new Set(entries.map((entry) => entry.id));
  for (const [at, entry] of entries.entries()) {
    if (entry.body["mission"] !== bundle.head.origin) throw new Refused("bundle-other-mission", entry.number);
    await standing.check(entry, later);
    standing.apply(entry);
    if (at % PACE === 0) await told(at, entries.length);
  }
  if (broken) throw broken;
  return { entries, standing };
}

/** Checks 9 and 10. */
function openedParts({ opened }: Bundle, entries: Entry[]): void {
  const named = new Set(entries.flatMap((entry) => entry.parts.map((part) => part.digest)));
  const redacted = new Set(entries.filter(({ kind }) => kind === "redaction.made").flatMap(({ act }) => act["parts"] as string[]));
  for (const { digest, salt, content } of opened) {
    const own = sha256(encoded("hudna part 1\0"), salt, content);
    if (!named.has(digest) || !same(own, base64(digest))) throw new Refused("opened-differs", null, { digest });
  }
  const gone = opened.find(({ digest }) => redacted.has(digest));
  if (gone) throw new Refused("opened-redacted", null, { digest: gone.digest });
}

/** Check 11: witnesses admitted at the head, and when they cosigned it. */
async function cosignatures(head: Head, standing: Standing): Promise<Cosigned[]> {
  const keys = [...standing.witnesses].flatMap((said) => verifierKey(said, 4) ?? []);
  const found = new Map<string, { name: string; at: bigint }>();
  for (const line of head.lines) {
    const own = keys.find((key) => isOfKey(line, key));
    if (!own) continue;
    const at = BigInt(`0x${hex(line.sig.subarray(0, 8)) || "0"}`);
    const said = encoded(`cosignature/v1\ntime ${at}\n`);
    const message = new Uint8Array(said.length + head.text.length);
    message.set(said);
    message.set(head.text, said.length);
    if (line.sig.length !== 72 || at >= 2n ** 63n || !(await isSigned(message, own.key, line.sig.subarray(8)))) throw new Refused("cosignature-wrong", null, { witness: line.name });
    const name = `${line.name} ${line.keyId}`;
    const before = found.get(name);
    if (!before || before.at < at) found.set(name, { name: line.name, at });
  }
  const all = [...found.values()].map(({ name, at }) => ({ witness: name, at: Number(at) }));
  return all.sort((a, b) => (a.witness < b.witness ? -1 : a.witness > b.witness ? 1 : a.at - b.at));
}

/** Check 12. */
async function extended(bundle: Bundle, held: Head, log: Named): Promise<void> {
  const { head } = bundle;
  if (held.origin !== head.origin) throw new Refused("bundle-other-mission");
  if (!(await held.isBy(log))) throw new Refused("held-signature-wrong");
  let holds = false;
  if (held.size === head.size) holds = same(held.root, head.root);
  else if (held.size < head.size && bundle.whole) {
    const before = bundle.leaves.slice(0, Number(held.size));
    holds = same(rootOf(before.map(({ leaf }) => leafHash(leaf))), held.root);
  } else if (held.size < head.size) {
    const { consistency } = bundle;
    if (!consistency || BigInt(consistency.from) !== held.size) throw new Refused("history-not-shown", null, sizes(head, held));
    holds = isConsistent(held.size, head.size, held.root, head.root, consistency.proof);
  }
  if (!holds) throw new Refused("history-changed", null, sizes(head, held));
}

function sizes(head: Head, held: Head): Record<string, string> {
  return { size: String(head.size), root: asBase64(head.root), held_size: String(held.size), held_root: asBase64(held.root) };
}
