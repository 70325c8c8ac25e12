// Reports on this device: drafts, those that wait, those that arrived. A report keeps its id from its first letter on; it waits
// until the host has answered under that id, however often it must be sent.

import * as host from "./host";
import type { Vault } from "./store";

export type State = "draft" | "waiting" | "sent" | "refused";
export type Fields = Record<string, string[]>;
export type Item = {
  id: string;
  state: State;
  /** When it was last written here, milliseconds since 1970. */
  at: number;
  fields: Fields;
  /** Ids of photographs, in their order. */
  photographs: string[];
  /** How many photographs the host has, where the report arrived. */
  arrived: number;
  /** How the host names it. */
  name?: string;
  refusal?: host.Refusal;
  /** What is said of photographs that the host did not take. */
  left?: string;
};

/** What stands between the outbox and the host. */
export type Standing = "resting" | "sending" | "unreached" | "signed out" | "other user" | { after: number };

export function blank(): Item {
  return { id: crypto.randomUUID(), state: "draft", at: Date.now(), fields: {}, photographs: [], arrived: 0 };
}

export function isEmpty(item: Item): boolean {
  return item.photographs.length === 0 && Object.values(item.fields).every((all) => all.every((one) => one === ""));
}

export async function all(vault: Vault): Promise<Item[]> {
  return (await vault.all<Item>("report")).sort((a, b) => b.at - a.at);
}

export async function keep(vault: Vault, item: Item): Promise<void> {
  await vault.put("report", item.id, item);
}

export async function drop(vault: Vault, item: Item): Promise<void> {
  for (const photograph of item.photographs) await vault.drop(photograph);
  await vault.drop(item.id);
}

/** A refused report as a draft again, under a new id: what was refused left nothing at the host, and its id is not used twice. */
export async function reopen(vault: Vault, item: Item): Promise<Item> {
  const again: Item = { ...blank(), fields: item.fields, photographs: item.photographs };
  await keep(vault, again);
  await vault.drop(item.id);
  return again;
}

/** Sends what waits, the oldest first, and says what came between. Only one page of a browser sends at a time. */
export async function send(vault: Vault, owner: string, changed: () => Promise<void>): Promise<Standing> {
  const done = await navigator.locks.request("hudna-form-send", { ifAvailable: true }, async (lock) => {
    if (!lock) return "resting" as const;
    const waiting = (await all(vault)).filter((item) => item.state === "waiting").reverse();
    if (waiting.length === 0) return "resting" as const;
    const session = await host.session();
    if (session.is !== "given") return standing(session);
    if (session.value.user !== owner) return "other user" as const;
    for (const item of waiting) {
      const stopped = await sendOne(vault, session.value.token, item);
      await changed();
      if (stopped) return stopped;
    }
    return "resting" as const;
  });
  return done;
}

function standing(answer: Exclude<host.Answer<unknown>, { is: "given" }>): Standing {
  if (answer.is === "refused") return { after: answer.after };
  return answer.is;
}

/** Whether a refusal is of this report, and not of the moment or of who sends. */
function isFinal(status: number): boolean {
  return ![401, 403, 408, 429].includes(status) && status < 500;
}

/** What the host is told: names with an underscore are how the form was filled in, and stay here. */
function told(fields: Fields): [string, string][] {
  const said = Object.entries(fields).filter(([name]) => !name.startsWith("_"));
  return said.flatMap(([name, all]) => all.filter((one) => one !== "").map((one): [string, string] => [name, one]));
}

async function sendOne(vault: Vault, token: string, item: Item): Promise<Standing | null> {
  if (!item.name) {
    const fields = told(item.fields);
    const answer = await host.report(token, item.id, item.at, fields);
    if (answer.is === "refused" && isFinal(answer.status)) {
      await keep(vault, { ...item, state: "refused", refusal: answer.refusal });
      return null;
    }
    if (answer.is !== "given") return standing(answer);
    item.name = answer.value.name;
    await keep(vault, item);
  }
  while (item.arrived < item.photographs.length) {
    const picture = await vault.getBytes("photograph", item.photographs[item.arrived] ?? "");
    const answer = picture && (await host.photograph(token, item.id, item.arrived, picture));
    if (answer?.is === "refused" && isFinal(answer.status)) item.left = answer.refusal.detail;
    else if (answer && answer.is !== "given") return standing(answer);
    item.arrived += 1;
    await keep(vault, item);
  }
  // what the host has goes from this device, all but that it arrived
  for (const photograph of item.photographs) await vault.drop(photograph);
  const act = item.fields["act"] ?? [];
  await keep(vault, { ...item, state: "sent", fields: { act }, photographs: [] });
  return null;
}
