// The whole chain in Arabic: what a monitor wrote without network becomes an incident, a finding, an assessment, a document that
// was released, and what the public can fetch.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { House, Wire, accept, browser, fits, hudna, picture } from "./house.mjs";

const PASSPHRASE = "قافلة تمر ليلا عند الوادي";
const WORDS = "رأينا قذائف هاون تسقط قرب الخط، وهذا خبر افتراضي";

let house, wire, monitor, assessor, anybody;

before(async () => {
  house = await House.marsa();
  house.paths = { monitor: await house.invite("amal", "monitor"), assessor: await house.invite("zayd", "assessor") };
  await house.serve();
  wire = await Wire.to(house);
  [monitor, assessor, anybody] = [await browser(), await browser({ width: 1280, height: 900 }), await browser()];
});

after(async () => {
  for (const one of [monitor, assessor, anybody]) await one?.close();
  wire?.end();
  await house?.drop();
});

test("a monitor reports from the field without network, and it arrives when there is one", async () => {
  const { page, context, said } = monitor;
  await accept(page, wire.origin, house.paths.monitor);
  await page.goto(wire.origin + "/form");
  await page.fill("#passphrase", PASSPHRASE);
  await page.fill("#passphrase-again", PASSPHRASE);
  await page.click("button.main");
  await page.waitForSelector("#act");
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  assert.deepEqual(said, []);
  wire.network = false;
  await context.setOffline(true);
  await page.selectOption("#act", "shelling");
  await page.fill("#day", "2026-04-10");
  await page.fill("#from", "17:10");
  await page.check("input[name=_observer][value=phone]");
  await page.waitForSelector("text=31.20000");
  await page.check("input[name=_where][value=map]");
  await page.fill("#lat", "31.140");
  await page.fill("#lon", "-38.480");
  await page.fill("#radius", "300");
  await page.check("input[name=means][value=saw]");
  await page.selectOption("#actor", "plateau-brigade");
  await page.selectOption("#weapon", "mortar");
  await page.fill("#text", WORDS);
  await picture(page, "chain-1-report.ar");
  await page.click("form button.main");
  await page.locator("li[data-state=waiting]").waitFor();
  wire.network = true;
  await context.setOffline(false);
  await page.locator("li[data-state=sent]").waitFor();
  assert.match(await page.textContent("li[data-state=sent]"), /R-/);
});

test("it is an incident with a provisional finding, which an assessor accepts", async () => {
  const { page, said } = assessor;
  await accept(page, wire.origin, house.paths.assessor);
  await page.goto(wire.origin + "/incidents");
  assert.equal(await page.locator("main > section.box tbody tr").count(), 1);
  await picture(page, "chain-2-incidents.ar");
  await page.click("tbody a[href^='/incidents/']");
  assert.ok(!(await page.textContent("main")).includes(WORDS), "an assessor reads no sealed words");
  await picture(page, "chain-3-incident.ar");
  await page.click("a[href*='norm=a4.1']");
  assert.match(await page.textContent("main"), /خرق/);
  await picture(page, "chain-4-finding.ar");
  await page.click("form[action='/finding/accept'] button");
  assert.match(await page.textContent("main"), /قبول نتيجة تقييمًا/);
  assert.ok(await fits(page));
  await picture(page, "chain-5-assessed.ar");
  assert.deepEqual(said, []);
});

test("a document is made of it, released, and fetched by anybody as it was released", async () => {
  await house.end();
  const out = join(house.folder, "out");
  await hudna("document", house.dir, "--out", out);
  const name = (await readdir(out)).find((one) => one === "sitrep.ar.html");
  const bytes = await readFile(join(out, name));
  assert.ok(bytes.includes(Buffer.from("قصف")), "the document tells of it");
  const document = createHash("sha256").update(bytes).digest("base64");
  const released = {
    act: { kind: "publication.made", audience: "public", document, document_kind: "sitrep" },
    parts: { document: { class: "open", text: bytes.toString("utf8") } },
  };
  const file = join(house.folder, "released.json");
  await writeFile(file, JSON.stringify(released));
  await hudna("act", house.dir, file);
  await house.serve();
  const { page, said } = anybody;
  await page.goto(wire.origin + "/public");
  await picture(page, "chain-6-public.ar");
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("a[href^='/public/documents/']")]);
  const fetched = await readFile(await download.path());
  assert.ok(fetched.equals(bytes), "byte for byte");
  const shown = await anybody.context.newPage();
  await shown.setContent(bytes.toString("utf8"));
  await picture(shown, "chain-7-document.ar");
  assert.deepEqual(said, []);
});

test("the record verifies and the host said nothing of itself", async () => {
  await house.end();
  assert.match(await hudna("verify", house.dir), /holds/);
});
