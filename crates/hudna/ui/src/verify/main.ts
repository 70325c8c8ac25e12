// The island that verifies what a reader chooses, on the reader's own device: a bundle of the record, a document that was released.
// Nothing that is chosen leaves the device. The words and the format come with the page.

import { hex } from "./canonical";
import { canVerify } from "./keys";
import { sha256 } from "./sha256";
import { verify, type Shown, type Verdict } from "./verify";
import { MOST_BUNDLE } from "./zip";

export { verify };

type Words = Record<string, string>;
/** A document that the page lists as released. */
type Listed = { digest: string; name: string };

/** Words of the page with values filled in; what is not known is a dash. */
function filled(words: Words, key: string, values: Words = {}): string {
  return (words[key] ?? key).replace(/\{\$([a-z_]+)\}/g, (_, name: string) => values[name] ?? "—");
}

function line(mark: "true" | "false" | "unknown", said: string): HTMLElement {
  const item = document.createElement("li");
  const shape = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#${mark}`);
  shape.setAttribute("viewBox", "0 0 16 16");
  shape.setAttribute("class", "m");
  shape.setAttribute("aria-hidden", "true");
  shape.append(use);
  item.append(shape, said);
  return item;
}

class Desk {
  private readonly words: Words;
  private readonly listed: Listed[];
  private readonly result: HTMLElement;

  constructor(private readonly form: HTMLFormElement) {
    this.words = JSON.parse(form.dataset["words"] ?? "{}") as Words;
    this.listed = JSON.parse(form.dataset["released"] ?? "[]") as Listed[];
    this.result = form.querySelector("[data-result]")!;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.answer();
    });
    form.hidden = false;
  }

  private say(key: string, values: Words = {}): string {
    return filled(this.words, key, values);
  }

  private files(name: string): File[] {
    return [...(this.form.querySelector<HTMLInputElement>(`input[name=${name}]`)?.files ?? [])];
  }

  private show(...lines: HTMLElement[]): void {
    const list = document.createElement("ul");
    list.className = "wait";
    list.append(...lines);
    this.result.replaceChildren(list);
  }

  private async answer(): Promise<void> {
    const chosen = this.files("file");
    if (chosen.length === 0) return this.show(line("unknown", this.say("verify-none-chosen")));
    const button = this.form.querySelector<HTMLButtonElement>("button");
    if (button) button.disabled = true;
    try {
      await this.look(chosen);
    } catch (why) {
      this.show(line("unknown", this.say("verify-broke", { detail: why instanceof Error ? why.message : String(why) })));
    } finally {
      if (button) button.disabled = false;
    }
  }

  private async look(chosen: File[]): Promise<void> {
    const bytes = async (file: File) => new Uint8Array(await file.arrayBuffer());
    const bundles: File[] = [];
    const documents: File[] = [];
    for (const file of chosen) ((await isBundle(file)) ? bundles : documents).push(file);
    const lines: HTMLElement[] = [];
    const shown: Shown[] = [];
    if (bundles.length > 0 && !(await canVerify())) return this.show(line("unknown", this.say("verify-no-signatures")));
    const format = bundles.length > 0 ? await this.format() : "";
    const [held] = this.files("held");
    for (const file of bundles) {
      if (file.size > MOST_BUNDLE) {
        lines.push(line("false", this.say("bundle-bundle-too-large", { most: String(MOST_BUNDLE) })));
        continue;
      }
      const verdict = await verify(format, await bytes(file), held ? await bytes(held) : null, async (done, all) => {
        this.show(line("unknown", this.say("verify-going", { done: String(done), all: String(all) })));
        // the page must be able to show how far it is
        await new Promise((resolve) => setTimeout(resolve, 0));
      });
      lines.push(...this.said(file, verdict));
      if (verdict.verdict === "verified") shown.push(verdict);
    }
    for (const file of documents) lines.push(this.ofDocument(file, hex(sha256(await bytes(file))), shown));
    this.show(...lines);
  }

  private async format(): Promise<string> {
    const answer = await fetch(this.form.dataset["format"] ?? "");
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.text();
  }

  private said(file: File, verdict: Verdict): HTMLElement[] {
    if (verdict.verdict === "refused") {
      const values = { ...verdict.named, number: String(verdict.entry ?? "") };
      const [why, next] = [this.say(`bundle-${verdict.code}`, values), this.say(`bundle-${verdict.code}.do`, values)];
      return [line("false", this.say("verify-refused", { file: file.name, why, next, code: verdict.code }))];
    }
    const part = verdict.excerpt ? "verify-holds-some" : "verify-holds";
    const numbers = { file: file.name, mission: verdict.mission, entries: String(verdict.entries), size: String(verdict.size), root: verdict.root };
    const lines = [line("true", this.say(part, numbers)), line("true", this.say("verify-opened", { count: String(verdict.opened) }))];
    if (verdict.held !== null) lines.push(line("true", this.say("verify-continues", { size: String(verdict.held) })));
    for (const { witness, at } of verdict.cosigned) lines.push(line("true", this.say("verify-cosigned", { witness, at: moment(at) })));
    if (verdict.cosigned.length === 0) lines.push(line("unknown", this.say("verify-no-witness")));
    lines.push(line("unknown", this.say("verify-not-shown")));
    return lines;
  }

  private ofDocument(file: File, digest: string, shown: Shown[]): HTMLElement {
    const values = { file: file.name, digest };
    const released = shown.flatMap((one) => one.released).filter((one) => one.digest === digest);
    if (released.length > 0) return line("true", this.say("verify-released", { ...values, entries: released.map((one) => one.entry).join(", ") }));
    if (shown.length > 0) return line("false", this.say("verify-not-released", values));
    const listed = this.listed.find((one) => one.digest === digest);
    return listed ? line("unknown", this.say("verify-listed", { ...values, name: listed.name })) : line("false", this.say("verify-not-listed", values));
  }
}

/** A bundle is a ZIP whose first member says so; any other file is taken for a document. */
async function isBundle(file: File): Promise<boolean> {
  const start = new Uint8Array(await file.slice(0, 40).arrayBuffer());
  return String.fromCharCode(...start.subarray(0, 4)) === "PK\u0003\u0004" && String.fromCharCode(...start.subarray(30, 40)) === "hudna.json";
}

function moment(seconds: number): string {
  const at = new Date(seconds * 1000);
  return Number.isNaN(at.getTime()) ? String(seconds) : at.toISOString().slice(0, 16).replace("T", " ") + " UTC";
}

if (typeof document !== "undefined") {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-verify]")) new Desk(form);
}
