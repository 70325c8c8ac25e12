// Moves the maps of a page and goes closer to them: by buttons, by dragging, by keys. The map itself came with the page, drawn by the host;
// nothing more is asked for. Where a map is in a form that asks for a place, a tap writes it there.

type Box = [number, number, number, number];
type Words = Record<string, string>;

/** What a finger covers, in pixels of the page: the point is somewhere within. */
const FINGER = 22;
const METRES_PER_DEGREE = 111_195;

class Moved {
  private readonly whole: Box;
  private box: Box;
  private dragged: { x: number; y: number; moved: boolean } | null = null;
  private readonly mark = document.createElementNS("http://www.w3.org/2000/svg", "g");
  private readonly picks: HTMLElement | null;
  private readonly sizes: { element: Element; name: string; base: number }[] = [];

  constructor(
    private readonly drawing: SVGSVGElement,
    private readonly words: Words,
  ) {
    this.whole = (drawing.getAttribute("viewBox") ?? "0 0 1 1").split(" ").map(Number) as Box;
    this.box = [...this.whole];
    this.picks = drawing.closest("[data-pick]");
    for (const element of drawing.querySelectorAll("text")) this.sizes.push({ element, name: "font-size", base: Number(element.getAttribute("font-size") ?? 12) });
    drawing.append(this.mark);
    drawing.setAttribute("tabindex", "0");
    drawing.setAttribute("aria-keyshortcuts", "ArrowUp ArrowDown ArrowLeft ArrowRight + - 0");
    drawing.after(this.buttons());
    this.listen();
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
      button("+", "map-closer", () => this.zoom(0.5)),
      button("\u2212", "map-farther", () => this.zoom(2)),
      button("\u2299", "map-whole", () => this.show([...this.whole])),
      hint,
    );
    return row;
  }

  private show(box: Box): void {
    const [wx, wy, ww, wh] = this.whole;
    const width = Math.min(ww, Math.max(ww / 64, box[2]));
    const height = (width * wh) / ww;
    const within = (from: number, low: number, room: number) => Math.min(low + room, Math.max(low, from));
    this.box = [within(box[0], wx, ww - width), within(box[1], wy, wh - height), width, height];
    this.drawing.setAttribute("viewBox", this.box.map((n) => n.toFixed(2)).join(" "));
    this.drawing.classList.toggle("closer", width < ww);
    // words grow half as fast as the ground: they keep apart and stay readable
    const scale = Math.sqrt(width / ww);
    for (const { element, name, base } of this.sizes) element.setAttribute(name, (base * scale).toFixed(2));
  }

  private zoom(by: number): void {
    const [x, y, width, height] = this.box;
    this.show([x + (width * (1 - by)) / 2, y + (height * (1 - by)) / 2, width * by, height * by]);
  }

  private move(right: number, down: number): void {
    const [x, y, width, height] = this.box;
    this.show([x + right * width, y + down * height, width, height]);
  }

  /** Writes a place into the form: where it was tapped, and how far a finger reaches. */
  private take(x: number, y: number): void {
    const form = this.picks?.closest("form");
    const [west, north, across, down] = (this.drawing.dataset["map"] ?? "").split(" ").map(Number);
    if (!form || west === undefined || north === undefined || !across || !down) return;
    const pixel = this.box[2] / Math.max(1, this.drawing.clientWidth);
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

  private point(event: MouseEvent): DOMPoint | null {
    const matrix = this.drawing.getScreenCTM();
    return matrix && new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
  }

  private listen(): void {
    const { drawing } = this;
    drawing.addEventListener("pointerdown", (event) => {
      this.dragged = { x: event.clientX, y: event.clientY, moved: false };
    });
    drawing.addEventListener("pointermove", (event) => {
      if (!this.dragged || !event.buttons || !drawing.classList.contains("closer")) return;
      const [dx, dy] = [event.clientX - this.dragged.x, event.clientY - this.dragged.y];
      if (!this.dragged.moved && Math.hypot(dx, dy) < 8) return;
      this.dragged = { x: event.clientX, y: event.clientY, moved: true };
      this.move(-dx / Math.max(1, drawing.clientWidth), -dy / Math.max(1, drawing.clientHeight));
    });
    drawing.addEventListener("click", (event) => {
      const moved = this.dragged?.moved ?? false;
      this.dragged = null;
      // what was dragged was not meant as a link
      if (moved) return event.preventDefault();
      const at = this.picks && this.point(event);
      if (at) this.take(at.x, at.y);
    });
    drawing.addEventListener("dragstart", (event) => event.preventDefault());
    const keys: Record<string, () => void> = {
      ArrowUp: () => this.move(0, -0.1),
      ArrowDown: () => this.move(0, 0.1),
      ArrowLeft: () => this.move(-0.1, 0),
      ArrowRight: () => this.move(0.1, 0),
      "+": () => this.zoom(0.5),
      "-": () => this.zoom(2),
      "0": () => this.show([...this.whole]),
    };
    drawing.addEventListener("keydown", (event) => {
      const middle = () => this.take(this.box[0] + this.box[2] / 2, this.box[1] + this.box[3] / 2);
      const does = event.key === "Enter" && this.picks && event.target === drawing ? middle : keys[event.key];
      if (!does || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      does();
    });
  }
}

for (const figure of document.querySelectorAll<HTMLElement>("figure[data-words]")) {
  const drawing = figure.querySelector<SVGSVGElement>("svg[data-map]");
  if (drawing && !figure.dataset["moves"]) {
    figure.dataset["moves"] = "yes";
    new Moved(drawing, JSON.parse(figure.dataset["words"] ?? "{}") as Words);
  }
}
