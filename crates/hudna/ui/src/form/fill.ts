// The form: everything may stay unknown but that something was told.

import { type Child, apart, h } from "./dom";
import { Sheet, type Wrong, group } from "./field";
import type { Vocabulary } from "./host";
import { MapField } from "./map";
import type { Item } from "./outbox";
import * as photo from "./photo";
import { type Disc, fromPhone, seenFrom, written } from "./place";
import type { Vault } from "./store";
import { latin, w } from "./words";

/** Directions as they are asked for, with their bearings. */
const DIRECTIONS = ["n", "ne", "e", "se", "s", "sw", "w", "nw"];
/** Distances as they are asked for, in metres from and to. */
const DISTANCES: [number, number][] = [[0, 500], [500, 2_000], [2_000, 5_000], [5_000, 10_000], [10_000, 20_000]];

export type Filled = { element: HTMLElement; wrong: () => Wrong; show: (wrong: Wrong) => void };

export function fill(vault: Vault, words: Vocabulary, item: Item, changed: () => void): Filled {
  const sheet = new Sheet(item.fields, changed);
  const choices = (name: string) => words.choices[name] ?? [];
  const element = h(
    "div",
    { class: "stack" },
    sheet.choice("act", "field-act-done", choices("act")),
    when(sheet, words.zone),
    observer(sheet, words),
    where(sheet, words),
    sheet.several("means", "field-means", choices("means")),
    sheet.choice("actor", "field-actor", choices("actor")),
    sheet.choice("weapon", "field-weapon", choices("weapon")),
    sheet.choice("target-kind", "field-target-kind", choices("target-kind")),
    group(
      "field-numbers",
      h(
        "div",
        { class: "tri" },
        ...["explosions", "killed", "injured"].map((name) => sheet.text(name, `field-${name}`, "number")),
      ),
    ),
    sheet.area("text", "field-words"),
    photographs(vault, item, changed),
    group(
      "field-source",
      sheet.choice("source-kind", "field-source-kind", choices("source-kind")),
      sheet.text("source", "field-source-name"),
    ),
  );
  return { element, wrong: () => wrongOf(sheet, item), show: (wrong) => sheet.show(wrong) };
}

/** The day and the minute of now, in the mission's own time. */
function nowIn(zone: string): [string, string] {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone: zone, hourCycle: "h23", dateStyle: "short", timeStyle: "short" });
  const [day = "", minute = ""] = parts.format(new Date()).split(", ");
  return [day, minute];
}

function when(sheet: Sheet, zone: string): HTMLElement {
  const fields = h("div", { class: "tri" });
  const draw = () =>
    fields.replaceChildren(
      sheet.text("day", "field-day", "date"),
      sheet.text("from", "field-from-hour", "time"),
      sheet.text("to", "field-to-hour", "time"),
    );
  draw();
  const put = () => {
    const [day, minute] = nowIn(zone);
    sheet.set("day", day);
    sheet.set("from", minute);
    draw();
  };
  const now = h("button", { type: "button", class: "btn quiet", click: put }, w("form-now"));
  return group("field-when-it", fields, h("p", { class: "row" }, now));
}

function read(sheet: Sheet, [lat, lon, radius]: [string, string, string]): Disc | null {
  const number = (name: string) => (sheet.get(name) === "" ? NaN : Number(latin(sheet.get(name))));
  const disc = { lat: number(lat), lon: number(lon), radius: number(radius) || 0 };
  return Number.isFinite(disc.lat) && Number.isFinite(disc.lon) ? disc : null;
}

/** A point that is tapped or typed. */
function pointed(sheet: Sheet, words: Vocabulary, label: string, names: [string, string, string]): HTMLElement {
  const typed = h("div", { class: "tri" });
  const map =
    words.map &&
    new MapField(words.map, label, (disc) => {
      names.forEach((name, at) => sheet.set(name, written(disc)[at] ?? ""));
      draw();
    });
  const draw = () => {
    const keys = ["field-lat", "field-lon", "field-radius"];
    typed.replaceChildren(...names.map((name, at) => sheet.text(name, keys[at] ?? "", "number")));
    map?.choose(read(sheet, names));
  };
  typed.addEventListener("change", () => map?.choose(read(sheet, names)));
  draw();
  return h("div", { class: "stack" }, map?.element, typed);
}

const OBSERVER: [string, string, string] = ["observer-lat", "observer-lon", "observer-radius"];
const EVENT: [string, string, string] = ["lat", "lon", "radius"];

function clear(sheet: Sheet, names: string[]): void {
  names.forEach((name) => sheet.set(name));
}

function observer(sheet: Sheet, words: Vocabulary): HTMLElement {
  const beneath = h("div", { "aria-live": "polite" });
  const told = (disc: Disc) => {
    const [lat, lon, radius] = written(disc);
    return h("p", { class: "s" }, w("form-place-chosen"), " ", apart(`${lat}, ${lon}`), " · ", w("form-within", { m: radius }));
  };
  const phone = async () => {
    beneath.replaceChildren(h("p", { class: "hint" }, w("form-place-asking")));
    try {
      const disc = await fromPhone();
      OBSERVER.forEach((name, at) => sheet.set(name, written(disc)[at] ?? ""));
      beneath.replaceChildren(told(disc));
    } catch {
      beneath.replaceChildren(h("p", { class: "hint" }, w("form-place-refused")));
    }
  };
  const show = (how: string, anew: boolean) => {
    beneath.replaceChildren();
    if (anew) clear(sheet, OBSERVER);
    const known = read(sheet, OBSERVER);
    if (how === "phone" && anew) void phone();
    else if (how === "phone" && known) beneath.append(told(known));
    if (how === "map") beneath.append(pointed(sheet, words, w("field-observer"), OBSERVER));
  };
  const ways: [string, string][] = [
    ["", w("unknown")],
    ["phone", w("form-by-phone")],
    ["map", w("form-by-map")],
  ];
  const picks = sheet.picks("_observer", ways, (how) => show(how, true));
  show(sheet.get("_observer"), false);
  return group("field-observer", picks, beneath);
}

function where(sheet: Sheet, words: Vocabulary): HTMLElement {
  const beneath = h("div", { class: "stack" });
  const direction = () => {
    const named = (name: string, key: string, all: [string, string][]) =>
      sheet.choice(name, key, all.map(([v, label]) => ({ v, ar: label, en: label })));
    const directions = DIRECTIONS.map((one): [string, string] => [one, w(`form-direction-${one}`)]);
    const km = (metres: number) => (metres / 1_000).toLocaleString("en");
    const distances = DISTANCES.map(([near, far], at): [string, string] => [
      String(at),
      near === 0 ? w("form-distance-under", { far: km(far) }) : w("form-distance", { near: km(near), far: km(far) }),
    ]);
    return h(
      "div",
      { class: "tri half2" },
      named("_direction", "form-direction", directions),
      named("_distance", "form-distance-how", distances),
    );
  };
  const sector = () => sheet.choice("sector", "field-sector", words.choices["sector"] ?? []);
  const place = () => {
    const field = sheet.text("place", "field-place");
    field.querySelector("input")?.setAttribute("list", "places");
    const names = new Set(words.places.flat().filter((name) => name !== ""));
    return h("div", {}, field, h("datalist", { id: "places" }, ...[...names].map((value) => h("option", { value }))));
  };
  const parts: Record<string, () => Child[]> = {
    "": () => [],
    here: () => [],
    direction: () => [direction()],
    map: () => [pointed(sheet, words, w("field-where-it"), EVENT)],
    name: () => [place()],
    sector: () => [sector()],
  };
  const show = (how: string) => beneath.replaceChildren(...(parts[how]?.() ?? []).filter((one) => one instanceof Node));
  const ways = ["", "here", "direction", "map", "name", "sector"].map((how): [string, string] => [
    how,
    how === "" ? w("unknown") : w(`form-where-${how}`),
  ]);
  const picks = sheet.picks("_where", ways, (how) => {
    clear(sheet, [...EVENT, "place", "sector"]);
    show(how);
  });
  show(sheet.get("_where"));
  return group("form-where", picks, beneath);
}

/** What is wrong as far as the device can tell; puts down where it happened as it was told. */
function wrongOf(sheet: Sheet, item: Item): Wrong {
  const wrong: Wrong = {};
  const how = sheet.get("_where");
  const stood = read(sheet, OBSERVER);
  if (how === "here" || how === "direction") {
    const [direction, distance] = [DIRECTIONS.indexOf(sheet.get("_direction")), DISTANCES[Number(sheet.get("_distance") || NaN)]];
    if (!stood) wrong[""] = w("form-observer-missing");
    else if (how === "here") EVENT.forEach((name, at) => sheet.set(name, written(stood)[at] ?? ""));
    else if (direction < 0) wrong["_direction"] = w("form-direction-missing");
    else if (!distance) wrong["_distance"] = w("form-distance-missing");
    else {
      const disc = seenFrom(stood, direction * 45, distance[0], distance[1]);
      EVENT.forEach((name, at) => sheet.set(name, written(disc)[at] ?? ""));
    }
  }
  for (const [lat, lon, radius] of [OBSERVER, EVENT]) {
    for (const [name, most] of [[lat, 90], [lon, 180]] as const) {
      const typed = latin(sheet.get(name));
      const inside = Math.abs(Number(typed)) <= most;
      if (typed !== "" && !inside) wrong[name] = w("field-degrees-wrong", { typed, most: String(most) });
    }
    if ((sheet.get(lat) === "") !== (sheet.get(lon) === "")) wrong[sheet.get(lat) === "" ? lat : lon] = w("field-degrees-both");
    const typed = latin(sheet.get(radius));
    if (typed !== "" && !(Number(typed) >= 0 && Number(typed) <= 500_000)) wrong[radius] = w("field-radius-wrong", { typed });
  }
  for (const name of ["explosions", "killed", "injured"]) {
    const typed = latin(sheet.get(name));
    const [low, high] = typed.split(/[-–]/).map((one) => one.trim());
    const whole = (one: string | undefined) => one === undefined || /^\d{1,9}$/.test(one);
    const ordered = high === undefined || Number(low) <= Number(high);
    if (typed !== "" && !(whole(low) && whole(high) && ordered)) wrong[name] = w("field-number-wrong", { typed });
  }
  if (sheet.get("day") === "" && sheet.get("from") + sheet.get("to") !== "") wrong["day"] = w("field-day-missing");
  const [from, to] = [sheet.get("from"), sheet.get("to")];
  if (from !== "" && to !== "" && to < from) wrong["to"] = w("field-to-before", { typed: to });
  if ([...sheet.get("text")].length > 20_000) wrong["text"] = w("field-too-long");
  const said = Object.entries(item.fields).some(
    ([name, all]) => !/^(_|observer-|source)/.test(name) && all.some((one) => one.trim() !== ""),
  );
  if (!said) wrong["text"] = w("report-form-empty");
  return wrong;
}

function photographs(vault: Vault, item: Item, changed: () => void): HTMLElement {
  const list = h("div", { class: "row thumbs" });
  const said = h("p", { class: "hint", role: "status" });
  const shown: string[] = [];
  const draw = async () => {
    shown.splice(0).forEach((address) => URL.revokeObjectURL(address));
    const pictures = await Promise.all(item.photographs.map((id) => vault.getBytes("photograph", id)));
    list.replaceChildren(
      ...pictures.map((picture, at) => {
        const address = URL.createObjectURL(new Blob(picture ? [picture] : [], { type: "image/jpeg" }));
        shown.push(address);
        const number = String(at + 1);
        const drop = async () => {
          const [id] = item.photographs.splice(at, 1);
          if (id) await vault.drop(id);
          changed();
          await draw();
        };
        const label = w("form-photo-drop", { n: number });
        return h(
          "figure",
          {},
          h("img", { src: address, alt: w("form-photo", { n: number }) }),
          h("button", { type: "button", class: "btn quiet", click: () => void drop() }, label),
        );
      }),
    );
  };
  const take = async (files: FileList | null) => {
    said.textContent = "";
    for (const file of files ?? []) {
      if (item.photographs.length >= photo.MOST) {
        said.textContent = w("form-photo-most", { n: String(photo.MOST) });
        break;
      }
      const picture = await photo.redrawn(file);
      if (!picture) {
        said.textContent = w("form-photo-unread");
        continue;
      }
      const id = crypto.randomUUID();
      await vault.putBytes("photograph", id, picture);
      item.photographs.push(id);
      changed();
    }
    input.value = "";
    await draw();
  };
  const input = h("input", {
    type: "file",
    id: "photographs",
    accept: "image/*",
    multiple: true,
    "aria-describedby": "photographs-beside",
    change: () => void take(input.files),
  });
  void draw();
  return h(
    "div",
    { class: "field" },
    h("label", { for: "photographs" }, w("form-photos")),
    h("span", { class: "hint", id: "photographs-beside" }, w("form-photos-hint")),
    input,
    said,
    list,
  );
}
