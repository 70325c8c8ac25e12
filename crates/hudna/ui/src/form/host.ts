// What is asked of the host. Each answer is one of four: what was asked for, a refusal in words, that nobody is signed in, or that
// the host was not reached.

import { type Both, lang } from "./words";

export type Choice = Both & { v: string; depth?: number };
export type Drawn = Both & { kind: string; id: string; course_of?: string | null; lines: [number, number][][] };
export type Outline = { box: [number, number, number, number]; drawn: Drawn[] };
export type Vocabulary = {
  user: string;
  login: string;
  mission: string;
  title: Both;
  notice: Both;
  version: number;
  zone: string;
  choices: Record<string, Choice[]>;
  places: [string, string][];
  map: Outline | null;
};
export type Session = { user: string; login: string; mission: string; token: string };
export type Taken = { entry: string; seq: number; name: string; again: boolean };
/** A problem (RFC 9457): `detail` says what is wrong in the language of the reader. */
export type Refusal = { code: string; detail: string; next?: string; fields?: Record<string, string> };

export type Answer<T> =
  | { is: "given"; value: T }
  | { is: "refused"; status: number; refusal: Refusal; after: number }
  | { is: "signed out" }
  | { is: "unreached" };

/** How long an answer may take, milliseconds. */
const PATIENCE = 60_000;

async function ask<T>(method: string, path: string, headers: HeadersInit, body: BodyInit | null): Promise<Answer<T>> {
  const address = `${path}${path.includes("?") ? "&" : "?"}lang=${lang()}`;
  const patience = AbortSignal.timeout(PATIENCE);
  try {
    const how = { method, headers, body, signal: patience, cache: "no-store", redirect: "error" } as const;
    const answer = await fetch(address, how);
    if (answer.status === 401) return { is: "signed out" };
    const said: unknown = await answer.json();
    if (answer.ok) return { is: "given", value: said as T };
    const refusal = said as Refusal;
    const after = Number(answer.headers.get("retry-after") ?? 0);
    return { is: "refused", status: answer.status, refusal, after };
  } catch {
    return { is: "unreached" };
  }
}

export const session = () => ask<Session>("GET", "/form/session", {}, null);
export const vocabulary = () => ask<Vocabulary>("GET", "/form/vocabulary", {}, null);

export function report(token: string, id: string, toldAt: number, fields: [string, string][]): Promise<Answer<Taken>> {
  const headers = { "content-type": "application/json", "x-hudna-form": token };
  return ask("POST", "/form/reports", headers, JSON.stringify({ id, told_at: toldAt, fields }));
}

export function photograph(token: string, of: string, n: number, picture: Uint8Array<ArrayBuffer>): Promise<Answer<Taken>> {
  const headers = { "content-type": "image/jpeg", "x-hudna-form": token };
  return ask("POST", `/form/photographs?of=${of}&n=${n}`, headers, picture);
}

/** Ends the session at the host, as a page does: the browser goes there, and what it is told to clear is cleared before it goes on. */
export function signOut(token: string): void {
  const form = document.createElement("form");
  form.method = "post";
  form.action = "/sign-out";
  const carried = document.createElement("input");
  carried.type = "hidden";
  carried.name = "csrf";
  carried.value = token;
  form.append(carried);
  document.body.append(form);
  form.submit();
}
