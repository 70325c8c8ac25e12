// Passkeys over HTTPS: one that opens the signing key by itself, one that stands in the place of the code; and pages without script.
// The authenticator is the browser's own virtual one.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { House, PASSWORD, accept, browser, fits, picture } from "./house.mjs";

const run = promisify(execFile);
let house, origin, trusted;
const open = [];
const paths = {};

before(async () => {
  house = await House.marsa();
  for (const login of ["mona", "nabil", "salim"]) paths[login] = await house.invite(login, "monitor");
  const [key, certificate, spki] = ["tls.key", "tls.pem", "tls.spki"].map((name) => join(house.folder, name));
  await run("openssl", [
    "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
    "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", certificate,
  ]);
  await run("sh", ["-c", `openssl x509 -in '${certificate}' -pubkey -noout | openssl pkey -pubin -outform der -out '${spki}'`]);
  trusted = createHash("sha256").update(await readFile(spki)).digest("base64");
  await house.serve("--certificate", certificate, "--key", key);
  origin = `https://localhost:${house.port}`;
});

after(async () => {
  for (const one of open) await one.close();
  await house?.drop();
});

/** A browser that trusts the house's certificate, with an authenticator of its own. */
async function visitor({ prf = true, ...more } = {}) {
  const one = await browser({ args: [`--ignore-certificate-errors-spki-list=${trusted}`], ...more });
  open.push(one);
  const cdp = await one.context.newCDPSession(one.page);
  await cdp.send("WebAuthn.enable");
  const options = {
    protocol: "ctap2", ctap2Version: "ctap2_1", transport: "internal", hasResidentKey: true, hasUserVerification: true,
    hasPrf: prf, isUserVerified: true, automaticPresenceSimulation: true,
  };
  await cdp.send("WebAuthn.addVirtualAuthenticator", { options });
  return one;
}

async function add(page, name) {
  await page.goto(`${origin}/access?lang=en`);
  await page.fill("#name", name);
  await page.fill("#passkey-password", PASSWORD);
  await page.click("[data-passkey-do]");
  await page.waitForSelector(`#passkeys li:has-text("${name}")`);
  return page.locator(`#passkeys li:has-text("${name}")`).innerText();
}

async function leave(page) {
  // on a small screen it stands in a menu
  await page.evaluate(() => document.querySelector("form[action='/sign-out']").requestSubmit());
  await page.waitForURL(`${origin}/sign-in`);
}

test("a passkey that wraps the key signs its owner in without a password", async () => {
  const { page, said } = await visitor({ lang: "en", width: 1280, height: 900 });
  await accept(page, origin, paths.mona);
  assert.match(await add(page, "my phone"), /Signs you in by itself/);
  await picture(page, "access-passkeys-en-1280");
  await leave(page);
  await picture(page, "sign-in-passkey-en-1280");
  await page.click("[data-passkey-do]");
  await page.waitForURL(`${origin}/today`);
  // what is signed with the key that it opened stands
  await page.goto(`${origin}/reports/new`);
  await page.selectOption("#act", "shelling");
  await page.fill("#day", "2026-03-12");
  await page.fill("#text", "an invented report");
  await page.click("main button.main");
  await page.waitForURL(/\/reports\/E-/);
  await page.goto(`${origin}/access`);
  assert.match(await page.innerText("main"), /You signed in with a passkey/);
  await page.click("#passkeys form[action='/access/passkey/remove'] button");
  await page.waitForSelector("#passkeys li", { state: "detached" });
  await leave(page);
  await page.click("[data-passkey-do]");
  await page.waitForSelector("main .note, main .msg:not([hidden]), main [role=alert]:not([hidden])");
  assert.equal(new URL(page.url()).pathname, "/sign-in", "one that was taken away opens nothing");
  assert.deepEqual(said.filter((text) => !text.includes("403")), []);
});

test("a passkey that opens nothing by itself stands in the place of the code beside the password", async () => {
  const { page } = await visitor({ lang: "en", prf: false });
  await accept(page, origin, paths.nabil);
  assert.match(await add(page, "a key"), /place of the code/);
  await leave(page);
  await page.click("[data-passkey-do]");
  await page.waitForSelector("text=does not open your key by itself");
  await page.fill("#login", "nabil");
  await page.fill("#password", PASSWORD);
  await page.click("[data-passkey-do]");
  await page.waitForURL(`${origin}/today`);
  await leave(page);
  await page.fill("#login", "nabil");
  await page.fill("#password", "another password");
  await page.click("[data-passkey-do]");
  await page.waitForSelector("text=Name, password or code is wrong");
});

test("without script password and code work, and the pages fit a small screen in both directions", async () => {
  const plain = await visitor({ lang: "ar", script: false });
  await plain.page.goto(`${origin}/sign-in?lang=ar`);
  assert.equal(await plain.page.locator("[data-passkey-do]").isVisible(), false);
  const { page } = await visitor({ lang: "ar" });
  await accept(page, origin, paths.salim);
  for (const lang of ["ar", "en"]) {
    await page.goto(`${origin}/access?lang=${lang}`);
    assert.ok(await fits(page), `/access in ${lang}`);
    await picture(page, `access-passkeys-${lang}-390`);
  }
  await leave(page);
  for (const lang of ["ar", "en"]) {
    await page.goto(`${origin}/sign-in?lang=${lang}`);
    assert.ok(await fits(page), `/sign-in in ${lang}`);
    await picture(page, `sign-in-passkey-${lang}-390`);
  }
});
