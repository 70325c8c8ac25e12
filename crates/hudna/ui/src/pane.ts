// The part of a drawing that is seen: moved by dragging, by keys and by buttons, and drawn closer. What a map shows of it is its own affair.

/** Left, top, width and height, in units of the drawing. */
export type Box = readonly [number, number, number, number];

type Drag = { x: number; y: number; moved: boolean };

export type Does = {
  /** Called whenever another part is seen. */
  seen: (box: Box) => void;
  /** A tap at a point of the drawing; without it a click is left to what lies there. */
  tap?: ((x: number, y: number) => void) | null;
};

/** How far a pointer goes before it drags, in pixels of the page. */
const SLACK = 8;
const STEP = 0.1;

export class Pane {
  box: Box;
  private dragged: Drag | null = null;

  constructor(
    private readonly drawing: SVGSVGElement,
    readonly whole: Box,
    /** How many times closer than the whole it goes. */
    private readonly deepest: number,
    private readonly does: Does,
  ) {
    this.box = whole;
    drawing.setAttribute("tabindex", "0");
    this.listen();
  }

  show(box: Box): void {
    const [wx, wy, ww, wh] = this.whole;
    const width = Math.min(ww, Math.max(ww / this.deepest, box[2]));
    const height = (width * wh) / ww;
    const within = (from: number, low: number, room: number) => Math.min(low + room, Math.max(low, from));
    this.box = [within(box[0], wx, ww - width), within(box[1], wy, wh - height), width, height];
    this.drawing.setAttribute("viewBox", this.box.map((n) => n.toFixed(2)).join(" "));
    this.drawing.classList.toggle("closer", width < ww);
    this.does.seen(this.box);
  }

  zoom(by: number): void {
    const [x, y, width, height] = this.box;
    this.show([x + (width * (1 - by)) / 2, y + (height * (1 - by)) / 2, width * by, height * by]);
  }

  /** By parts of what is seen: to the right and downwards. */
  move(right: number, down: number): void {
    const [x, y, width, height] = this.box;
    this.show([x + right * width, y + down * height, width, height]);
  }

  reset(): void {
    this.show(this.whole);
  }

  /** A pixel of the page, in units of the drawing. */
  get pixel(): number {
    return this.box[2] / Math.max(1, this.drawing.clientWidth);
  }

  private listen(): void {
    const { drawing } = this;
    drawing.addEventListener("pointerdown", (event) => {
      this.dragged = { x: event.clientX, y: event.clientY, moved: false };
    });
    drawing.addEventListener("pointermove", (event) => this.drag(event));
    drawing.addEventListener("click", (event) => this.click(event));
    drawing.addEventListener("dragstart", (event) => event.preventDefault());
    drawing.addEventListener("keydown", (event) => this.key(event));
  }

  private drag(event: PointerEvent): void {
    const { drawing, dragged } = this;
    if (!dragged || !event.buttons || !drawing.classList.contains("closer")) return;
    const [dx, dy] = [event.clientX - dragged.x, event.clientY - dragged.y];
    if (!dragged.moved && Math.hypot(dx, dy) < SLACK) return;
    this.dragged = { x: event.clientX, y: event.clientY, moved: true };
    this.move(-dx / Math.max(1, drawing.clientWidth), -dy / Math.max(1, drawing.clientHeight));
  }

  private click(event: MouseEvent): void {
    const moved = this.dragged?.moved ?? false;
    this.dragged = null;
    // what was dragged was not meant as a link
    if (moved) return event.preventDefault();
    const matrix = this.drawing.getScreenCTM();
    if (!matrix || !this.does.tap) return;
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
    this.does.tap(point.x, point.y);
  }

  private key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const [x, y, width, height] = this.box;
    const { tap } = this.does;
    const keys: Record<string, (() => void) | false | undefined | null> = {
      ArrowUp: () => this.move(0, -STEP),
      ArrowDown: () => this.move(0, STEP),
      ArrowLeft: () => this.move(-STEP, 0),
      ArrowRight: () => this.move(STEP, 0),
      "+": () => this.zoom(0.5),
      "-": () => this.zoom(2),
      "0": () => this.reset(),
      // on a link within the drawing it follows the link
      Enter: event.target === this.drawing && tap && (() => tap(x + width / 2, y + height / 2)),
    };
    const does = keys[event.key];
    if (!does) return;
    event.preventDefault();
    does();
  }
}
