// A map of what the agreement draws, kept on the device: tapped, or moved by keys and taken at its middle.

import { h, svg } from "./dom";
import type { Drawn, Outline } from "./host";
import { Pane } from "../pane";
import type { Box } from "../pane";
import type { Disc } from "./place";
import { of, w } from "./words";

/** Units of the drawing in one degree of latitude. */
const UNIT = 1_000;
/** What a finger covers, in pixels of the page: the point is somewhere within. */
const FINGER = 22;
const CLASS: Record<string, string> = { land: "land", road: "road", sector: "ring", zone: "zone", line: "l1" };

type Pick = (disc: Disc) => void;

export class MapField {
  readonly element: HTMLElement;
  private readonly drawing = svg("svg", { class: "map", role: "application" });
  private readonly mark = svg("g");
  private readonly names = svg("g");
  private readonly across: number;
  private readonly pane: Pane;

  constructor(
    private readonly outline: Outline,
    label: string,
    private readonly pick: Pick,
  ) {
    const [west, south, east, north] = outline.box;
    this.across = Math.cos((((south + north) / 2) * Math.PI) / 180);
    const [width, height] = [(east - west) * this.across * UNIT, (north - south) * UNIT];
    const margin = Math.max(width, height) * 0.04;
    const whole: Box = [-margin, -margin, width + 2 * margin, height + 2 * margin];
    this.pane = new Pane(this.drawing, whole, 256, { seen: (box) => this.seen(box), tap: (x, y) => this.take(x, y) });
    const shapes = outline.drawn.filter((one) => one.kind !== "town").map((one) => this.shape(one));
    this.drawing.append(...shapes, this.names, this.mark, this.cross());
    this.drawing.setAttribute("aria-label", label);
    this.drawing.setAttribute("aria-keyshortcuts", "ArrowUp ArrowDown ArrowLeft ArrowRight + - 0 Enter");
    const button = (sign: string, words: string, does: () => void) =>
      h("button", { type: "button", class: "btn quiet", "aria-label": words, click: does }, sign);
    const zoom = h(
      "p",
      { class: "row" },
      button("+", w("form-map-closer"), () => this.pane.zoom(0.5)),
      button("−", w("form-map-farther"), () => this.pane.zoom(2)),
      button("⊙", w("form-map-whole"), () => this.pane.reset()),
    );
    this.element = h("div", { class: "mapped" }, this.drawing, zoom, h("p", { class: "hint xs" }, w("form-map-keys")));
    this.pane.reset();
  }

  /** Marks what was chosen. */
  choose(disc: Disc | null): void {
    this.mark.replaceChildren();
    if (!disc) return;
    const [x, y] = this.on(disc.lon, disc.lat);
    const reach = (disc.radius / 111_195) * UNIT;
    this.mark.append(svg("circle", { class: "disc", cx: x, cy: y, r: reach }));
    this.mark.append(svg("circle", { class: "e", cx: x, cy: y, r: this.pane.box[2] / 120 }));
  }

  private on(lon: number, lat: number): [number, number] {
    const [west, , , north] = this.outline.box;
    return [(lon - west) * this.across * UNIT, (north - lat) * UNIT];
  }

  private shape(one: Drawn): SVGElement {
    const path = one.lines
      .map((line) => "M" + line.map(([lon, lat]) => this.on(lon, lat).map((n) => n.toFixed(1)).join(" ")).join("L"))
      .join(one.kind === "line" || one.kind === "road" ? "" : "Z");
    const closed = one.kind === "line" || one.kind === "road" ? "" : "Z";
    const course = one.course_of ? "l2" : CLASS[one.kind] ?? "ring";
    return svg("path", { d: path + closed, class: course, "fill-rule": "evenodd" }, svg("title", {}, of(one)));
  }

  /** Names in a size that stays the same on the page; of those that would lie on each other the first, towns before sectors. */
  private name(): void {
    const size = this.pane.box[2] / 28;
    const named = ["town", "sector"].flatMap((kind) => this.outline.drawn.filter((one) => one.kind === kind));
    const taken: { x: number; y: number; half: number }[] = [];
    const words = named.map((one) => {
      const points = one.lines.flat();
      const middle = (at: 0 | 1) => points.reduce((sum, point) => sum + point[at], 0) / Math.max(1, points.length);
      const [x, y] = this.on(middle(0), middle(1));
      const dot = one.kind === "town" && svg("circle", { class: "e", cx: x, cy: y, r: size / 5 });
      const half = of(one).length * size * 0.3;
      const free = taken.every((other) => Math.abs(other.y - y) > size * 1.2 || Math.abs(other.x - x) > other.half + half);
      if (free) taken.push({ x, y, half });
      const text = free && svg("text", { x, y: y - size / 2, "font-size": size, "text-anchor": "middle" }, of(one));
      return svg("g", {}, dot, text);
    });
    this.names.replaceChildren(...words);
  }

  private cross(): SVGElement {
    return svg("path", { class: "cross", d: "" });
  }

  private seen([left, top, width, height]: Box): void {
    const [x, y, arm] = [left + width / 2, top + height / 2, width / 30];
    const cross = this.drawing.querySelector(".cross");
    cross?.setAttribute("d", `M${x - arm} ${y}H${x + arm}M${x} ${y - arm}V${y + arm}`);
    this.name();
  }

  private take(x: number, y: number): void {
    const [west, , , north] = this.outline.box;
    const at = { lon: west + x / UNIT / this.across, lat: north - y / UNIT };
    const radius = Math.ceil(((this.pane.pixel * FINGER) / UNIT) * 111_195);
    this.pick({ ...at, radius });
  }
}
