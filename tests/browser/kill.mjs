// Kills the browser (SIGKILL, the whole tree) while the page writes, opens it again and compares: what was shown as saved
// must be there, and a wipe must be noticed. `node kill.mjs PAGE ROUNDS [sqlite | firefox]`; then the torn log of LevelDB.
import { spawn } from "node:child_process";
import { appendFileSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { chromium } from "playwright-core";
import { firefox } from "./bidi.mjs";

const url = "file://" + resolve(process.argv[2] ?? "dist/yangke.html") + "#/book/0";
// Half of the kills on a plain store, half on an encrypted one.
const rounds = Math.ceil(Number(process.argv[3] ?? 20) / 2);
const store = process.argv[4] ?? "leveldb";
const sqlite = store === "sqlite";
const PASSPHRASE = "春天我们一起去看海";
const book = readFileSync(new URL("../data/backup/plain-1.json", import.meta.url));
const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
  "--disable-sync", "--headless=new", "--remote-debugging-port=0", "--password-store=basic",
  ...(sqlite ? ["--enable-features=IdbSqliteBackingStore,IdbSqliteOnDiskRollout"] : [])];
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
let passed = 0;
let failed = 0;

/** A browser of our own, so that the whole tree can be killed; `hear` is told what its page says on the console. */
const start = (folder) => (store === "firefox" ? startFirefox(folder) : startChromium(folder));

async function startFirefox(folder) {
  const browser = await firefox(folder);
  const page = await browser.page();
  const hear = (told) => browser.hear((method, what) => method === "log.entryAdded" && told(what.text ?? ""));
  return { page, hear, kill: browser.killed, close: browser.closed, choose: (field, name, bytes) => page.choose(field, name, bytes) };
}

async function startChromium(folder) {
  const port = join(folder, "DevToolsActivePort");
  rmSync(port, { force: true });
  const process_ = spawn(process.env.CHROMIUM ?? "/usr/bin/chromium", [...flags, `--user-data-dir=${folder}`, "about:blank"], { detached: true, stdio: "ignore" });
  const gone = new Promise((done) => process_.on("exit", done));
  for (let i = 0; i < 300 && !existsSync(port); i += 1) await pause(50);
  await pause(50);
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${readFileSync(port, "utf8").split("\n")[0]}`);
  const context = browser.contexts()[0];
  const page = context.pages()[0] ?? (await context.newPage());
  page.setDefaultTimeout(30000);
  const kill = async () => {
    try { process.kill(-process_.pid, "SIGKILL"); } catch { /* gone already */ }
    await gone;
    await browser.close().catch(() => undefined);
  };
  const close = async () => {
    const session = await browser.newBrowserCDPSession();
    await session.send("Browser.close").catch(() => undefined);
    await gone;
  };
  const hear = (told) => page.on("console", (message) => told(message.text()));
  const choose = (field, name, buffer) => page.setInputFiles(field, { name, mimeType: "application/json", buffer });
  return { page, hear, kill, close, choose };
}

async function begin({ page, choose }, sealed) {
  await page.goto(url.replace("book/0", "restore"));
  await page.waitForFunction(() => document.querySelector("#restore-file"));
  await choose("#restore-file", "b.json", book);
  await page.click("#restore-replace");
  if (!sealed) return page.click("#not-now");
  await page.fill("#new-passphrase", PASSPHRASE);
  await page.fill("#new-passphrase-again", PASSPHRASE);
  await page.click("#protect");
  return page.click("#code-done");
}

async function open(page, sealed) {
  await page.goto(url);
  if (sealed) {
    await page.fill("#unlock-passphrase", PASSPHRASE);
    await page.click("#unlock");
  }
  await page.waitForFunction(() => document.querySelector("#recovery, .notes, #open-sample"));
  return page.evaluate(() => {
    if (document.querySelector("#recovery")) return { said: document.querySelector("#recovery-what").textContent };
    if (document.querySelector("#open-sample")) return { wiped: true };
    return { notes: [...document.querySelectorAll(".notes li p")].map((p) => p.textContent).join("\n") };
  });
}

/** Writes notes one after the other, as fast as each is shown as saved, and says so on the console. */
const write = (from) => {
  const waitSaved = () => new Promise((done) => {
    const state = document.querySelector(".save-state");
    const look = () => state.dataset.state === "saved" && (observer.disconnect(), done());
    const observer = new MutationObserver(look);
    observer.observe(state, { attributes: true });
  });
  (async () => {
    for (let n = from; ; n += 1) {
      const note = document.querySelector("#note");
      note.value = `第${n}条`;
      note.dispatchEvent(new Event("input", { bubbles: true }));
      const start = performance.now();
      const saved = waitSaved();
      note.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", ctrlKey: true, bubbles: true }));
      await saved;
      console.log(`saved ${n} ${(performance.now() - start).toFixed(2)}`);
    }
  })();
};

async function series(sealed) {
  const folder = mkdtempSync(join(tmpdir(), "yangke-kill-"));
  let acked = [];
  let lost = 0;
  let unseen = 0;
  const times = [];
  let session = await start(folder);
  await begin(session, sealed);
  await session.page.waitForSelector('.save-state[data-state="saved"]');
  await pause(300);
  let wipes = 0;
  for (let round = 0; round < rounds; round += 1) {
    const { page, hear, kill } = session;
    let begun;
    const first = new Promise((done) => { begun = done; });
    hear((said) => {
      const [word, n, ms] = said.split(" ");
      if (word === "saved") { acked.push(Number(n)); times.push(Number(ms)); begun(); }
    });
    await page.evaluate(() => { location.hash = "#/book/0"; });
    await page.waitForSelector("#note");
    await page.evaluate(`(${write})(${10000 * (round + 1)})`);
    // Not before the page writes at all: at first it mends the browser's store.
    await first;
    await pause(50 + Math.random() * 700);
    await kill();
    session = await start(folder);
    const found = await open(session.page, sealed);
    if (found.wiped) unseen += 1;
    if (found.notes === undefined) {
      console.log(`round ${round}: ${JSON.stringify(found)}`);
      wipes += 1;
      if (found.said) lost += 1;
      break;
    }
    const missing = acked.filter((n) => !found.notes.includes(`第${n}条`));
    lost += missing.length;
    if (missing.length) console.log(`round ${round}: missing ${missing.slice(0, 5)}`);
    // Only the last rounds' notes are asked for again: the page shows them all, but comparing all takes longer each time.
    acked = acked.slice(-400);
  }
  await session.kill();
  rmSync(folder, { recursive: true, force: true });
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.min(times.length - 1, Math.floor(share * times.length))];
  console.log(`${{ sqlite: "SQLite", leveldb: "LevelDB", firefox: "Firefox" }[store]}, ${sealed ? "encrypted" : "plain"}: ${rounds} kills, ${times.length} saves shown, ${lost} lost, ${unseen} unseen wipes, ${wipes} recovery pages; saving p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`);
  if (lost === 0 && unseen === 0 && wipes === 0) passed += 1; else failed += 1;
}

/** A record header without its record at the end of the log, as a crash can leave it; three starts later all is there. */
async function tornLog() {
  const folder = mkdtempSync(join(tmpdir(), "yangke-torn-"));
  let session = await start(folder);
  await begin(session, true);
  await session.page.waitForSelector('.save-state[data-state="saved"]');
  await session.page.waitForTimeout(500);
  await session.close();
  const place = join(folder, "Default/IndexedDB/file__0.indexeddb.leveldb");
  const log = readdirSync(place).filter((name) => name.endsWith(".log")).sort().pop();
  appendFileSync(join(place, log), Buffer.from([0x11, 0x22, 0x33, 0x44, 0x50, 0x00, 0x01]));
  let fine = true;
  for (let n = 0; n < 3; n += 1) {
    session = await start(folder);
    const found = await open(session.page, true);
    fine &&= found.notes !== undefined;
    if (found.notes === undefined) console.log(`start ${n + 1}: ${JSON.stringify(found)}`);
    await session.page.waitForTimeout(800);
    await session.close();
  }
  rmSync(folder, { recursive: true, force: true });
  console.log(`torn log: ${fine ? "survived three starts" : "LOST"}`);
  if (fine) passed += 1; else failed += 1;
}

await series(false);
await series(true);
if (store === "leveldb") await tornLog();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
