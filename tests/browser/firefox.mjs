// The shipped file and the hosted folder in a real Firefox. `node firefox.mjs PAGE SITE [OUT_DIR]`
//
// What differs from Chromium: scroll bars take room, on file:// each file has a store of its own, localStorage reaches the
// disk seconds later, and a user who forbids cookies forbids every store.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import * as XLSX from "xlsx";
import { firefox } from "./bidi.mjs";
import { accessible, finish, page_url, planned, saved, test } from "./harness.mjs";
import { gbkTable } from "./lists.mjs";

const site = resolve(process.argv[3] ?? "dist/site");
const pictures = process.argv[4];
const PASSPHRASE = "春天我们一起去看海";
const PLACES = ["#/", "#/book", "#/book/5", "#/circles", "#/circles/0", "#/circles/2", "#/care", "#/playbook", "#/plan", "#/export",
  "#/privacy", "#/import", "#/review", "#/restore"];
// Each width, theme and language with each of the others at least once. axe takes its time: it looks at two of them.
const LOOKS = [
  { width: 1440, theme: "light", language: "zh" },
  { width: 768, theme: "light", language: "en", judged: true },
  { width: 1440, theme: "dark", language: "en" },
  { width: 390, theme: "dark", language: "zh", judged: true },
  { width: 390, theme: "light", language: "en" },
  { width: 768, theme: "dark", language: "zh" },
];
const work = mkdtempSync(join(tmpdir(), "yangke-firefox-"));
if (pictures) mkdirSync(pictures, { recursive: true });

const go = (page, hash) => page.evaluate((hash) => { location.hash = hash; }, hash);
const menu = (page, index) => page.click(`.menu li:nth-child(${index}) a`);

/** A Firefox on a profile; `faults` gathers what must never happen at `url`. */
async function begin(profile, url, faults, prefs) {
  const browser = await firefox(profile, prefs);
  browser.hear((method, what) => {
    if (method === "log.entryAdded" && what.level === "error") faults.push(`console: ${what.text}`);
    const asked = what.request?.url ?? "";
    if (/^(https?|wss?|ftp):/.test(asked) && !asked.startsWith(url)) faults.push(`request: ${asked}`);
  });
  return { browser, page: await browser.page() };
}

/** Opens the page in a fresh profile and says how long that took. */
async function starts(browser, page, url) {
  await browser.before(() => new MutationObserver((_, seen) => {
    if (!document.querySelector("#open-sample")) return;
    window.usable = performance.now();
    seen.disconnect();
  }).observe(document, { childList: true, subtree: true }));
  await page.goto(url);
  await page.waitForSelector("#open-sample");
  const paint = await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime);
  console.log(`        on screen after ${Math.round(paint)} ms, usable after ${Math.round(await page.evaluate(() => window.usable))} ms`);
}

async function opensSample(page) {
  const start = Date.now();
  await page.click("#open-sample");
  await planned(page);
  console.log(`        from the click to the whole plan ${Date.now() - start} ms`);
  await saved(page);
  await menu(page, 5);
  await page.waitForSelector("#events tbody tr");
}

async function exportsOpen(page) {
  await menu(page, 6);
  const csv = readFileSync((await page.download("#export-csv")).path);
  assert.deepEqual([...csv.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
  const xlsx = await page.download("#export-xlsx");
  assert.match(xlsx.name, /^养客.*\.xlsx$/);
  assert.ok(XLSX.read(readFileSync(xlsx.path)).SheetNames.includes("计划"));
  assert.match(readFileSync((await page.download("#export-ics")).path, "utf8"), /^BEGIN:VCALENDAR[^]*END:VCALENDAR\s*$/);
}

async function languageKeepsPlace(page) {
  const place = () => page.evaluate(() => [location.hash, scrollY, document.querySelector("h1").textContent]);
  // By script: a real click would scroll to the button.
  const change = () => page.evaluate(() => document.querySelector("#language").click());
  await go(page, "#/circles/0");
  await page.waitForSelector("#members tbody tr");
  await page.evaluate(() => scrollTo({ top: 300, behavior: "instant" }));
  const [hash, height, title] = await place();
  await change();
  await page.waitForFunction(() => document.documentElement.lang.startsWith("en"));
  await page.waitForSelector("#members tbody tr");
  const after = await place();
  assert.equal(after[0], hash);
  assert.ok(Math.abs(after[1] - height) < 60, `was at ${height}, is at ${after[1]}`);
  await change();
  await page.waitForFunction((title) => document.querySelector("h1").textContent === title, title);
}

async function wear(page, { width, theme, language }) {
  await page.setViewportSize({ width, height: 900 });
  for (let n = 0; n < 2 && (await page.evaluate(() => document.documentElement.dataset.theme)) !== theme; n += 1) await page.click("#theme");
  if (!(await page.evaluate(() => document.documentElement.lang)).startsWith(language)) await page.click("#language");
}

/** Goes to a page and waits until it has been drawn. */
async function drawn(page, place) {
  await go(page, place);
  await page.waitForFunction((place) => location.hash === place && document.querySelector("main h1"), place);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(0)))));
}

async function everyPageFits(page, name) {
  const wide = [];
  for (const look of LOOKS) {
    await wear(page, look);
    const said = `${look.width} ${look.theme} ${look.language}`;
    for (const place of PLACES) {
      await drawn(page, place);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (over > 0) wide.push(`${place} ${said}: ${over} px`);
      // Both forms are the same program: one of them is judged page by page.
      if (look.judged && name === "file") await accessible(page, `${place} ${said}`);
      if (pictures) writeFileSync(join(pictures, `${name}${place.replaceAll(/[#/]+/g, "-")}-${said.replaceAll(" ", "-")}.png`), await page.screenshot());
    }
    if (name !== "file") await accessible(page, said);
  }
  assert.deepEqual(wide, [], "too wide");
}

/** The sample branch, in one window. */
async function sample(name, url) {
  const faults = [];
  const { browser, page } = await begin(mkdtempSync(join(work, "sample-")), url, faults);
  await test(`firefox ${name}: the page starts`, () => starts(browser, page, url));
  await test(`firefox ${name}: the sample branch opens and is planned to the end`, () => opensSample(page));
  await test(`firefox ${name}: circles, and advice for care`, async () => {
    await menu(page, 3);
    await page.waitForSelector("#circles .circle-card");
    await menu(page, 4);
    await page.waitForSelector("#matches tbody tr");
    await go(page, "#/book/5");
    await page.waitForSelector(".suggestion .message");
  });
  await test(`firefox ${name}: the exports are files that open`, () => exportsOpen(page));
  await test(`firefox ${name}: the other language keeps the place`, () => languageKeepsPlace(page));
  await test(`firefox ${name}: no page is too wide, and axe finds nothing, in both themes and languages`, () => everyPageFits(page, name));
  await test(`firefox ${name}: no request, no console error, no policy violation`, () => assert.deepEqual(faults, []));
  await browser.closed();
}

async function takesList(page, list) {
  await page.choose('input[type="file"]', "名单.csv", list.bytes);
  await page.click("#import-go");
  await page.waitForSelector("#import-accept");
  assert.equal(Number(await page.textContent("#imported")), list.rows);
  await page.click("#import-accept");
}

async function setsPassphrase(page) {
  await page.waitForSelector("#not-now");
  await page.fill("#new-passphrase", PASSPHRASE);
  await page.fill("#new-passphrase-again", PASSPHRASE);
  await page.click("#protect");
  assert.match(await page.textContent("#recovery-code"), /^([0-9A-Z]{4}-){6}[0-9A-Z]{4}$/);
  await page.click("#code-done");
  await planned(page);
  await saved(page);
}

async function unlock(page) {
  await page.fill("#unlock-passphrase", PASSPHRASE);
  await page.click("#unlock");
}

async function note(page, said) {
  await page.fill("#note", said);
  await page.press("Enter", "Control");
  await page.says(".notes", said);
  await saved(page);
}

async function tabsTakeTurns(first, second, url) {
  await second.goto(`${url}#/book/3`);
  await unlock(second);
  await second.waitForSelector("#reading");
  await second.waitForSelector("#note");
  await second.click("#take-over");
  await first.waitForSelector("#reading");
  await second.waitForFunction(() => !document.querySelector("#reading"));
  // What the first tab has saved is read anew before the second goes on.
  await new Promise((done) => setTimeout(done, 1000));
  await note(second, "第二页写的");
  await first.says(".notes", "第二页写的");
}

async function saysWhereBytesLie(page) {
  await go(page, "#/privacy");
  await page.waitForSelector("#is-sealed");
  await page.waitForFunction(() => /IndexedDB · yangke.v1[\d.]+ [KM]B/.test(document.querySelector("#places")?.textContent));
  assert.ok((await page.evaluate(() => indexedDB.databases().then((all) => all.map((one) => one.name)))).includes("yangke.v1"));
}

/** Another local page finds nothing, and so does a copy of this one at another place. */
async function filesKeepApart(page) {
  assert.equal(await page.textContent("#requests"), "0");
  assert.equal(await page.textContent("#fingerprint"), createHash("sha256").update(readFileSync(new URL(page_url))).digest("hex"));
  for (const other of ["other.html", "yangke.html"]) {
    copyFileSync(new URL(page_url), join(work, other));
    await page.goto(`file://${join(work, other)}`);
    await page.waitForSelector("#open-sample");
    assert.ok(!(await page.evaluate(() => document.querySelector("#unlock-passphrase"))));
  }
  await page.goto(page_url);
  await page.waitForSelector("#unlock-passphrase");
}

/** A real list under a passphrase, a browser that is killed, and who else can read the store. */
async function real(name, url) {
  const profile = mkdtempSync(join(work, "real-"));
  const faults = [];
  let { browser, page } = await begin(profile, url, faults);
  const list = gbkTable();
  await test(`firefox ${name}: a GBK list is read, names and all, and a passphrase is set`, async () => {
    await page.goto(url);
    await saved(page);
    await takesList(page, list);
    await setsPassphrase(page);
    for (const place of [700, 3]) {
      await go(page, `#/book/${place}`);
      await page.says("h1", list.list[place].name);
    }
  });
  await test(`firefox ${name}: what was shown as saved is there after a reload and after a kill`, async () => {
    await note(page, "重开后要在的话");
    await page.reload();
    await unlock(page);
    await page.says(".notes", "重开后要在的话");
    await note(page, "断电前存好的话");
    await browser.killed();
    ({ browser, page } = await begin(profile, url, faults));
    await page.goto(`${url}#/book/3`);
    await page.waitForSelector("#unlock-passphrase");
    assert.ok(!(await page.textContent("body")).includes(list.list[3].name));
    await unlock(page);
    await page.says(".notes", "重开后要在的话");
    await page.says(".notes", "断电前存好的话");
  });
  await test(`firefox ${name}: a second tab reads along and takes over`, async () => {
    const second = await browser.tab();
    await tabsTakeTurns(page, second, url);
    page = second;
  });
  await test(`firefox ${name}: where the bytes lie is said as it is`, () => saysWhereBytesLie(page));
  if (name === "file") await test("firefox file: no other file finds the store", () => filesKeepApart(page));
  await test(`firefox ${name}: no request, no console error, no policy violation with real customers`, () => assert.deepEqual(faults, []));
  await browser.closed();
}

/** A user who forbids all cookies: no store of any kind, and the page says so. */
async function forbidden(name, url) {
  const faults = [];
  const { browser, page } = await begin(mkdtempSync(join(work, "forbidden-")), url, faults, { "network.cookie.cookieBehavior": 2 });
  await test(`firefox ${name}: where the browser forbids every store the page works and says that it keeps nothing`, async () => {
    await page.goto(url);
    await page.click("#open-sample");
    await planned(page);
    await page.waitForSelector("#save-trouble");
    assert.equal(await page.evaluate(() => document.querySelector(".save-state").dataset.state), "unavailable");
    assert.deepEqual(faults, []);
  });
  await browser.closed();
}

/** Serves the hosted folder while it is used. */
async function hosted(use) {
  const port = await new Promise((done) => {
    const free = createServer().listen(0, "127.0.0.1", () => {
      const { port } = free.address();
      free.close(() => done(port));
    });
  });
  const server = spawn(process.execPath, [fileURLToPath(new URL("../../tools/serve.mjs", import.meta.url)), site, String(port)], { stdio: ["ignore", "pipe", "inherit"] });
  try {
    await new Promise((done) => server.stdout.once("data", done));
    await use("hosted", `http://127.0.0.1:${port}/`);
  } finally {
    server.kill();
  }
}

async function all(name, url) {
  await sample(name, url);
  await real(name, url);
  await forbidden(name, url);
}

try {
  await all("file", page_url);
  await hosted(all);
} finally {
  rmSync(work, { recursive: true, force: true });
}
finish();
