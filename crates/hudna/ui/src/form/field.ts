// Fields: label, hint, what is wrong, then what is typed, in that order. Each writes into the report as it is typed.

import { type Child, h } from "./dom";
import type { Choice } from "./host";
import type { Fields } from "./outbox";
import { of, w } from "./words";

/** What is wrong, by the field's name; "" is the form as a whole. */
export type Wrong = Record<string, string>;

export class Sheet {
  /** Where each field shows what is wrong with it. */
  private readonly places = new Map<string, HTMLElement>();

  constructor(
    readonly fields: Fields,
    private readonly changed: () => void,
  ) {}

  get(name: string): string {
    return this.fields[name]?.[0] ?? "";
  }

  set(name: string, ...values: string[]): void {
    this.fields[name] = values;
    this.changed();
  }

  /** A field around what is typed into it. */
  field(name: string, key: string, control: HTMLElement): HTMLElement {
    control.id = name;
    control.setAttribute("aria-describedby", `${name}-beside`);
    const hint = w(`${key}.hint`);
    const beside = h("span", { id: `${name}-beside` }, hint !== `${key}.hint` && h("span", { class: "hint" }, hint));
    const field = h("div", { class: "field" }, h("label", { for: name }, w(key)), beside, control);
    this.places.set(name, field);
    return field;
  }

  text(name: string, key: string, kind = "text"): HTMLElement {
    const numeric = kind === "number";
    const input = h("input", {
      type: numeric ? "text" : kind,
      autocomplete: "off",
      value: this.get(name),
      inputmode: numeric ? "decimal" : null,
      dir: kind === "text" ? "auto" : "ltr",
      input: () => this.set(name, input.value),
    });
    return this.field(name, key, input);
  }

  area(name: string, key: string): HTMLElement {
    const area = h("textarea", { rows: 4, dir: "auto", autocomplete: "off", input: () => this.set(name, area.value) });
    area.value = this.get(name);
    return this.field(name, key, area);
  }

  /** A choice of one; the first is that it is not known. */
  choice(name: string, key: string, choices: Choice[]): HTMLElement {
    const option = (value: string, label: string) =>
      h("option", { value, selected: value === this.get(name) }, label);
    const label = (choice: Choice) => "\u2003".repeat(choice.depth ?? 0) + of(choice);
    const all = choices.map((choice) => option(choice.v, label(choice)));
    const select = h("select", { change: () => this.set(name, select.value) }, option("", w("unknown")), ...all);
    return this.field(name, key, select);
  }

  /** A choice of several. */
  several(name: string, key: string, choices: Choice[]): HTMLElement {
    const boxes = choices.map((choice) => {
      const chosen = this.fields[name]?.includes(choice.v) ?? false;
      return h("input", { type: "checkbox", name, value: choice.v, checked: chosen, change: () => write() });
    });
    const write = () => this.set(name, ...boxes.filter((box) => box.checked).map((box) => box.value));
    const labels = boxes.map((box, at) => h("label", {}, box, of(choices[at] ?? {})));
    return h("fieldset", {}, h("legend", {}, w(key)), h("div", { class: "picks inl" }, ...labels));
  }

  /** A choice of one, all of them seen. */
  picks(name: string, choices: [string, string][], chosen: (value: string) => void): HTMLElement {
    const now = this.get(name);
    const labels = choices.map(([value, label]) => {
      const changed = () => {
        this.set(name, value);
        chosen(value);
      };
      const radio = h("input", { type: "radio", name, value, checked: value === now, change: changed });
      return h("label", {}, radio, label);
    });
    return h("div", { class: "picks" }, ...labels);
  }

  /** Shows what is wrong, and leads to the first of it. */
  show(wrong: Wrong): void {
    let first: HTMLElement | null = null;
    for (const [name, place] of this.places) {
      const message = wrong[name];
      place.classList.toggle("bad", Boolean(message));
      place.querySelector(".msg")?.remove();
      const control = place.querySelector<HTMLElement>("input,select,textarea");
      if (message) {
        place.querySelector(`#${CSS.escape(name)}-beside`)?.append(" ", h("span", { class: "msg" }, message));
        control?.setAttribute("aria-invalid", "true");
        first ??= control;
      } else {
        control?.removeAttribute("aria-invalid");
      }
    }
    first?.focus();
  }
}

export function group(key: string, ...children: Child[]): HTMLElement {
  const hint = w(`${key}.hint`);
  const said = hint !== `${key}.hint` && h("span", { class: "hint" }, hint);
  return h("fieldset", {}, h("legend", {}, w(key)), said, ...children);
}
