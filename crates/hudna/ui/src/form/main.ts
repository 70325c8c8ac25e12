// The form from its first screen on: set up once with network, then opened with a passphrase, network or not.

import { type Child, apart, h } from "./dom";
import { fill } from "./fill";
import * as host from "./host";
import * as outbox from "./outbox";
import { Vault, theLock, wipe } from "./store";
import { type Lang, lang, of, ownName, readWords, speak, w } from "./words";

/** The form locks itself after so long without a touch, milliseconds. */
const LOCK_AFTER = 10 * 60_000;
/** What waits is tried again after so long, milliseconds. */
const TRY_AFTER = 60_000;
/** The fewest characters of a passphrase. */
const SHORTEST = 10;

type Open = { vault: Vault; words: host.Vocabulary; item: outbox.Item };

const main = document.getElementById("main") as HTMLElement;
const top_ = document.getElementById("top") as HTMLElement;
const state = document.getElementById("state") as HTMLElement;

let open: Open | null = null;
let standing: outbox.Standing = "resting";
let touched = Date.now();
let saving: Promise<void> = Promise.resolve();
let later = 0;

const button = (words: string, does: () => void, look = "quiet") =>
  h("button", { type: "button", class: `btn ${look}`, click: does }, words);

function show(title: string, draw: () => Child[]): void {
  document.title = `${title} — ${w("page-name")}`;
  header(title);
  main.replaceChildren(...draw().filter((one): one is Node | string => Boolean(one)));
  say();
}

function header(title: string): void {
  const other: Lang = lang() === "ar" ? "en" : "ar";
  const change = () => {
    localStorage.setItem("hudna-form-lang", other);
    speak(other);
    screen();
  };
  top_.replaceChildren(
    h("a", { class: "logo", href: "/" }, w("page-name")),
    h("span", { class: "grow s" }, title),
    h("button", { type: "button", class: "btn quiet", lang: other, click: change }, ownName(other)),
    open ? button(w("form-lock"), () => void lock()) : "",
  );
}

/** What stands between this device and the host, said above the form. */
function say(): void {
  const note = (...children: Child[]) => state.replaceChildren(h("p", { class: "off" }, h("span", {}, ...children)));
  if (!navigator.onLine || standing === "unreached") note(h("b", {}, w("form-no-network")), " ", w("form-no-network-means"));
  else if (standing === "signed out") {
    note(h("b", {}, w("form-signed-out")), " ", h("a", { href: "/sign-in?then=form" }, w("form-sign-in")));
  } else if (standing === "other user") note(h("b", {}, w("form-other-user", { login: open?.words.login ?? "" })));
  else if (typeof standing === "object") note(w("form-later"));
  else state.replaceChildren();
}

/** Asks before what cannot be undone. */
function sure(place: HTMLElement, question: string, does: () => void): void {
  const back = [...place.childNodes];
  const no = button(w("form-no"), () => place.replaceChildren(...back));
  place.replaceChildren(h("div", { class: "note e", role: "alert" }, h("p", {}, question), h("p", { class: "row" }, button(w("form-yes"), does), no)));
  no.focus();
}

function passphrase(id: string, key: string, fresh: boolean): [HTMLElement, HTMLInputElement] {
  const hint = w(`${key}.hint`);
  const input = h("input", {
    id,
    type: "password",
    autocomplete: fresh ? "new-password" : "current-password",
    required: true,
    "aria-describedby": `${id}-beside`,
  });
  const beside = h("span", { id: `${id}-beside` }, hint !== `${key}.hint` && h("span", { class: "hint" }, hint));
  return [h("div", { class: "field" }, h("label", { for: id }, w(key)), beside, input), input];
}

function complain(field: HTMLElement, input: HTMLInputElement, message: string): void {
  field.querySelector(".msg")?.remove();
  field.classList.add("bad");
  input.setAttribute("aria-invalid", "true");
  field.querySelector("span")?.append(" ", h("span", { class: "msg", role: "alert" }, message));
  input.focus();
}

function form(submitted: () => Promise<void>, ...children: Child[]): HTMLFormElement {
  const element = h("form", { class: "stack box" }, ...children);
  element.addEventListener("submit", (event) => {
    event.preventDefault();
    const send = element.querySelector<HTMLButtonElement>("button.main");
    if (send) send.disabled = true;
    void submitted().finally(() => {
      if (send) send.disabled = false;
    });
  });
  return element;
}

/** Once, with network: the mission's words are fetched and a passphrase is chosen. */
async function setUp(): Promise<void> {
  const answer = await host.vocabulary();
  if (answer.is === "unreached") {
    return show(w("report-new"), () => [h("p", {}, w("form-first-network")), button(w("form-again"), screen, "main")]);
  }
  if (answer.is === "signed out") {
    const to = h("a", { class: "btn main", href: "/sign-in?then=form" }, w("page-sign-in"));
    return show(w("report-new"), () => [h("p", {}, w("form-first-sign-in")), h("p", {}, to)]);
  }
  if (answer.is === "refused") {
    return show(w("report-new"), () => [h("div", { class: "note e" }, h("p", {}, answer.refusal.detail))]);
  }
  const words = answer.value;
  show(w("report-new"), () => {
    const [first, one] = passphrase("passphrase", "form-new-passphrase", true);
    const [second, two] = passphrase("passphrase-again", "form-passphrase-again", true);
    const submitted = async () => {
      if ([...one.value].length < SHORTEST) return complain(first, one, w("form-passphrase-short", { n: String(SHORTEST) }));
      if (one.value !== two.value) return complain(second, two, w("field-password-differs"));
      const vault = await Vault.make(one.value);
      await vault.put("vocabulary", "vocabulary", words);
      await navigator.storage?.persist?.().catch(() => false);
      await begin(vault, words);
    };
    const means = h("p", { class: "hint" }, w("form-passphrase-means"));
    return [
      h("h1", {}, w("form-set-up")),
      h("p", {}, w("form-set-up-means", { login: words.login })),
      form(submitted, first, second, means, h("p", {}, h("button", { class: "btn main" }, w("form-set-up-do")))),
      h("p", { class: "hint" }, w("form-install")),
    ];
  });
}

function locked(): void {
  show(w("report-new"), () => {
    const [field, input] = passphrase("passphrase", "form-passphrase", false);
    const submitted = async () => {
      const lock = await theLock();
      if (!lock) return screen();
      const vault = await Vault.open(input.value, lock);
      if (!vault) return complain(field, input, w("form-passphrase-wrong"));
      const words = await vault.get<host.Vocabulary>("vocabulary", "vocabulary");
      if (words) await begin(vault, words);
    };
    return [
      h("h1", {}, w("form-locked")),
      form(submitted, field, h("p", {}, h("button", { class: "btn main" }, w("form-open")))),
      h("p", { class: "hint" }, w("form-passphrase-lost")),
      wiping(),
    ];
  });
}

function wiping(): HTMLElement {
  const place = h("div", {});
  const all = async () => {
    await forget();
    screen();
  };
  place.append(button(w("form-wipe"), () => sure(place, w("form-wipe-sure"), () => void all())));
  return place;
}

async function forget(): Promise<void> {
  open = null;
  standing = "resting";
  main.replaceChildren();
  await wipe();
  localStorage.clear();
}

async function begin(vault: Vault, words: host.Vocabulary): Promise<void> {
  touched = Date.now();
  const drafts = (await outbox.all(vault)).filter((item) => item.state === "draft");
  open = { vault, words, item: drafts[0] ?? outbox.blank() };
  screen();
  void refresh().then(send);
}

/** The mission's words as they are now, where the host is reached by the same person. */
async function refresh(): Promise<void> {
  const answer = navigator.onLine ? await host.vocabulary() : null;
  if (!open || answer?.is !== "given" || answer.value.user !== open.words.user) return;
  if (JSON.stringify(answer.value) === JSON.stringify(open.words)) return;
  await open.vault.put("vocabulary", "vocabulary", answer.value);
  // what is being typed is not taken away: the next form has them
  open.words = answer.value;
}

/** Puts the report being written on disk a moment after it was last changed. */
function changed(): void {
  if (!open) return;
  const { vault, item } = open;
  window.clearTimeout(later);
  later = window.setTimeout(() => save(vault, item), 400);
}

function save(vault: Vault, item: outbox.Item): Promise<void> {
  window.clearTimeout(later);
  saving = saving.then(async () => {
    if (item.state !== "draft") return;
    if (outbox.isEmpty(item)) return vault.drop(item.id);
    item.at = Date.now();
    await outbox.keep(vault, item);
  });
  return saving;
}

async function lock(): Promise<void> {
  if (!open) return;
  await save(open.vault, open.item);
  open = null;
  standing = "resting";
  main.replaceChildren();
  screen();
}

async function send(): Promise<void> {
  if (!open) return;
  const { vault, words } = open;
  standing = await outbox.send(vault, words.user, listed);
  say();
  await listed();
}

const box = h("section", { "aria-labelledby": "outbox" });

/** The outbox and the drafts, as they are. */
async function listed(): Promise<void> {
  if (!open) return;
  const { vault, item: current } = open;
  const items = (await outbox.all(vault)).filter((item) => item.id !== current.id);
  const drafts = items.filter((item) => item.state === "draft");
  const sent = items.filter((item) => item.state !== "draft");
  const rows = (list: outbox.Item[]) => h("ul", { class: "wait s" }, ...list.map(row));
  const waits = sent.some((item) => item.state === "waiting");
  box.replaceChildren(
    h("h2", { id: "outbox" }, w("form-outbox")),
    sent.length === 0 ? h("p", { class: "soft s" }, w("form-outbox-empty")) : rows(sent),
    waits ? h("p", { class: "row" }, button(w("form-send-now"), () => void send())) : "",
    drafts.length > 0 ? h("h2", {}, w("form-drafts")) : "",
    drafts.length > 0 ? rows(drafts) : "",
  );
}

function row(item: outbox.Item): HTMLElement {
  const acts = open?.words.choices["act"] ?? [];
  const act = acts.find((choice) => choice.v === item.fields["act"]?.[0]);
  const when = new Date(item.at).toLocaleString("en-GB", { dateStyle: "short", timeStyle: "short" });
  const what = h("span", {}, apart(when), " ", act ? of(act) : w("form-something"));
  const remove = async () => {
    if (open) await outbox.drop(open.vault, item);
    await listed();
  };
  const edit = async () => {
    if (!open) return;
    await save(open.vault, open.item);
    open.item = item.state === "refused" ? await outbox.reopen(open.vault, item) : item;
    screen();
    main.querySelector<HTMLElement>("#act")?.focus();
  };
  const line = h("div", { class: "row" }, what);
  const element = h("li", { "data-state": item.state }, line);
  switch (item.state) {
    case "waiting":
      line.append(h("b", {}, w("form-waits")));
      break;
    case "sent":
      line.append(h("span", { class: "soft" }, w("form-arrived"), " ", apart(item.name ?? "")));
      element.append(h("p", { class: "row" }, button(w("form-list-drop"), () => void remove())));
      if (item.left) element.append(h("p", { class: "hint" }, w("form-photo-left"), " ", item.left));
      break;
    case "refused": {
      const fields = Object.values(item.refusal?.fields ?? {}).join(" ");
      line.append(h("b", {}, w("form-refused")));
      element.append(h("p", { class: "note e" }, `${item.refusal?.detail ?? ""} ${fields}`));
      element.append(h("p", { class: "row" }, button(w("form-correct"), () => void edit()), button(w("form-list-drop"), () => void remove())));
      break;
    }
    case "draft":
      element.append(h("p", { class: "row" }, button(w("form-draft-open"), () => void edit()), button(w("form-draft-drop"), () => void remove())));
  }
  return element;
}

/** The report into the outbox, a new one into the form. */
async function finish(show: (wrong: Record<string, string>) => void, wrong: Record<string, string>, summary: HTMLElement): Promise<void> {
  if (!open) return;
  summary.replaceChildren();
  const count = Object.keys(wrong).length;
  if (count > 0) {
    const said = wrong[""] ?? w("form-wrong-some");
    summary.replaceChildren(h("div", { class: "note e", role: "alert" }, h("p", {}, h("b", {}, said))));
    show(wrong);
    summary.scrollIntoView({ block: "nearest" });
    return;
  }
  const { vault, item } = open;
  window.clearTimeout(later);
  await saving;
  Object.assign(item, { state: "waiting", at: Date.now() });
  await outbox.keep(vault, item);
  open.item = outbox.blank();
  screen();
  const done = h("div", { class: "note", role: "status", tabindex: "-1" }, h("p", {}, h("b", {}, w("form-in-outbox"))));
  main.prepend(done);
  done.focus();
  await send();
}

function filling(now: Open): void {
  show(w("report-new"), () => {
    const filled = fill(now.vault, now.words, now.item, changed);
    const summary = h("div", {});
    const element = form(() => finish(filled.show, filled.wrong(), summary));
    element.className = "stack";
    element.noValidate = true;
    const aside = async () => {
      await save(now.vault, now.item);
      now.item = outbox.blank();
      screen();
    };
    const foot = h(
      "div",
      { class: "foot" },
      summary,
      h("p", { class: "row" }, h("button", { class: "btn main" }, w("form-to-outbox")), button(w("form-draft"), () => void aside())),
      h("p", { class: "hint xs" }, w("form-once")),
    );
    element.append(filled.element, foot);
    void listed();
    const notice = of(now.words.notice);
    return [
      notice ? h("p", { class: "sketch" }, h("span", {}, notice)) : "",
      h("p", { class: "s soft" }, of(now.words.title)),
      h("h1", {}, w("report-new")),
      h("p", { class: "lede" }, w("report-form-lead")),
      element,
      box,
      leaving(),
    ];
  });
}

/** Signing out, and taking everything off the device. */
function leaving(): HTMLElement {
  const place = h("div", {});
  const out = async () => {
    const session = await host.session();
    // first what lies here: what the host clears of itself while we do would make us wait for it
    await forget();
    if (session.is === "given") host.signOut(session.value.token);
    else location.assign("/sign-in");
  };
  const first = h("p", { class: "row" });
  first.append(
    button(w("page-sign-out"), () => sure(place, w("form-sign-out-sure"), () => void out())),
    button(w("form-wipe"), () => sure(place, w("form-wipe-sure"), () => void forget().then(screen))),
  );
  place.append(first, h("p", { class: "hint xs" }, w("form-leave-means")));
  return place;
}

function screen(): void {
  if (open) return filling(open);
  void theLock().then((known) => (known ? locked() : void setUp()));
}

/** Locks what nobody has touched for long, also after the phone slept. */
function watch(): void {
  const idle = () => Date.now() - touched > LOCK_AFTER;
  for (const kind of ["pointerdown", "keydown", "input"]) {
    document.addEventListener(kind, () => (touched = Date.now()), { passive: true });
  }
  window.setInterval(() => void (open && idle() && lock()), 15_000);
  document.addEventListener("visibilitychange", () => {
    if (!open) return;
    if (document.hidden) void save(open.vault, open.item);
    else if (idle()) void lock();
    else void send();
  });
  window.addEventListener("pagehide", () => void (open && save(open.vault, open.item)));
  window.addEventListener("online", () => {
    say();
    void send();
  });
  window.addEventListener("offline", say);
  window.setInterval(() => void (document.hidden || send()), TRY_AFTER);
}

async function begun(): Promise<void> {
  const asked = new URLSearchParams(location.search).get("lang") ?? localStorage.getItem("hudna-form-lang");
  await readWords(document.documentElement.dataset["words"] ?? "/form/words.json");
  speak(asked === "en" || (asked !== "ar" && document.documentElement.lang === "en") ? "en" : "ar");
  watch();
  screen();
  await navigator.serviceWorker?.register("/form/worker.js", { scope: "/form", updateViaCache: "none" });
}

void begun();
