// Moves the maps of a page and goes closer to them: by buttons, by dragging, by keys. The map itself came with the page, drawn by the host;
// nothing more is asked for. Where a map is in a form that asks for a place, a tap writes it there.

import { Pane } from "../pane";
import type { Box } from "../pane";

type Words = Record<string, string>;

/** What a finger covers, in pixels of the page: the point is somewhere within. */
const FINGER = 22;
const METRES_PER_DEGREE = 111_195;

class Moved {
  private readonly pane: Pane;
  private readonly mark = document.createElementNS("http://www.w3.org/2000/svg", "g");
  private readonly picks: HTMLElement | null;
  private readonly sizes: { element: Element; name: string; base: number }[] = [];

  constructor(
    private readonly drawing: SVGSVGElement,
    private readonly words: Words,
  ) {
    this.picks = drawing.closest("[data-pick]");
    for (const element of drawing.querySelectorAll("text")) this.sizes.push({ element, name: "font-size", base: Number(element.getAttribute("font-size") ?? 12) });
    drawing.append(this.mark);
    drawing.setAttribute("aria-keyshortcuts", "ArrowUp ArrowDown ArrowLeft ArrowRight + - 0");
    const whole = (drawing.getAttribute("viewBox") ?? "0 0 1 1").split(" ").map(Number) as unknown as Box;
    const tap = this.picks && ((x: number, y: number) => this.take(x, y));
    this.pane = new Pane(drawing, whole, 64, { seen: (box) => this.seen(box), tap });
    drawing.after(this.buttons());
  }

  private buttons(): HTMLElement {
    const row = document.createElement("p");
    row.className = "row mapkeys";
    const button = (sign: string, key: string, does: () => void) => {
      const made = document.createElement("button");
      made.type = "button";
      made.className = "btn quiet";
      made.textContent = sign;
      made.setAttribute("aria-label", this.words[key] ?? key);
      made.addEventListener("click", does);
      return made;
    };
    const hint = document.createElement("span");
    hint.className = "xs soft";
    hint.textContent = this.words["map-keys"] ?? "";
    row.append(
      button("+", "map-closer", () => this.pane.zoom(0.5)),
      button("\u2212", "map-farther", () => this.pane.zoom(2)),
      button("\u2299", "map-whole", () => this.pane.reset()),
      hint,
    );
    return row;
  }

  /** Words grow half as fast as the ground: they keep apart and stay readable. */
  private seen([, , width]: Box): void {
    const scale = Math.sqrt(width / this.pane.whole[2]);
    for (const { element, name, base } of this.sizes) element.setAttribute(name, (base * scale).toFixed(2));
  }

  /** Writes a place into the form: where it was tapped, and how far a finger reaches. */
  private take(x: number, y: number): void {
    const form = this.picks?.closest("form");
    const [west, north, across, down] = (this.drawing.dataset["map"] ?? "").split(" ").map(Number);
    if (!form || west === undefined || north === undefined || !across || !down) return;
    const { pixel } = this.pane;
    const radius = Math.ceil(((pixel * FINGER) / down) * METRES_PER_DEGREE);
    const write = (name: string, value: string) => {
      const field = form.querySelector<HTMLInputElement>(`input[name=${name}]`);
      if (field) field.value = value;
    };
    write("lat", (north - y / down).toFixed(5));
    write("lon", (west + x / across).toFixed(5));
    write("radius", String(radius));
    for (const other of form.querySelectorAll<HTMLInputElement>("input[name=candidate]")) other.checked = false;
    const circle = (shape: string, r: number) => {
      const made = document.createElementNS("http://www.w3.org/2000/svg", "circle");
      for (const [name, value] of Object.entries({ class: shape, cx: x, cy: y, r })) made.setAttribute(name, String(value));
      return made;
    };
    this.mark.replaceChildren(circle("disc", pixel * FINGER), circle("ring", pixel * FINGER), circle("e", pixel * 3));
  }
}

for (const figure of document.querySelectorAll<HTMLElement>("figure[data-words]")) {
  const drawing = figure.querySelector<SVGSVGElement>("svg[data-map]");
  if (drawing && !figure.dataset["moves"]) {
    figure.dataset["moves"] = "yes";
    new Moved(drawing, JSON.parse(figure.dataset["words"] ?? "{}") as Words);
  }
}
