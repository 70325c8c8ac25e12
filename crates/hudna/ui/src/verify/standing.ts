// Section 8: who may do what, folded entry by entry.

import { base64, encoded, same, written, type Json, type Obj } from "./canonical";
import { USER, type Entry } from "./entry";
import { moment, type Forms } from "./forms";
import { verifierKey } from "./head";
import { isKey, isSigned } from "./keys";
import { Refused } from "./refused";

const AHEAD = 5n * 60n * 1_000_000n;
const OF_USERS = new Set(["user.revoked", "user.key_changed", "role.given", "role.taken", "recusal.declared", "recovery.approved"]);
const ANNOUNCED = new Set(["notice.given", "contact.made"]);
const OF_CASES = new Set(["assessment.accepted", "assessment.returned", "review.made", "ruling.made"]);
const PAIRS = new Set(["reports.joined", "reports.kept_apart"]);
const PLACES = new Set<Json>(["place", "origin", "observer_place"]);

/** Roles by their name and scope, as one text. */
type User = { key: Uint8Array; party: string | null; roles: Map<string, string>; revoked: boolean };

const DOMAIN = encoded("hudna entry 1\n");

export function signedWith(entry: Entry, key: Uint8Array): Promise<boolean> {
  const message = new Uint8Array(DOMAIN.length + entry.signed.length);
  message.set(DOMAIN);
  message.set(entry.signed, DOMAIN.length);
  return isSigned(message, key, entry.sig);
}

export class Standing {
  readonly witnesses = new Set<string>();
  private founded = false;
  private readonly users = new Map<string, User>();
  private readonly epochs = new Map<string, number>();
  private readonly recused = new Set<string>();
  private readonly ids = new Map<string, { kind: string; actor: string }>();
  private last: bigint | null = null;

  constructor(private readonly forms: Forms) {}

  private carries(user: User, verb: string): boolean {
    return [...user.roles.values()].some((role) => this.forms.format.roles.get(role)?.has(verb));
  }

  /** Refuses an entry that may not stand. `later`: ids that an excerpt holds further on; null of all. */
  async check(entry: Entry, later: Set<string> | null): Promise<void> {
    const { kind, number } = entry;
    const user = this.signer(entry);
    if (!(await signedWith(entry, user.key))) throw new Refused("signature-wrong", number);
    if (kind !== "mission.founded") this.allowed(entry, user);
    if (this.last !== null && entry.recordedAt < this.last) throw new Refused("order-wrong", number);
    if (moment(entry.body["at"])! > entry.recordedAt + AHEAD) throw new Refused("entry-from-future", number);
    if (this.ids.has(entry.id)) throw new Refused("entry-twice", number, { entry: entry.id });
    this.named(entry, user, later);
  }

  private allowed(entry: Entry, user: User): void {
    const { act, kind, number } = entry;
    const shows = kind === "attachment.added" && this.carries(user, "inform");
    const reads = kind === "sealed.read" && [...user.roles.values()].some((role) => this.forms.format.roles.has(role));
    if (!shows && !reads && !this.carries(user, this.forms.format.acts.get(kind)!.verb)) throw new Refused("not-allowed", number, { user: entry.actor });
    for (const [key, form] of this.forms.format.values.get(kind) ?? []) {
      if (Object.hasOwn(act, key) && !this.forms.has(act[key], form)) throw new Refused("entry-not-understood", number);
    }
    const code = this.forbids(entry, user);
    if (code) throw new Refused(code, number, saidOf(entry));
  }

  /** Entries that an act speaks of stand before it, and are of a kind that it may name. */
  private named(entry: Entry, user: User, later: Set<string> | null): void {
    const { act, kind, number } = entry;
    for (const key of this.forms.format.acts.get(kind)!.speaks) {
      const of = act[key];
      if (typeof of !== "string") continue;
      const known = this.ids.get(of);
      if (!known && (later === null || later.has(of))) throw new Refused("entry-unknown", number, { entry: of });
      const fitting = this.forms.format.names.get(`${kind} ${key}`);
      if (known && fitting && !fitting.has(known.kind)) throw new Refused("entry-of-other-kind", number, { entry: of, kind: known.kind });
      const own = !known || known.actor === entry.actor;
      if (kind === "entry.withdrawn" && !own && !this.carries(user, "administer")) throw new Refused("not-allowed", number, { user: entry.actor });
    }
  }

  /** The user whose key must have signed. */
  private signer(entry: Entry): User {
    const refused = (code: string): never => {
      throw new Refused(code, entry.number, { user: entry.actor, key: String(entry.act["key"]) });
    };
    if (entry.kind === "mission.founded") {
      if (this.founded) return refused("mission-founded-twice");
      const key = base64(entry.act["key"], 32);
      return isKey(key) ? { key, party: null, roles: new Map(), revoked: false } : refused("key-not-a-key");
    }
    if (!this.founded) return refused("mission-not-founded");
    const user = this.users.get(entry.actor);
    if (!user) return refused("user-unknown");
    return user.revoked ? refused("user-revoked") : user;
  }

  /** What the act itself demands; the code where it is not so. */
  private forbids(entry: Entry, user: User): string | null {
    const { act, kind, actor } = entry;
    if (OF_CASES.has(kind) || kind === "nomination.ruled") {
      const subject = OF_CASES.has(kind) ? String((act["finding"] as Obj)["subject"]) : `candidate:${String(act["candidate"])}`;
      if (this.recused.has(`${actor} ${subject}`) || this.recused.has(`${actor} ${subject.split("/")[0]!}`)) return "recused";
    }
    return this.forms.clear(act, kind) ?? this.ofUsers(entry, user) ?? this.ofKeys(act, kind) ?? this.ofReports(act, kind) ?? this.inNameOf(act, kind, user);
  }

  private ofUsers({ act, kind, actor }: Entry, user: User): string | null {
    const name = String(act["user"]);
    if (kind === "user.added" && !USER.test(name)) return "user-id-malformed";
    if (kind === "user.added" && this.users.has(name)) return "user-known";
    if (kind === "role.given" && !this.forms.format.roles.has(String(act["role"]))) return "role-unknown";
    if (OF_USERS.has(kind) && !this.users.has(name)) return "user-unknown";
    if (kind === "user.added" || kind === "user.key_changed") {
      const key = base64(act["key"], 32);
      if (!isKey(key)) return "key-not-a-key";
      if ([...this.users].some(([id, one]) => id !== name && same(one.key, key))) return "key-taken";
    }
    if (kind === "user.revoked" && !this.administered((id) => id !== name)) return "last-operator";
    if (kind === "role.taken") {
      const taken = roleName(act);
      if (!this.users.get(name)!.roles.has(taken)) return "role-not-held";
      if (!this.administered((id, role) => id !== name || role !== taken)) return "last-operator";
    }
    return kind === "recusal.declared" && name !== actor && !this.carries(user, "rule") ? "not-yours" : null;
  }

  private ofKeys(act: Obj, kind: string): string | null {
    if (kind === "witness.admitted" && verifierKey(String(act["key"]), 4) === null) return "verifier-key-malformed";
    if (kind === "witness.dismissed" && !this.witnesses.has(String(act["key"]))) return "witness-unknown";
    if (kind !== "epoch.opened") return null;
    if (act["class"] === "open") return "class-not-sealed";
    return act["epoch"] === (this.epochs.get(String(act["class"])) ?? 0) + 1 ? null : "epoch-out-of-order";
  }

  private ofReports(act: Obj, kind: string): string | null {
    if (PAIRS.has(kind) && act["a"] === act["b"]) return "report-with-itself";
    return kind === "place.confirmed" && !PLACES.has(act["attribute"]!) ? "attribute-no-place" : null;
  }

  private inNameOf(act: Obj, kind: string, user: User): string | null {
    const key = this.forms.format.parties.get(kind);
    if (!key && !ANNOUNCED.has(kind) && kind !== "vote.cast") return null;
    let party: Json | undefined = ANNOUNCED.has(kind) ? (act["entry"] as Obj)["party"] : act[key ?? ""];
    if (kind === "vote.cast") {
      const stated = (act["ballot"] as Obj)["party"] as Json[];
      party = stated.length === 1 && stated[0] !== "nothing" ? (stated[0] as Obj)["actor"] : undefined;
    }
    const speaks = user.party === null ? ANNOUNCED.has(kind) || this.carries(user, "collect") : user.party === party;
    return speaks ? null : "party-not-yours";
  }

  /** Whether somebody could still administer, of the users and roles that are kept. */
  private administered(kept: (id: string, role: string) => boolean): boolean {
    const could = ([id, user]: [string, User]) =>
      !user.revoked && [...user.roles].some(([name, role]) => this.forms.format.roles.get(role)?.has("administer") && kept(id, name));
    return [...this.users].some(could);
  }

  /** Takes in an entry that stands. */
  apply(entry: Entry): void {
    const { act, kind, actor } = entry;
    const [name, key] = [String(act["user"]), String(act["key"])];
    const user = this.users.get(name);
    if (kind === "mission.founded") {
      this.founded = true;
      this.users.set(actor, { key: base64(key, 32), party: null, roles: new Map([['operator "mission"', "operator"]]), revoked: false });
    } else if (kind === "user.added") {
      const party = typeof act["party"] === "string" ? act["party"] : null;
      this.users.set(name, { key: base64(key, 32), party, roles: new Map(), revoked: false });
    } else if (kind === "user.revoked") user!.revoked = true;
    else if (kind === "user.key_changed") user!.key = base64(key, 32);
    else if (kind === "role.given") user!.roles.set(roleName(act), String(act["role"]));
    else if (kind === "role.taken") user!.roles.delete(roleName(act));
    else if (kind === "epoch.opened") this.epochs.set(String(act["class"]), act["epoch"] as number);
    else if (kind === "witness.admitted") this.witnesses.add(key);
    else if (kind === "witness.dismissed") this.witnesses.delete(key);
    else if (kind === "recusal.declared") this.recused.add(`${name} ${String(act["case"])}`);
    this.ids.set(entry.id, { kind, actor });
    this.last = entry.recordedAt;
  }
}

/** What the words for a refusal name: of the act, whatever it says in text; of a case, whose. */
function saidOf({ act, kind, actor }: Entry): Record<string, string> {
  const own = Object.entries(act).filter((pair): pair is [string, string] => typeof pair[1] === "string");
  const finding = act["finding"] as Obj | undefined;
  const found = OF_CASES.has(kind) ? String(finding?.["subject"]) : `candidate:${String(act["candidate"])}`;
  return { user: actor, party: String(act["by"] ?? ""), ...Object.fromEntries(own), case: found, ...(kind.startsWith("reports.") ? { entry: String(act["a"]) } : {}) };
}

const roleName = (act: Obj): string => `${String(act["role"])} ${written(act["scope"]!)}`;
