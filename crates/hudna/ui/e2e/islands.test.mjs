// What islands add to pages that say the same without them: maps that move, a place that is tapped, a bundle verified in the browser.

import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { House, Wire, accept, browser, hudna, picture } from "./house.mjs";

let house, wire, verifier, anybody, bundle;

before(async () => {
  house = await House.marsa({ reports: ["examples/marsa/reports/patrols.ar.csv", "examples/marsa/reports/parties.csv"] });
  bundle = join(house.folder, "record.zip");
  await hudna("bundle", house.dir, "--out", bundle);
  const sealed = await house.invite("wafa", "verifier");
  await house.serve();
  wire = await Wire.to(house);
  [verifier, anybody] = [await browser({ width: 1280, height: 900 }), await browser()];
  await accept(verifier.page, wire.origin, sealed);
});

after(async () => {
  for (const one of [verifier, anybody]) await one?.close();
  wire?.end();
  await house?.drop();
});

test("a map is moved and gone closer to by buttons and by keys, and its sectors lead to their incidents", async () => {
  const { page, said } = verifier;
  await page.goto(wire.origin + "/today?days=all&lang=ar");
  const map = page.locator("svg.map").first();
  const box = () => map.getAttribute("viewBox");
  const whole = await box();
  await page.locator(".mapkeys button").first().click();
  const closer = await box();
  assert.notEqual(closer, whole);
  await map.focus();
  await page.keyboard.press("ArrowLeft");
  assert.notEqual(await box(), closer);
  await picture(page, "map-closer.ar");
  await page.keyboard.press("0");
  assert.equal((await box()).split(" ").map(Number).join(" "), whole.split(" ").map(Number).join(" "));
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.closest("svg.map") !== null), true, "sectors are reached by Tab");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/incidents?*sector=*");
  assert.ok((await page.locator("details.box").getAttribute("open")) !== null, "the sector asked for is seen on the map");
  assert.deepEqual(said.splice(0), []);
});

test("a place is confirmed by a tap on the map", async () => {
  const { page, said } = verifier;
  await page.goto(wire.origin + "/reports?lang=ar");
  const paths = await page.locator("main a[href^='/reports/E-']").evaluateAll((all) => all.map((one) => one.getAttribute("href")));
  let found = null;
  for (const path of paths) {
    await page.goto(wire.origin + path);
    if (await page.locator("[data-pick] svg.map").count()) {
      found = path;
      break;
    }
  }
  assert.ok(found, "a report whose place can be confirmed");
  await picture(page, "triage-map.ar");
  const map = page.locator("[data-pick] svg.map");
  await map.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await map.boundingBox();
  await page.mouse.click(x + width * 0.5, y + height * 0.5);
  const written = [await page.inputValue("input[name=lat]"), await page.inputValue("input[name=lon]"), await page.inputValue("input[name=radius]")];
  assert.ok(Number(written[0]) > 30 && Number(written[0]) < 33, `in Marsa: ${written}`);
  assert.ok(Number(written[1]) < -37 && Number(written[1]) > -40, `in Marsa: ${written}`);
  assert.ok(Number(written[2]) > 100, "no finer than a finger");
  await picture(page, "triage-map-tapped.ar");
  await page.click("form[action$='/place'] button.main");
  await page.waitForLoadState();
  assert.match(await page.textContent("main"), /تأكيد/, "it is told among what was done");
  assert.deepEqual(said.splice(0), []);
});

test("a bundle is verified on the reader's own device, and one that was changed is refused", async () => {
  const { page, said } = anybody;
  const changed = join(house.folder, "changed.zip");
  const bytes = await readFile(bundle);
  bytes[Math.floor(bytes.length / 2)] ^= 1;
  await writeFile(changed, bytes);
  const other = join(house.folder, "other.txt");
  await writeFile(other, "no document of anybody");
  for (const lang of ["ar", "en"]) {
    await page.goto(`${wire.origin}/public?lang=${lang}`);
    const answer = async (...files) => {
      await page.setInputFiles("#verify-file", files);
      await page.click("form[data-verify] button");
      await page.locator("[data-result] li").last().waitFor();
      await page.waitForFunction(() => !document.querySelector("form[data-verify] button").disabled);
      return page.textContent("[data-result]");
    };
    const holds = await answer(bundle);
    assert.match(holds, lang === "ar" ? /صحيح: التوقيعات/ : /holds\. Signatures/);
    await picture(page, `verify-holds.${lang}`);
    const refused = await answer(changed);
    assert.match(refused, lang === "ar" ? /غير صحيح/ : /does not hold/);
    assert.ok(!refused.includes("{$") && !refused.includes("undefined"), refused);
    await picture(page, `verify-refused.${lang}`);
    assert.match(await answer(bundle, other), lang === "ar" ? /ليس من الوثائق/ : /none of the documents/);
  }
  assert.deepEqual(said.splice(0), []);
});

test("the host said nothing of itself", async () => {
  for (const one of [verifier, anybody]) await one.close();
  await house.end();
});
