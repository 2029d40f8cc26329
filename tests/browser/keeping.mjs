// Keeping, in the shipped file and a real Chromium: passphrase, recovery, tabs, full disks, hostile pages.
// `node keeping.mjs PAGE [OUT_DIR]`; the last line is "N passed, M failed".
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { chromium } from "playwright-core";
import { gbkTable } from "./lists.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const page_url = "file://" + resolve(process.argv[2] ?? "dist/yangke.html");
const pictures = process.argv[3];
const reader = resolve("tools/read-backup.mjs");
if (pictures) mkdirSync(pictures, { recursive: true });
const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];
const PASSPHRASE = "春天我们一起去看海";
const only = process.env.ONLY;
let passed = 0;
let failed = 0;

async function withProfile(use) {
  const folder = mkdtempSync(join(tmpdir(), "yangke-keep-"));
  const faults = [];
  const open = async (options = {}) => {
    const context = await chromium.launchPersistentContext(folder, {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: flags, viewport: { width: 1440, height: 900 }, acceptDownloads: true, ...options,
    });
    const page = context.pages()[0] ?? (await context.newPage());
    watch(page, faults);
    context.on("request", (request) => /^(https?|wss?|ftp):/.test(request.url()) && faults.push(`request: ${request.url()}`));
    await page.goto(page_url);
    return { context, page };
  };
  try {
    await use(open, folder, faults);
    assert.deepEqual(faults, [], "no request, no console error, no policy violation");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function watch(page, faults) {
  page.setDefaultTimeout(30000);
  page.on("console", (message) => message.type() === "error" && faults.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
}

async function test(name, body) {
  if (only && !name.includes(only)) return;
  const start = Date.now();
  try {
    await body();
    passed += 1;
    console.log(`ok      ${name} (${Date.now() - start} ms)`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED  ${name}\n${error.stack}`);
  }
}

const state = (page, name) => page.waitForSelector(`.save-state[data-state="${name}"]`);
const saved = (page) => state(page, "saved");
const go = (page, hash) => page.evaluate((hash) => { location.hash = hash; }, hash);
const text = (page, selector) => page.textContent(selector);
async function picture(page, name) {
  if (!pictures) return;
  for (const [width, theme] of [[1440, "light"], [390, "dark"]]) {
    await page.setViewportSize({ width, height: 900 });
    await page.evaluate((theme) => document.documentElement.setAttribute("data-theme", theme), theme);
    await page.waitForTimeout(400);
    await page.screenshot({ path: join(pictures, `${name}-${width}-${theme}.png`), fullPage: true });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `${name} at ${width} is ${wide} px too wide`);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
}
async function accessible(page, where) {
  // Colours are judged when they have arrived.
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {}))));
  await page.evaluate(axe);
  const found = await page.evaluate(() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }));
  assert.deepEqual(found.violations.map((v) => `${where}: ${v.id} ${v.nodes[0].target}`), []);
}

async function importList(page, list = gbkTable()) {
  await page.waitForSelector("#open-sample");
  await page.setInputFiles('input[type="file"]', { name: "list.csv", mimeType: "text/csv", buffer: list.bytes });
  await page.click("#import-go");
  await page.click("#import-accept");
  await page.waitForSelector("#not-now");
  return list;
}
async function protect(page, passphrase = PASSPHRASE) {
  await page.fill("#new-passphrase", passphrase);
  await page.fill("#new-passphrase-again", passphrase);
  await page.click("#protect");
  const code = (await text(page, "#recovery-code")).trim();
  await page.click("#code-done");
  await saved(page);
  return code;
}
const settled = (page) => page.waitForFunction(() => !document.querySelector(".working") && document.querySelector('.save-state[data-state="saved"]'));
async function unlock(page, passphrase = PASSPHRASE) {
  await page.fill("#unlock-passphrase", passphrase);
  await page.click("#unlock");
}
async function note(page, said, person = 3) {
  await go(page, `#/book/${person}`);
  await page.waitForSelector("#note");
  await page.fill("#note", said);
  await page.focus("#note");
  await page.keyboard.press("Control+Enter");
  await page.waitForFunction((said) => document.querySelector(".notes")?.textContent.includes(said), said);
}
/** Everything that any local page can read: all of IndexedDB and localStorage as one text. */
const dump = (page) => page.evaluate(async () => {
  const latin = (bytes) => Array.from(bytes, (b) => String.fromCharCode(b)).join("");
  let all = JSON.stringify(localStorage);
  for (const { name } of await indexedDB.databases()) {
    const db = await new Promise((done, no) => { const r = indexedDB.open(name); r.onsuccess = () => done(r.result); r.onerror = no; });
    for (const store of db.objectStoreNames) {
      const rows = await new Promise((done) => { const r = db.transaction(store).objectStore(store).getAll(); r.onsuccess = () => done(r.result); });
      for (const row of rows) {
        if (typeof row === "string") all += row;
        else if (row instanceof Uint8Array) { all += new TextDecoder().decode(row); all += latin(row.slice(0, 200)); }
      }
    }
    db.close();
  }
  return all;
});
/** Changes the store as another local page would: `change` runs with the open database. */
const tamper = (page, change, argument) => page.evaluate(async ([change, argument]) => {
  const db = await new Promise((done, no) => { const r = indexedDB.open("yangke.v1"); r.onsuccess = () => done(r.result); r.onerror = no; });
  const all = (name) => new Promise((done) => {
    const out = []; const r = db.transaction(name).objectStore(name).openCursor();
    r.onsuccess = () => { const c = r.result; if (!c) return done(out); out.push([c.key, c.value]); c.continue(); };
  });
  const put = (name, key, value) => new Promise((done) => { const t = db.transaction(name, "readwrite"); t.objectStore(name).put(value, key); t.oncomplete = done; });
  const drop = (name, key) => new Promise((done) => { const t = db.transaction(name, "readwrite"); t.objectStore(name).delete(key); t.oncomplete = done; });
  const result = await new Function("db", "all", "put", "drop", "argument", `return (${change})(db, all, put, drop, argument)`)(db, all, put, drop, argument);
  db.close();
  return result;
}, [change.toString(), argument]);
/** A page of somebody else in the same browser. */
async function stranger(context, faults = []) {
  const folder = mkdtempSync(join(tmpdir(), "stranger-"));
  const file = join(folder, "other.html");
  writeFileSync(file, "<!doctype html><title>other</title>");
  const page = await context.newPage();
  watch(page, faults);
  await page.goto("file://" + file);
  return page;
}

await test("real customers wait for a passphrase; weak ones are refused; wrong ones open nothing; the code opens", () =>
  withProfile(async (open) => {
    let { context, page } = await open();
    const list = await importList(page);
    await state(page, "asking");
    await picture(page, "ask");
    await accessible(page, "ask");
    await page.fill("#new-passphrase", "12345678");
    await page.fill("#new-passphrase-again", "12345678");
    await page.click("#protect");
    await page.waitForSelector("#keep-error");
    await page.fill("#new-passphrase", PASSPHRASE);
    await page.click("#protect");
    await page.waitForFunction(() => document.querySelector("#keep-error").textContent.includes("不一样"));
    await page.fill("#new-passphrase-again", PASSPHRASE);
    const start = Date.now();
    await page.click("#protect");
    await page.waitForSelector("#recovery-code");
    console.log(`        key made in ${Date.now() - start} ms`);
    await picture(page, "code");
    await accessible(page, "code");
    const code = (await text(page, "#recovery-code")).trim();
    assert.match(code, /^([0-9A-Z]{4}-){6}[0-9A-Z]{4}$/);
    await page.click("#code-done");
    await settled(page);
    await note(page, "他最怕吵闹");
    await saved(page);
    const kept = await dump(page);
    for (const person of list.list.slice(0, 1000)) assert.ok(!kept.includes(person.phone) && !kept.includes(person.name), "no plain name or number is kept");
    assert.ok(!kept.includes("吵闹") && !kept.includes("掼蛋"));
    await context.close();
    ({ context, page } = await open());
    await page.waitForSelector("#unlock-passphrase");
    await picture(page, "unlock");
    await accessible(page, "unlock");
    assert.ok(!(await text(page, "main")).includes(list.list[3].name));
    await unlock(page, "春天我们一起去看山");
    await page.waitForFunction(() => document.querySelector("#keep-error")?.textContent.includes("口令不对"));
    await unlock(page);
    await saved(page);
    await go(page, "#/book/3");
    await page.waitForFunction(() => document.querySelector(".notes")?.textContent.includes("他最怕吵闹"));
    // Locked by key: nothing of the book is left on the page.
    await page.keyboard.press("Control+l");
    await page.waitForSelector("#unlock-passphrase");
    assert.ok(!(await page.content()).includes("他最怕吵闹"));
    await page.click("#use-code");
    await page.fill("#unlock-code", "0000-0000-0000-0000-0000-0000-0001");
    await page.click("#unlock");
    await page.waitForFunction(() => document.querySelector("#keep-error")?.textContent.includes("恢复码有误"));
    await page.fill("#unlock-code", code.toLowerCase().replaceAll("-", " "));
    await page.click("#unlock");
    await saved(page);
    await page.waitForFunction(() => document.querySelector(".notes")?.textContent.includes("他最怕吵闹"));
    await context.close();
  }));

await test("without a passphrase the page says so, everywhere and until one is set", () =>
  withProfile(async (open) => {
    let { context, page } = await open();
    const list = await importList(page);
    await page.click("#not-now");
    await settled(page);
    await page.waitForSelector("#unprotected");
    await context.close();
    ({ context, page } = await open());
    await page.waitForSelector("#unprotected");
    assert.ok((await dump(page)).includes(list.list[5].phone));
    // Set later: what was kept in plain text goes with the same save.
    await page.waitForTimeout(9500);
    await page.click("#unprotected");
    await page.click("#set-passphrase");
    await protect(page);
    await page.waitForSelector("#is-sealed");
    assert.equal(await page.locator("#unprotected").count(), 0);
    const kept = await dump(page);
    for (const person of list.list) assert.ok(!kept.includes(person.phone) && !kept.includes(person.name));
    assert.notEqual(await page.evaluate(() => JSON.parse(localStorage["yangke.v1.emergency"] ?? "{}").envelope), null, "no packed plain copy stays");
    await page.reload();
    await unlock(page);
    await saved(page);
    await context.close();
  }));

await test("the sample branch is never asked for a passphrase", () =>
  withProfile(async (open) => {
    const { context, page } = await open();
    await page.waitForSelector("#open-sample");
    await page.click("#open-sample");
    await page.waitForSelector("[data-figure=reached]");
    await settled(page);
    assert.equal(await page.locator("#not-now, #unprotected").count(), 0);
    await context.close();
  }));

await test("a note that is written while a large book is being saved is kept, and kept once", () =>
  withProfile(async (open) => {
    const { context, page } = await open();
    await page.waitForSelector("#open-sample");
    await page.click("#sample-choice > summary");
    await page.fill("#sample-choice input", "5000");
    await page.click("#sample-choice button");
    await settled(page);
    await go(page, "#/book/3");
    await page.waitForSelector("#note");
    const said = "写在保存中间的一句话";
    // One task: the list is opened anew by undo and redo, which saves the whole book twice, and the note comes behind.
    await page.fill("#note", said);
    await page.evaluate(() => {
      const press = (target, key, more = {}) => target.dispatchEvent(new KeyboardEvent("keydown", { key, ctrlKey: true, bubbles: true, ...more }));
      press(document.body, "z");
      press(document.body, "y");
      press(document.querySelector("#note"), "Enter");
    });
    await page.waitForFunction((said) => document.querySelector(".notes")?.textContent.includes(said), said);
    await saved(page);
    await page.reload();
    await page.waitForSelector(".notes");
    const notes = await text(page, ".notes");
    assert.equal(notes.split(said).length - 1, 1, notes);
    await context.close();
  }));

await test("a second tab reads along, takes over, and the first gives way", () =>
  withProfile(async (open, folder, faults) => {
    const { context, page } = await open();
    await importList(page);
    await protect(page);
    await settled(page);
    const second = await context.newPage();
    watch(second, faults);
    await second.goto(page_url);
    await unlock(second);
    await second.waitForSelector("#reading");
    await note(page, "第一页写的");
    await saved(page);
    await go(second, "#/book/3");
    await second.waitForFunction(() => document.querySelector(".notes")?.textContent.includes("第一页写的"));
    await picture(second, "reading");
    await second.fill("#note", "不该写进去");
    await second.focus("#note");
    await second.keyboard.press("Control+Enter");
    await second.waitForTimeout(300);
    assert.ok(!(await second.textContent(".notes")).includes("不该写进去"), "a reading tab does not edit");
    await second.click("#take-over");
    await page.waitForSelector("#reading");
    await second.waitForSelector("#reading", { state: "detached" });
    await note(second, "第二页写的");
    await saved(second);
    await page.waitForFunction(() => document.querySelector(".notes")?.textContent.includes("第二页写的"));
    await context.close();
  }));

await test("a full disk: the edit stays on screen, the page says so, and it is saved once there is room", () =>
  withProfile(async (open) => {
    const { context, page } = await open();
    await importList(page);
    await protect(page);
    await settled(page);
    // The browser as it is when the disk is full: requests succeed, and then the transaction is aborted.
    await page.evaluate(() => {
      const put = IDBObjectStore.prototype.put;
      window.full = true;
      IDBObjectStore.prototype.put = function (...rest) {
        const request = put.apply(this, rest);
        if (window.full) {
          const { transaction } = this;
          Object.defineProperty(transaction, "error", { get: () => new DOMException("full", "QuotaExceededError") });
          request.onsuccess = () => { try { transaction.abort(); } catch { /* already aborted */ } };
        }
        return request;
      };
    });
    await note(page, "盘满时写的话".repeat(300));
    await page.waitForSelector("#save-trouble");
    await state(page, "full");
    await picture(page, "full");
    await accessible(page, "full");
    await page.evaluate(() => { window.full = false; });
    await page.click("#save-again");
    await saved(page);
    await page.reload();
    await unlock(page);
    await page.waitForFunction(() => document.querySelector(".notes")?.textContent.includes("盘满时写的话"));
    await context.close();
  }));

await test("a program that has died says so and offers what was saved last, by key", () =>
  withProfile(async (open) => {
    const { context, page } = await open();
    await page.click("#open-sample");
    await settled(page);
    await note(page, "出错之前写的话");
    await saved(page);
    // What the program tells the page from its panic hook.
    await page.evaluate(() => { dispatchEvent(new Event("yangke-panic")); dispatchEvent(new Event("yangke-panic")); });
    assert.equal(await page.locator("#crash").count(), 1);
    assert.equal(await page.getAttribute("#crash", "role"), "alert");
    await accessible(page, "crash");
    await picture(page, "crash");
    await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);
    await page.waitForFunction(() => document.querySelector(".notes")?.textContent.includes("出错之前写的话"));
    assert.equal(await page.locator("#crash").count(), 0);
    await context.close();
  }));

await test("an emptied store with a watermark is no new user: the page lists sources, and the emergency copy opens", () =>
  withProfile(async (open) => {
    let { context, page } = await open();
    await importList(page);
    await protect(page);
    await settled(page);
    await note(page, "副本里要有这句");
    await saved(page);
    await page.waitForTimeout(9500);
    const other = await stranger(context);
    await page.close();
    await other.evaluate(() => new Promise((done) => { const r = indexedDB.deleteDatabase("yangke.v1"); r.onsuccess = done; r.onblocked = done; }));
    page = await context.newPage();
    await page.goto(page_url);
    await page.waitForSelector("#recovery");
    assert.equal(await page.locator("#open-sample").count(), 0);
    assert.ok((await text(page, "#recovery-was")).includes("1000"));
    await picture(page, "recovery");
    await accessible(page, "recovery");
    await page.click("#from-copy");
    await page.fill("#copy-passphrase", PASSPHRASE);
    await page.click("#copy-open");
    await saved(page);
    await go(page, "#/book/3");
    await page.waitForFunction(() => document.querySelector(".notes")?.textContent.includes("副本里要有这句"));
    await page.waitForTimeout(500);
    await page.reload();
    await unlock(page);
    await saved(page);
    await page.waitForFunction(() => document.querySelector(".notes")?.textContent.includes("副本里要有这句"));
    await context.close();
  }));

await test("a hostile local page reads nothing, and what it changes, swaps, replays or rolls back is noticed", () =>
  withProfile(async (open, folder, faults) => {
    const { context, page } = await open();
    const list = await importList(page);
    await protect(page);
    await settled(page);
    for (const said of ["第一句", "第二句", "第三句"]) await note(page, said);
    await saved(page);
    await page.waitForTimeout(300);
    const other = await stranger(context, faults);
    const seen = await dump(other);
    let found = 0;
    for (const person of list.list.slice(0, 1000)) found += seen.includes(person.phone) || seen.includes(person.name);
    assert.equal(found, 0);
    await tamper(other, async (db, all) => { window.before = [await all("records"), await all("meta")]; });
    const restore = () => tamper(other, async (db, all, put, drop) => {
      for (const [key] of await all("records")) await drop("records", key);
      for (const [key, value] of window.before[0]) await put("records", key, value);
      for (const [key, value] of window.before[1]) await put("meta", key, value);
    });
    const attacks = {
      flipped: async (db, all, put) => { const r = (await all("records")).pop(); r[1][60] ^= 1; await put("records", r[0], r[1]); },
      swapped: async (db, all, put) => { const r = await all("records"); const [a, b] = r.slice(-2); await put("records", a[0], b[1]); await put("records", b[0], a[1]); },
      replayed: async (db, all, put) => { const r = await all("records"); await put("records", r.at(-1)[0], r.at(-2)[1]); },
      dropped: async (db, all, put, drop) => { const r = await all("records"); await drop("records", r.at(-1)[0]); },
      "rolled back": async (db, all, put, drop) => {
        const r = await all("records"); await drop("records", r.at(-1)[0]);
        const prev = [...r.at(-1)[1].slice(2, 34)].map((b) => b.toString(16).padStart(2, "0")).join("");
        await put("meta", "head", `${r.at(-2)[0]} ${prev}`);
      },
      emptied: async (db, all, put, drop) => { for (const [key] of await all("records")) await drop("records", key); for (const key of ["head", "store"]) await drop("meta", key); },
    };
    for (const [name, attack] of Object.entries(attacks)) {
      await tamper(other, attack);
      await page.reload();
      await unlock(page);
      await page.waitForSelector("#recovery");
      await restore();
      console.log(`        ${name}: noticed, ${(await text(page, "#recovery-what")).slice(0, 24)}…`);
    }
    // The lock itself taken away: the page does not take the plain store for ours.
    await tamper(other, async (db, all, put, drop) => { await drop("meta", "envelope"); });
    await page.reload();
    await page.waitForSelector("#recovery");
    await restore();
    await page.reload();
    await unlock(page);
    await saved(page);
    await context.close();
  }));

await test("what is shortened can be gone on with, and the book is whole again afterwards", () =>
  withProfile(async (open) => {
    const { context, page } = await open();
    await importList(page);
    await page.click("#not-now");
    await settled(page);
    for (const said of ["留得住的", "会丢的"]) await note(page, said);
    await saved(page);
    const other = await stranger(context);
    await tamper(other, async (db, all, put, drop) => { const r = await all("records"); await drop("records", r.at(-1)[0]); });
    await page.reload();
    await page.waitForSelector("#recovery");
    await page.click("#keep-left");
    await saved(page);
    await go(page, "#/book/3");
    await page.waitForFunction(() => document.querySelector(".notes")?.textContent.includes("留得住的"));
    await page.reload();
    await page.waitForSelector(".notes");
    await saved(page);
    assert.ok(!(await text(page, ".notes")).includes("会丢的"));
    await context.close();
  }));

await test("a backup is encrypted, read back, opened elsewhere by passphrase and by code, and by a reader in another language", () =>
  withProfile(async (open) => {
    const { context, page } = await open();
    const list = await importList(page);
    const code = await protect(page);
    await settled(page);
    await note(page, "备份里要有这句");
    await saved(page);
    await go(page, "#/export");
    assert.ok((await text(page, "#backup-age")).includes("还没有备份过"));
    await picture(page, "export");
    const [file] = await Promise.all([page.waitForEvent("download"), page.click("#export-backup")]);
    await page.waitForFunction(() => document.querySelector(".toast")?.textContent.includes("核对"));
    assert.ok((await text(page, "#backup-age")).includes("今天"));
    const bytes = readFileSync(await file.path());
    assert.equal(bytes.subarray(0, 4).toString(), "YKB1");
    for (const person of list.list.slice(0, 200)) assert.ok(!bytes.includes(person.phone) && !bytes.includes(Buffer.from(person.name)));
    const folder = mkdtempSync(join(tmpdir(), "ykb-"));
    writeFileSync(join(folder, "b.ykb"), bytes);
    for (const secret of [PASSPHRASE, code]) {
      const read = spawnSync("node", [reader, join(folder, "b.ykb")], { input: secret, encoding: "utf8", maxBuffer: 1 << 28 });
      assert.equal(read.status, 0, read.stderr);
      const { branch } = JSON.parse(read.stdout);
      assert.equal(branch.book.customers.length, 1000);
      assert.ok(JSON.stringify(branch.book.customers[3].notes).includes("备份里要有这句"));
    }
    assert.notEqual(spawnSync("node", [reader, join(folder, "b.ykb")], { input: "错的口令就是打不开" }).status, 0);
    const cut = bytes.subarray(0, bytes.length - 40);
    writeFileSync(join(folder, "cut.ykb"), cut);
    assert.notEqual(spawnSync("node", [reader, join(folder, "cut.ykb")], { input: PASSPHRASE }).status, 0);
    await context.close();
    // Another computer.
    await withProfile(async (open) => {
      const { context, page } = await open();
      await page.waitForSelector("#open-sample");
      await go(page, "#/restore");
      await page.waitForSelector("#restore-file");
      const choose = (buffer) => page.setInputFiles("#restore-file", { name: "b.ykb", mimeType: "application/octet-stream", buffer });
      await choose(cut);
      await page.waitForSelector("#restore-trouble");
      await choose(Buffer.from("{}"));
      await page.waitForSelector("#restore-trouble");
      await choose(Buffer.concat([Buffer.from("YKB2"), bytes.subarray(4)]));
      await page.waitForFunction(() => document.querySelector("#restore-trouble")?.textContent.includes("更新"));
      const flipped = Buffer.from(bytes);
      flipped[flipped.length - 30] ^= 1;
      await choose(flipped);
      await page.fill("#restore-passphrase", PASSPHRASE);
      await page.click("#restore-open");
      await page.waitForSelector("#restore-trouble");
      await choose(bytes);
      await page.fill("#restore-passphrase", "错的口令就是打不开");
      await page.click("#restore-open");
      await page.waitForSelector("#keep-error");
      await accessible(page, "restore");
      await page.fill("#restore-passphrase", PASSPHRASE);
      await page.click("#restore-open");
      assert.equal((await text(page, "#in-file")).trim(), "1000");
      await picture(page, "restore");
      await page.click("#restore-replace");
      await protect(page, "另外一台电脑的口令");
      await go(page, "#/book/3");
      await page.waitForFunction(() => document.querySelector(".notes")?.textContent.includes("备份里要有这句"));
      await page.reload();
      await unlock(page, "另外一台电脑的口令");
      await page.waitForFunction(() => document.querySelector(".notes")?.textContent.includes("备份里要有这句"));
      await context.close();
    });
    rmSync(folder, { recursive: true });
  }));

await test("every backup form that was ever written still opens", () =>
  withProfile(async (open) => {
    const { context, page } = await open();
    await page.waitForSelector("#open-sample");
    const folder = new URL("../data/backup/", import.meta.url);
    for (const name of readdirSync(folder).filter((name) => /\.(json|ykb)$/.test(name))) {
      await go(page, "#/restore");
      await page.waitForSelector("#restore-file");
      await page.setInputFiles("#restore-file", { name, mimeType: "application/octet-stream", buffer: readFileSync(new URL(name, folder)) });
      if (name.endsWith(".ykb")) {
        await page.fill("#restore-passphrase", PASSPHRASE);
        await page.click("#restore-open");
      }
      await page.waitForSelector("#in-file");
      assert.equal((await text(page, "#in-file")).trim(), "3");
      await go(page, "#/");
    }
    await context.close();
  }));

await test("a store of the first form is read, and nothing of it stays in plain text behind a passphrase", () =>
  withProfile(async (open) => {
    const { context, page } = await open();
    await page.goto("about:blank");
    const form = JSON.parse(readFileSync(new URL("../data/store/form-1.json", import.meta.url)));
    const snapshot = readFileSync(new URL("../data/backup/plain-1.json", import.meta.url), "utf8");
    const other = await stranger(context);
    await other.evaluate(async ([form, snapshot]) => {
      localStorage.clear();
      const finished = (request) => new Promise((done, no) => { request.onsuccess = () => done(request.result); request.onerror = no; });
      for (const { name } of await indexedDB.databases()) await finished(indexedDB.deleteDatabase(name));
      const request = indexedDB.open("yangke.v1", 1);
      request.onupgradeneeded = () => ["meta", "log", "snapshot"].forEach((name) => request.result.createObjectStore(name));
      const db = await finished(request);
      const writing = db.transaction(["meta", "log", "snapshot"], "readwrite");
      writing.objectStore("meta").put(form.meta.head, "head");
      writing.objectStore("snapshot").put(snapshot, "head");
      for (const [number, edit] of Object.entries(form.log)) writing.objectStore("log").put(edit, Number(number));
      await new Promise((done) => { writing.oncomplete = done; });
      db.close();
    }, [form, snapshot]);
    await page.goto(page_url);
    const whole = async () => {
      await go(page, "#/book/0");
      await page.waitForFunction(() => document.querySelector(".notes")?.textContent.includes("旧版里写的话"));
      await go(page, "#/book");
      await page.waitForFunction(() => document.querySelector("#found")?.textContent === "3");
    };
    await page.waitForSelector("#not-now");
    await protect(page);
    await whole();
    const kept = await dump(page);
    for (const told of ["旧版里写的话", "吴娜敏", "营业部"]) assert.ok(!kept.includes(told), told);
    await page.reload();
    await unlock(page);
    await whole();
    await context.close();
  }));

await test("a handover pack holds one manager's people, and two books are joined field by field", () =>
  withProfile(async (open) => {
    const { context, page } = await open();
    const list = await importList(page);
    await page.click("#not-now");
    await settled(page);
    await go(page, "#/export");
    await page.selectOption("#handover-who", { index: 1 });
    const manager = await page.inputValue("#handover-who");
    await page.click("#handover");
    await page.fill("#backup-passphrase", "交接给同事的口令");
    await page.fill("#backup-passphrase-again", "交接给同事的口令");
    const [file] = await Promise.all([page.waitForEvent("download"), page.click("#backup-go")]);
    const bytes = readFileSync(await file.path());
    const theirs = list.list.filter((person) => person.manager === manager).length;
    await note(page, "交接之后写的");
    await saved(page);
    await go(page, "#/restore");
    await page.setInputFiles("#restore-file", { name: "h.ykb", mimeType: "application/octet-stream", buffer: bytes });
    await page.fill("#restore-passphrase", "交接给同事的口令");
    await page.click("#restore-open");
    await page.waitForSelector("#in-file");
    assert.ok(Math.abs(Number(await text(page, "#in-file")) - theirs) <= 5);
    await page.click("#restore-merge");
    await page.waitForSelector("#merge-go");
    assert.equal(Number(await text(page, "#merge-clashes")), 0);
    // The same pack with another tier and number for three people, as a colleague may have written them.
    const plain = JSON.parse(spawnSync("node", [reader, "-"], { input: Buffer.concat([Buffer.from("交接给同事的口令\n"), bytes]), encoding: "utf8", maxBuffer: 1 << 28 }).stdout);
    const changed = plain.branch.book.customers.slice(0, 3);
    for (const customer of changed) { customer.phone = "1880000" + customer.phone.slice(-4); customer.notes.push({ text: "同事写的话", written_on: "2026-11-20" }); }
    await go(page, "#/");
    await go(page, "#/restore");
    await page.setInputFiles("#restore-file", { name: "h.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(plain)) });
    await page.click("#restore-merge");
    await page.waitForSelector("#clashes");
    assert.equal(Number(await text(page, "#merge-clashes")), 3);
    await page.click("#clashes tbody tr:nth-child(1) td:nth-child(4) input");
    await picture(page, "merge");
    await accessible(page, "merge");
    await page.click("#merge-go");
    await saved(page);
    await go(page, `#/book/${changed[0].id}`);
    await page.waitForFunction(() => document.querySelector(".notes")?.textContent.includes("同事写的话"));
    const first = await text(page, "main");
    assert.ok(first.includes(changed[0].phone), "theirs was taken");
    await go(page, `#/book/${changed[1].id}`);
    await page.waitForFunction((id) => location.hash.endsWith("/" + id) && document.querySelector(".notes")?.textContent.includes("同事写的话"), changed[1].id);
    assert.ok(!(await text(page, "main")).includes(changed[1].phone), "ours was kept");
    await context.close();
  }));

await test("one person's file, deletion that reaches what is stored, and a wipe of everything", () =>
  withProfile(async (open) => {
    const { context, page } = await open();
    const list = await importList(page);
    await page.click("#not-now");
    await settled(page);
    await note(page, "只有他才有的一句话", 7);
    await saved(page);
    const person = list.list[7];
    await go(page, "#/book/7");
    await page.click("#person-keeping summary");
    await accessible(page, "person");
    const [file] = await Promise.all([page.waitForEvent("download"), page.click("#person-file")]);
    const kept = JSON.parse(readFileSync(await file.path(), "utf8"));
    assert.deepEqual(kept.branch.book.customers.map((customer) => customer.phone), [person.phone]);
    assert.ok((await dump(page)).includes(person.phone));
    await page.click("#person-forget");
    const [certificate] = await Promise.all([page.waitForEvent("download"), page.click("#person-forget-yes")]);
    assert.ok(readFileSync(await certificate.path(), "utf8").includes("删除证明"));
    await saved(page);
    await page.waitForTimeout(9500);
    const left = await dump(page);
    assert.ok(!left.includes(person.phone) && !left.includes("只有他才有的一句话"), "neither log nor state nor copy holds the person");
    assert.ok(left.includes(list.list[8].phone));
    await page.reload();
    await saved(page);
    await go(page, "#/book");
    await page.waitForFunction(() => document.querySelector("#found")?.textContent === "999");
    await go(page, "#/privacy");
    await page.waitForSelector("#audit");
    await page.waitForFunction(() => document.querySelector("#audit").textContent.includes("删除客户"));
    await page.click("#wipe");
    await page.click("#wipe-yes");
    await page.waitForFunction(() => !document.querySelector("#unprotected"));
    const nothing = await dump(page);
    assert.ok(!nothing.includes(list.list[8].phone) && !nothing.includes("yangke.v1.mark"));
    await page.reload();
    await page.waitForFunction(() => location.hash !== "x");
    await go(page, "#/");
    await page.waitForSelector("#open-sample");
    await context.close();
  }));

await test("the privacy page: no requests, where bytes lie, the audit log, the page's own hash, a new passphrase", () =>
  withProfile(async (open) => {
    const { context, page } = await open();
    await importList(page);
    await protect(page);
    await settled(page);
    await go(page, "#/privacy");
    await page.waitForSelector("#is-sealed");
    assert.equal((await text(page, "#requests")).trim(), "0");
    assert.equal((await text(page, "#blocked")).trim(), "0");
    await page.waitForFunction(() => /IndexedDB · yangke.v1[\d.]+ [KM]B/.test(document.querySelector("#places").textContent));
    assert.ok((await text(page, "#places")).includes("已加密"));
    assert.ok((await text(page, "#audit")).includes("设口令") && (await text(page, "#audit")).includes("导入名单"));
    assert.ok((await text(page, "#audit-chain")).includes("完整"));
    assert.equal((await text(page, "#fingerprint")).trim(), createHash("sha256").update(readFileSync(new URL(page_url))).digest("hex"));
    await picture(page, "privacy");
    await accessible(page, "privacy");
    await page.click("#change summary");
    await page.fill("#old-passphrase", PASSPHRASE);
    await page.fill("#changed-passphrase", "换成另外一句口令");
    await page.fill("#changed-again", "换成另外一句口令");
    await page.click("#change-go");
    await page.waitForFunction(() => document.querySelector(".toast")?.textContent.includes("口令已更换"));
    await page.click("#lock");
    await unlock(page);
    await page.waitForSelector("#keep-error");
    await unlock(page, "换成另外一句口令");
    await saved(page);
    await page.waitForFunction(() => document.querySelector("#audit")?.textContent.includes("口令不对"));
    // Nobody there for a minute: locked. The clock is the test's.
    await page.fill("#idle", "1");
    await page.locator("#idle").dispatchEvent("change");
    await page.evaluate(() => { const now = Date.now.bind(Date); Date.now = () => now() + 61_000; });
    await page.waitForSelector("#unlock-passphrase", { timeout: 15000 });
    await context.close();
  }));

await test("hostile strings in every field run nothing, load nothing and ask nobody, in every view, print and export", () =>
  withProfile(async (open) => {
    let hits = 0;
    const collector = createServer((_, answer) => { hits += 1; answer.end(); });
    await new Promise((done) => collector.listen(0, "127.0.0.1", done));
    const to = `http://127.0.0.1:${collector.address().port}`;
    const evil = [`<img src=${to}/i onerror=window.ran=1>`, `"><script src=${to}/s></script>`, `javascript:window.ran=1//`, `<svg onload=window.ran=1>`,
      `=HYPERLINK("${to}","x")`, `@SUM(1)*cmd|'/C calc'!A0`, `\u202e\u2066gnp.exe`, `\u200b\u200c<iframe src=${to}>`, `{{constructor.constructor('window.ran=1')()}}`, `<style>@import '${to}/c'</style>`,
      `<a href=${to} ping=${to}>x</a>`, `<meta http-equiv=refresh content='0;url=${to}'>`];
    const quote = (text) => `"${text.replaceAll('"', '""')}"`;
    const head = ["客户号", "姓名", "手机", "客户类别", "等级", "客户经理", "职业", "备注"];
    const rows = Array.from({ length: 60 }, (_, n) => head.map((_, c) => quote(c === 0 ? `${7000 + n}` : `${evil[(n + c) % evil.length]} ${c === 1 ? n : ""}`.trim() + (c === 7 ? "，喜欢打掼蛋，爱钓鱼" : ""))).join(","));
    const bytes = Buffer.from("\ufeff" + [head.join(","), ...rows].join("\r\n"), "utf8");
    const { context, page } = await open();
    await page.waitForSelector("#open-sample");
    await page.setInputFiles('input[type="file"]', { name: `<img src=${to} onerror=window.ran=1>.csv`, mimeType: "text/csv", buffer: bytes });
    await page.click("#import-go");
    await page.click("#import-accept");
    await page.click("#not-now");
    await settled(page);
    // And into everything that is named by hand: a circle, a tag, a resource, kept conditions, a scenario.
    await go(page, "#/circles");
    await page.click(".circle-card a");
    const circle = await page.waitForSelector("#hand-work form input").then(() => page.evaluate(() => location.hash));
    // A name that the field has room for.
    await page.fill("#hand-work form input", evil[3]);
    await page.press("#hand-work form input", "Enter");
    await page.waitForFunction((name) => document.querySelector("h1")?.textContent.includes(name), evil[3]);
    await go(page, "#/vocabulary");
    await page.fill("#tag-search", evil[3]);
    await page.click("#add-tag");
    await page.fill("#tag-words", evil[8]);
    await page.click("#keep-tag");
    await page.waitForSelector("#tag-form", { state: "detached" });
    await go(page, "#/care");
    await page.fill("#resource-form input", evil[1]);
    await page.click("#resource-form button");
    await go(page, "#/book");
    await page.click("#conditions summary");
    await page.click("#add-condition");
    await page.fill("#query-name", evil[9]);
    await page.press("#query-name", "Enter");
    await page.waitForSelector("#kept-queries .button");
    await page.keyboard.press("Escape");
    await go(page, "#/plan");
    await page.click("#scenarios > summary");
    await page.fill("#scenario-name", evil[10]);
    await page.press("#scenario-name", "Enter");
    await page.waitForSelector(".scenario");
    await page.click(".scenario .compare");
    await saved(page);
    const event = await page.getAttribute("#calendar .event-chip", "href");
    const seen = async () => {
      await page.waitForTimeout(250);
      await page.emulateMedia({ media: "print" });
      await page.waitForTimeout(50);
      await page.emulateMedia({ media: "screen" });
    };
    await go(page, "#/book/5");
    await page.click("#brief");
    await page.waitForSelector(".brief");
    await page.uncheck("#mask-names");
    await seen();
    const places = ["#/", "#/book", "#/book/0", "#/book/5", "#/review", "#/circles", circle, "#/vocabulary", "#/care", "#/playbook", "#/plan", event, "#/export", "#/privacy", "#/restore", "#/import"];
    for (const place of places) {
      await go(page, place);
      await seen();
    }
    for (const look of ["map", "overlaps", "groups"]) {
      await go(page, "#/circles");
      await page.locator(".switch button").nth(["map", "overlaps", "groups"].indexOf(look) + 1).click();
      await seen();
    }
    await page.keyboard.press("Control+k");
    await page.fill("#palette-input", evil[0].slice(0, 12));
    await seen();
    await page.keyboard.press("Escape");
    await go(page, "#/export");
    await page.check("#full-names");
    await page.selectOption("#purpose", "0");
    for (const button of ["#export-csv", "#export-book-csv", "#export-xlsx", "#export-book", "#export-docx", "#export-ics"]) {
      const [file] = await Promise.all([page.waitForEvent("download"), page.click(button)]);
      const bytes = readFileSync(await file.path());
      if (button.endsWith("-csv")) for (const cell of bytes.toString("utf8").split(/[\r\n,]+/)) assert.ok(!/^"?[=@+]/.test(cell), cell);
    }
    await go(page, "#/privacy");
    await page.waitForSelector("#blocked");
    await page.waitForTimeout(1200);
    assert.equal((await text(page, "#blocked")).trim(), "0");
    assert.equal(await page.evaluate(() => window.ran), undefined);
    assert.equal(await page.evaluate(() => document.querySelectorAll("main img, main iframe, main svg[onload], main script, main style, main meta").length), 0);
    assert.equal(hits, 0);
    collector.close();
    await context.close();
  }));

await test("a writer that dies is followed by the tab that read along, and nothing that was shown as saved is lost", () =>
  withProfile(async (open) => {
    const rounds = Number(process.env.ROUNDS ?? 5);
    const edits = Number(process.env.EDITS ?? 20);
    const { context, page } = await open();
    // One person a writer, so that the notes on screen stay few.
    const backup = JSON.parse(readFileSync(new URL("../data/backup/plain-1.json", import.meta.url)));
    const { book } = backup.branch;
    for (let id = book.customers.length; id < rounds; id += 1) book.customers.push({ ...book.customers[0], id, code: `K${id}` });
    if ("next_id" in book) book.next_id = Math.max(book.next_id, rounds);
    await page.waitForSelector("#open-sample");
    await go(page, "#/restore");
    await page.waitForSelector("#restore-file", { state: "attached" });
    await page.setInputFiles("#restore-file", { name: "b.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(backup)) });
    await page.click("#restore-replace");
    await page.click("#not-now");
    await saved(page);
    const all = (page, round) => page.waitForFunction(([round, edits]) => {
      const text = document.querySelector(".notes")?.textContent ?? "";
      for (let n = 0; n < edits; n += 1) if (!text.includes(`轮${round}条${n}。`)) return false;
      return true;
    }, [round, edits]);
    let writer = page;
    for (let round = 0; round < rounds; round += 1) {
      const reader = await context.newPage();
      reader.setDefaultTimeout(30000);
      await reader.goto(`${page_url}#/book/${round}`);
      await reader.waitForSelector("#reading");
      await go(writer, `#/book/${round}`);
      await writer.waitForSelector("#note");
      for (let n = 0; n < edits; n += 1) {
        await writer.evaluate((said) => new Promise((done) => {
          const state = document.querySelector(".save-state");
          const seen = new MutationObserver(() => state.dataset.state === "saved" && (seen.disconnect(), done()));
          seen.observe(state, { attributes: true });
          const note = document.querySelector("#note");
          note.value = said;
          note.dispatchEvent(new Event("input", { bubbles: true }));
          note.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", ctrlKey: true, bubbles: true }));
        }), `轮${round}条${n}。`);
      }
      // The writer's process dies; nobody presses anything.
      const cdp = await context.newCDPSession(writer);
      cdp.send("Page.crash").catch(() => undefined);
      await reader.waitForSelector("#reading", { state: "detached" });
      await all(reader, round);
      writer.close().catch(() => undefined);
      writer = reader;
    }
    for (let round = 0; round < rounds; round += 1) {
      await go(writer, `#/book/${round}`);
      await all(writer, round);
    }
    console.log(`        ${rounds * edits} edits, ${rounds} writers killed: 0 lost`);
    await context.close();
  }));

console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
