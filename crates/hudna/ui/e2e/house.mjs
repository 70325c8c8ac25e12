// A mission of one's own for each test, served by the real binary, seen through a real browser. All that is told here is invented.

import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import net from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { chromium } from "playwright-core";

const run = promisify(execFile);
const root = new URL("../../../../", import.meta.url).pathname;
const binary = process.env.HUDNA_BIN ?? join(root, "target/debug/hudna");
const pictures = process.env.HUDNA_PICTURES ?? join(root, "target/pictures");
export const PASSWORD = "كلمات كثيرة متتالية";

/** What the binary says; it must succeed. */
export async function hudna(...args) {
  return (await run(binary, args, { cwd: root, maxBuffer: 64 << 20 })).stdout;
}

export class House {
  static async marsa({ reports = [] } = {}) {
    const house = new House();
    house.folder = await mkdtemp(join(tmpdir(), "hudna-e2e-"));
    house.dir = join(house.folder, "mission");
    await hudna("init", house.dir, "--agreement", "examples/marsa/marsa.md");
    if (reports.length > 0) await hudna("intake", house.dir, ...reports);
    return house;
  }
  /** Invites somebody while the mission is not served, and gives the path of the invitation. */
  async invite(login, role, ...more) {
    const said = await hudna("invite", this.dir, "--login", login, "--role", role, ...more);
    return "/invitation/" + said.split("/invitation/")[1].trim();
  }
  async serve(...more) {
    this.child = spawn(binary, ["serve", this.dir, "--listen", "127.0.0.1:0", ...more], { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
    this.log = "";
    this.child.stderr.on("data", (bytes) => (this.log += bytes));
    const line = await new Promise((resolve, reject) => {
      this.child.stdout.once("data", (bytes) => resolve(String(bytes)));
      this.child.once("exit", (code) => reject(new Error(`it ended with ${code}: ${this.log}`)));
    });
    this.port = Number(/:(\d+)\s*$/.exec(line.split("\n")[0].trim())[1]);
  }
  /** Ends the host; what it said of itself must be nothing. */
  async end() {
    if (!this.child) return;
    const gone = new Promise((resolve) => this.child.once("exit", resolve));
    this.child.kill("SIGTERM");
    await gone;
    this.child = null;
    assert.equal(this.log, "", "the host's log stays clean");
  }
  async entries(kind) {
    return (await hudna("entries", this.dir)).split("\n").filter((line) => line.includes(kind));
  }
  async drop() {
    this.child?.kill("SIGKILL");
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** What stands between browser and host: passes everything on, or nothing, or cuts an answer after the host gave it. */
export class Wire {
  static async to(house) {
    const wire = new Wire();
    wire.house = house;
    wire.cutOn = null;
    wire.cuts = 0;
    wire.sockets = new Set();
    wire.server = net.createServer((socket) => wire.pass(socket));
    await new Promise((resolve) => wire.server.listen(0, "127.0.0.1", resolve));
    wire.port = wire.server.address().port;
    wire.origin = `http://127.0.0.1:${wire.port}`;
    return wire;
  }
  pass(near) {
    if (this.down) return near.destroy();
    const far = net.connect(this.house.port, "127.0.0.1");
    let asked = "";
    let cut = false;
    for (const socket of [near, far]) {
      this.sockets.add(socket);
      socket.on("error", () => undefined);
      socket.on("close", () => this.sockets.delete(socket));
    }
    near.on("data", (bytes) => {
      asked = (asked + bytes.toString("latin1")).slice(-65536);
      if (this.cutOn && asked.includes(this.cutOn)) cut = true;
      far.write(bytes);
    });
    far.on("data", (bytes) => {
      if (!cut) return near.write(bytes);
      // the host has done it and answers; nobody hears
      this.cuts += 1;
      near.destroy();
      far.destroy();
    });
    near.on("close", () => far.destroy());
    far.on("close", () => near.destroy());
  }
  set network(is) {
    this.down = !is;
    if (!is) for (const socket of this.sockets) socket.destroy();
  }
  /** Requests that say `what` are answered, and the answers are lost, until told otherwise: a browser tries again by itself. */
  loseAnswerTo(what) {
    this.cutOn = what;
    this.cuts = 0;
  }
  end() {
    this.network = false;
    this.server.close();
  }
}

/** A browser of its own with its own folder; what its pages say on the console is kept. */
export async function browser({ lang = "ar", width = 390, height = 844, script = true, args = [] } = {}) {
  const profile = await mkdtemp(join(tmpdir(), "hudna-profile-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-component-update", "--disable-sync", "--disable-background-networking", ...args],
    locale: lang === "ar" ? "ar-LY" : "en-GB",
    timezoneId: "Africa/Tripoli",
    viewport: { width, height },
    javaScriptEnabled: script,
    geolocation: { latitude: 31.2, longitude: -38.35, accuracy: 20 },
    permissions: script ? ["geolocation"] : [],
  });
  const said = [];
  const hear = (page) => {
    page.on("console", (message) => ["error", "warning"].includes(message.type()) && said.push(message.text()));
    page.on("pageerror", (error) => said.push(String(error)));
  };
  context.pages().forEach(hear);
  context.on("page", hear);
  context.setDefaultTimeout(20_000);
  const close = async () => {
    await context.close();
    await rm(profile, { recursive: true, force: true });
  };
  return { context, page: context.pages()[0] ?? (await context.newPage()), profile, said, close };
}

/** Comes in by an invitation. */
export async function accept(page, origin, path) {
  await page.goto(origin + path);
  await page.fill("#password", PASSWORD);
  await page.fill("#again", PASSWORD);
  await page.click("main button.main");
  await page.waitForURL((url) => !url.pathname.startsWith("/invitation"));
}

export async function picture(page, name) {
  await mkdir(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
}

/** Files below `folder` that hold any of `secrets`, in UTF-8 or UTF-16. */
export async function filesWith(folder, secrets) {
  const needles = secrets.flatMap((text) => [Buffer.from(text), Buffer.from(text, "utf16le")]);
  const found = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath ?? entry.path, entry.name);
    const bytes = await readFile(path).catch(() => Buffer.alloc(0));
    if (needles.some((needle) => bytes.includes(needle))) found.push(path);
  }
  return found;
}

/** Whether nothing of the page stands beyond its sides. */
export function fits(page) {
  return page.evaluate(() => {
    const root = document.scrollingElement;
    return root.scrollWidth <= root.clientWidth;
  });
}
