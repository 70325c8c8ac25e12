// Every page for everybody: in both directions, on small screens, without script, by keyboard alone, with enough contrast.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { House, PASSWORD, Wire, accept, browser, fits, picture } from "./house.mjs";

const axe = await readFile(new URL("../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const REPORTS = ["patrols.ar.csv", "hospitals.ar.csv", "parties.csv", "hotline.geojson"];
const PAGES = [
  "/today?days=all", "/reports", "/incidents", "/verification", "/findings", "/notices", "/agreement", "/record", "/access", "/public",
];
const ROLES = { verifier: ["verifier"], monitor: ["monitor"], operator: ["operator"], delegate: ["party_delegate", "--party", "first"] };

let house, wire;
const people = {};

before(async () => {
  house = await House.marsa({ reports: REPORTS.map((name) => `examples/marsa/reports/${name}`) });
  const paths = {};
  for (const [login, role] of Object.entries(ROLES)) paths[login] = await house.invite(login, ...role);
  await house.serve();
  wire = await Wire.to(house);
  for (const login of Object.keys(ROLES)) {
    people[login] = await browser();
    await accept(people[login].page, wire.origin, paths[login]);
  }
});

after(async () => {
  for (const one of Object.values(people)) await one.close();
  wire?.end();
  await house?.drop();
});

/** Pages with who sees them: lists, and the first of each list. */
async function seen() {
  const { page } = people.verifier;
  const first = async (list, link) => {
    await page.goto(wire.origin + list);
    return page.locator(`main a[href^='${link}']`).first().getAttribute("href");
  };
  const ones = [
    await first("/reports", "/reports/E-"), await first("/incidents", "/incidents/INC"), await first("/findings", "/finding?"),
  ];
  return [
    ...[...PAGES, ...ones].map((path) => ["verifier", path]),
    ["monitor", "/reports/new"], ["delegate", "/notices"], ["operator", "/settings"],
    ["verifier", "/force"], ["verifier", "/verification/visit"], ["delegate", "/force/nominate"], ["delegate", "/force/complain"],
  ];
}

const named = (path) => path.split("?")[0].replace(/\/(E-|INC-).*/, "-one").replaceAll("/", "-").slice(1);
const to = (path, lang) => `${wire.origin}${path}${path.includes("?") ? "&" : "?"}lang=${lang}`;

async function barriers(page) {
  await page.evaluate(axe);
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
  const { violations } = await page.evaluate((values) => window.axe.run(document, { runOnly: { type: "tag", values } }), tags);
  return violations.flatMap((one) => one.nodes.slice(0, 3).map((node) => `${one.id}: ${node.target.join(" ")} ${node.failureSummary ?? ""}`));
}

test("pages read in their direction, fit small screens, and keep nobody out", async () => {
  const wrong = [];
  for (const [who, path] of await seen()) {
    const { page, said } = people[who];
    for (const lang of ["ar", "en"]) {
      for (const width of [320, 390, 1280]) {
        await page.setViewportSize({ width, height: 844 });
        await page.goto(to(path, lang));
        const what = `${path} in ${lang} at ${width}`;
        const [dir, code] = [await page.getAttribute("html", "dir"), await page.getAttribute("html", "lang")];
        if (dir !== (lang === "ar" ? "rtl" : "ltr") || code !== lang) wrong.push(`${what}: ${dir} ${code}`);
        if (!(await fits(page))) wrong.push(`${what}: stands beyond its sides`);
        if (width !== 390) wrong.push(...(await barriers(page)).map((one) => `${what}: ${one}`));
        if (width !== 320) await picture(page, `page-${who}-${named(path)}.${lang}.${width}`);
      }
      await page.emulateMedia({ colorScheme: "dark" });
      await page.goto(to(path, lang));
      wrong.push(...(await barriers(page)).map((one) => `${path} in ${lang}, dark: ${one}`));
      await page.emulateMedia({ colorScheme: "light" });
    }
    wrong.push(...said.splice(0).map((line) => `${path}: the console says ${line}`));
  }
  assert.deepEqual([...new Set(wrong)], []);
});

test("the offline form reads in both directions, fits and keeps nobody out", async () => {
  const { page, said } = people.monitor;
  const wrong = [];
  const look = async (what) => {
    for (const lang of ["ar", "en"]) {
      await page.evaluate((lang) => document.querySelector(`#top button[lang=${lang}]`)?.click(), lang);
      await page.waitForFunction((lang) => document.documentElement.lang === lang, lang);
      await page.waitForSelector("main :is(h1, .btn)");
      for (const scheme of ["light", "dark"]) {
        await page.emulateMedia({ colorScheme: scheme });
        for (const width of [320, 390]) {
          await page.setViewportSize({ width, height: 844 });
          if (!(await fits(page))) wrong.push(`${what} in ${lang} at ${width}: stands beyond its sides`);
        }
        wrong.push(...(await barriers(page)).map((one) => `${what} in ${lang}, ${scheme}: ${one}`));
      }
      await picture(page, `form-${what}.${lang}.dark`);
      await page.emulateMedia({ colorScheme: "light" });
      await picture(page, `form-${what}.${lang}`);
    }
  };
  await page.goto(wire.origin + "/form");
  await page.waitForSelector("#passphrase");
  await look("first");
  await page.fill("#passphrase", PASSWORD);
  await page.fill("#passphrase-again", PASSWORD);
  await page.click("button.main");
  await page.waitForSelector("#act");
  await page.check("input[name=_observer][value=map]");
  await page.check("input[name=_where][value=direction]");
  await page.waitForTimeout(600);
  await look("open");
  await page.click("#top button:last-of-type");
  await page.waitForSelector("#passphrase");
  await look("closed");
  assert.deepEqual([...new Set(wrong)], []);
  assert.deepEqual(said.splice(0), []);
});

/** Goes on by Tab until what is wanted has the focus, and sees that the focus can be seen. */
async function tabTo(page, selector) {
  for (let n = 0; n < 200; n += 1) {
    await page.keyboard.press("Tab");
    const here = await page.evaluate((selector) => {
      const focused = document.activeElement;
      if (!focused?.matches(selector)) return null;
      const look = getComputedStyle(focused);
      return look.outlineStyle !== "none" || look.boxShadow !== "none";
    }, selector);
    if (here !== null) return assert.ok(here, `the focus on ${selector} cannot be seen`);
  }
  assert.fail(`${selector} is not reached by Tab`);
}

test("somebody signs in and files a report by keyboard alone", async () => {
  const phone = await browser({ lang: "ar", width: 1280 });
  try {
    const { page, said } = phone;
    await page.goto(wire.origin + "/sign-in");
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute("href")), "#main", "first a way past the menu");
    await tabTo(page, "#login");
    await page.keyboard.type("monitor");
    await tabTo(page, "#password");
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press("Enter");
    await page.waitForURL("**/today");
    await tabTo(page, "a[href='/reports']");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/reports");
    await tabTo(page, "a[href='/reports/new']");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/reports/new");
    await tabTo(page, "#act");
    for (let n = 0; n < 4; n += 1) await page.keyboard.press("ArrowDown");
    await tabTo(page, "#text");
    await page.keyboard.type("خبر افتراضي كُتب بلوحة المفاتيح");
    await tabTo(page, "main button.main");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/reports/E-*");
    assert.deepEqual(said, []);
  } finally {
    await phone.close();
  }
});

test("the offline form is filled in by keyboard alone", async () => {
  const { page, said } = people.monitor;
  await page.goto(wire.origin + "/form?lang=ar");
  await page.waitForSelector("#passphrase");
  await tabTo(page, "#passphrase");
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press("Enter");
  await page.waitForSelector("#act");
  await tabTo(page, "#act");
  for (let n = 0; n < 3; n += 1) await page.keyboard.press("ArrowDown");
  await tabTo(page, "input[name=_where]");
  const chosen = () => page.evaluate(() => document.querySelector("input[name=_where]:checked")?.value);
  for (let n = 0; n < 10 && (await chosen()) !== "map"; n += 1) await page.keyboard.press("ArrowDown");
  await tabTo(page, "fieldset:has(input[name=_where]) svg.map");
  await page.keyboard.press("+");
  await page.keyboard.press("Enter");
  assert.notEqual(await page.inputValue("#lat"), "");
  await tabTo(page, "form button.main");
  await page.keyboard.press("Enter");
  await page.locator("li[data-state=sent]").waitFor();
  assert.deepEqual(said.splice(0), []);
});

test("without script every page but the offline form says what it says with it", async () => {
  const plain = await browser({ lang: "ar", script: false });
  try {
    const { page } = plain;
    await page.goto(wire.origin + "/sign-in");
    await page.fill("#login", "monitor");
    await page.fill("#password", PASSWORD);
    await page.click("main button.main");
    await page.waitForURL("**/today");
    for (const path of PAGES) {
      const answer = await page.goto(wire.origin + path);
      assert.equal(answer.status(), 200, path);
      assert.ok((await page.locator("main h1").textContent()).length > 1, path);
      assert.equal(await page.locator("script:not([src^='/islands/'])").count(), 0, path);
    }
    await page.goto(wire.origin + "/form");
    assert.ok(await page.locator("noscript").count(), "the form says what to do without");
    await picture(page, "form-no-script.ar");
    await page.click("main a[href='/reports/new'] >> nth=0");
    await page.fill("#text", "خبر افتراضي بلا برنامج");
    await page.click("main button.main");
    await page.waitForURL("**/reports/E-*");
  } finally {
    await plain.close();
  }
});

test("the host said nothing of itself", async () => {
  for (const one of Object.values(people)) await one.close();
  await house.end();
});
