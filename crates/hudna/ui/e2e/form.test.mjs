// A monitor writes without network, in Arabic; what was written arrives once, lies on the device as nothing that can be read,
// and goes with the session.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { House, PASSWORD, Wire, accept, browser, filesWith, fits, picture } from "./house.mjs";

const WORDS = "سمعنا سبع انفجارات قريب من السداده بعد العصر، وهذا خبر افتراضي";
const DRAFT = "مسودة افتراضية لم تكتمل عن رتل عند البوابة";
const PASSPHRASE = "قافلة تمر ليلا عند الوادي";
const CAMERA = "SECRETCAMERA-4711";

let house, wire, phone;

/** A JPEG with a block in which a camera names itself, drawn by the browser. */
async function photograph(page) {
  const drawn = await page.evaluate(async () => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [2400, 1200];
    const paper = canvas.getContext("2d");
    paper.fillStyle = "#765";
    paper.fillRect(0, 0, 2400, 1200);
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg"));
    return [...new Uint8Array(await blob.arrayBuffer())];
  });
  const said = Buffer.from(`Exif\0\0${CAMERA}`);
  const block = Buffer.concat([Buffer.from([0xff, 0xe1, 0, said.length + 2]), said]);
  const bytes = Buffer.from(drawn);
  return Buffer.concat([bytes.subarray(0, 2), block, bytes.subarray(2)]);
}

async function setUp(page) {
  await page.goto(wire.origin + "/form");
  await page.fill("#passphrase", PASSPHRASE);
  await page.fill("#passphrase-again", PASSPHRASE);
  await page.click("button.main");
  await page.waitForSelector("#act");
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
}

async function unlock(page, passphrase) {
  await page.fill("#passphrase", passphrase);
  await page.click("button.main");
}

const rows = (page, state) => page.locator(`li[data-state=${state}]`);

before(async () => {
  house = await House.marsa();
  const path = await house.invite("amal", "monitor");
  await house.serve();
  wire = await Wire.to(house);
  phone = await browser();
  await accept(phone.page, wire.origin, path);
});

after(async () => {
  await phone?.close();
  wire?.end();
  await house?.drop();
});

test("the form is set up once with network, and opened without", async () => {
  const { page, context, said } = phone;
  await page.goto(wire.origin + "/form");
  await page.waitForSelector("#passphrase-again");
  await picture(page, "form-set-up.ar");
  await page.fill("#passphrase", "قصيرة");
  await page.fill("#passphrase-again", "قصيرة");
  await page.click("button.main");
  assert.match(await page.textContent(".msg"), /10/, "a short passphrase is refused in words");
  await setUp(page);
  assert.equal(await page.getAttribute("html", "dir"), "rtl");
  assert.deepEqual(said, [], "the console stays clean");

  wire.network = false;
  await context.setOffline(true);
  await page.reload();
  await unlock(page, "ليست هي العبارة");
  await page.waitForSelector(".msg");
  await picture(page, "form-locked.ar");
  assert.equal(await page.locator("#act").count(), 0, "a wrong passphrase opens nothing");
  await unlock(page, PASSPHRASE);
  await page.waitForSelector("#act");
  assert.ok(await page.isVisible("#state .off"), "it says that there is no network");
  assert.ok(await fits(page), "nothing stands beyond the sides of a phone");
});

test("a report is written without network and waits", async () => {
  const { page } = phone;
  await page.click("button.main");
  assert.ok(await page.isVisible("[role=alert]"), "an empty report is none");
  await page.selectOption("#act", "shelling");
  await page.fill("#day", "2026-04-10");
  await page.fill("#from", "17:10");
  await page.fill("#to", "16:10");
  await page.check("input[name=_observer][value=phone]");
  await page.waitForSelector("text=31.20000");
  await page.check("input[name=_where][value=direction]");
  await page.selectOption("#_direction", "sw");
  await page.selectOption("#_distance", "2");
  await page.check("input[name=means][value=heard]");
  await page.check("input[name=means][value=saw]");
  await page.fill("#explosions", "٥-٨");
  await page.fill("#text", WORDS);
  await page.setInputFiles("#photographs", { name: "IMG_1.jpg", mimeType: "image/jpeg", buffer: await photograph(page) });
  await page.waitForSelector(".thumbs img");
  await page.click("form button.main");
  assert.match(await page.textContent("#to-beside .msg"), /16:10/, "what is wrong stands beside its field");
  await picture(page, "form-wrong.ar");
  await page.fill("#to", "");
  await page.click("form button.main");
  await rows(page, "waiting").waitFor();
  await page.fill("#text", DRAFT);
  await page.waitForTimeout(900);
  await page.reload();
  await unlock(page, PASSPHRASE);
  await page.waitForSelector("#text");
  assert.equal(await page.inputValue("#text"), DRAFT, "what was being written is there again");
  await rows(page, "waiting").waitFor();
  await picture(page, "form-outbox.ar");
  assert.equal(await page.textContent("h1"), "بلاغ جديد");
});

test("a place is taken from the map by touch and by keys, without network", async () => {
  const { page } = phone;
  await page.check("input[name=_where][value=map]");
  const map = page.locator("fieldset:has(input[name=_where]) svg.map");
  await map.click({ position: { x: 120, y: 60 } });
  const [lat, lon] = [Number(await page.inputValue("#lat")), Number(await page.inputValue("#lon"))];
  assert.ok(lat > 30.5 && lat < 32 && lon > -39.2 && lon < -37.2, `${lat} ${lon}`);
  assert.ok(Number(await page.inputValue("#radius")) > 100, "a finger on a small map is no exact place");
  await map.focus();
  for (const key of ["+", "+", "ArrowLeft", "Enter"]) await page.keyboard.press(key);
  assert.notEqual(Number(await page.inputValue("#lat")), lat);
  await picture(page, "form-map.ar");
  await page.check("input[name=_where][value='']");
  await page.waitForTimeout(900);
});

test("nothing that was written can be read on the device", async () => {
  const { page, profile } = phone;
  await page.click("header button:last-of-type");
  await page.waitForSelector("#passphrase");
  assert.equal(await page.locator("textarea").count(), 0);
  assert.deepEqual(await filesWith(profile, [WORDS, DRAFT, CAMERA, PASSPHRASE]), []);
});

test("an answer that is lost after the host did it makes no second report", async () => {
  const { page, context, said } = phone;
  said.length = 0;
  wire.network = true;
  await context.setOffline(false);
  wire.loseAnswerTo("POST /form/reports");
  await unlock(page, PASSPHRASE);
  await page.waitForSelector("#act");
  await page.waitForSelector("#state .off");
  assert.ok(wire.cuts > 0, "the host answered and nobody heard");
  assert.equal(await rows(page, "waiting").count(), 1, "it waits: nobody heard that it arrived");
  wire.loseAnswerTo("POST /form/photographs");
  await page.click("text=أرسل الآن");
  while (wire.cuts === 0) await page.waitForTimeout(50);
  await page.waitForTimeout(1_000);
  assert.equal(await rows(page, "waiting").count(), 1, "its photograph waits too");
  wire.loseAnswerTo(null);
  await page.click("text=أرسل الآن");
  await rows(page, "sent").waitFor();
  await picture(page, "form-arrived.ar");
  const others = said.filter((line) => !line.startsWith("Failed to load resource: net::"));
  assert.deepEqual(others, [], "of what was cut the browser tells; of nothing else");
  said.length = 0;
  await page.goto(wire.origin + "/reports?mine=yes");
  assert.equal(await page.locator("tbody tr").count(), 1);
  await page.click("tbody a");
  assert.ok((await page.textContent("main")).includes(WORDS), "who wrote it reads it");
  await picture(page, "report.ar");
});

test("signing out on any page takes everything off the device", async () => {
  const { page, profile, said } = phone;
  await page.goto(wire.origin + "/access");
  await page.click(".btn.menu");
  await page.click("#nav form button");
  await page.waitForURL("**/sign-in");
  const left = await page.evaluate(async () => ({
    bases: (await indexedDB.databases()).length,
    kept: (await caches.keys()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }));
  assert.deepEqual(left, { bases: 0, kept: 0, workers: 0 });
  assert.deepEqual(await filesWith(profile, [WORDS, DRAFT, CAMERA, PASSPHRASE]), []);
  assert.deepEqual(said, [], "the console stays clean");
});

test("the form's own sign-out wipes too, and says first what is lost", async () => {
  const { page, said } = phone;
  await page.goto(wire.origin + "/form");
  await page.click("a.main");
  await page.fill("#login", "amal");
  await page.fill("#password", PASSWORD);
  await page.click("main button.main");
  await page.waitForURL("**/form");
  await setUp(page);
  await page.fill("#text", DRAFT);
  await page.waitForTimeout(900);
  await page.click("text=اخرج");
  assert.match(await page.textContent("[role=alert]"), /لم يُرسل/);
  await picture(page, "form-leaving.ar");
  await page.click("[role=alert] button >> nth=0");
  await page.waitForURL("**/sign-in");
  assert.equal(await page.evaluate(async () => (await indexedDB.databases()).length), 0);
  await page.goto(wire.origin + "/access");
  await page.waitForURL("**/sign-in");
  assert.deepEqual(said.filter((line) => !line.includes("401")), []);
});

test("the record holds one report and one photograph, and verifies", async () => {
  await phone.close();
  await house.end();
  assert.equal((await house.entries("report.filed")).length, 1);
  assert.equal((await house.entries("attachment.added")).length, 1);
});
