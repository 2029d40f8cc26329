// The hosted form: `node hosted.mjs PAGE SITE`. Its later part comes behind the first page; installed, it opens without
// its host, and takes a newer version only when it is told to.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { host, noteReady, readyAt } from "./host.mjs";
import { finish, planned, test, withProfile } from "./harness.mjs";

const site = resolve(process.argv[3] ?? "dist/site");
const server_script = fileURLToPath(new URL("../../tools/serve.mjs", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "yangke-hosted-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
cpSync(site, folder, { recursive: true });

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

const port = await freePort();
const url = `http://127.0.0.1:${port}/`;
let server;
async function serve() {
  server = spawn(process.execPath, [server_script, folder, String(port)]);
  await once(server.stdout, "data");
}
async function stop() {
  server.kill();
  await once(server, "exit");
}
process.on("exit", () => server?.kill());

const starts = (page) => page.waitForSelector("#open-sample");
const controlled = (page) => page.waitForFunction(() => navigator.serviceWorker.controller?.state === "activated");
const kept = (page) => page.evaluate(() => caches.keys());

/** A newer version on the host: another title, another hash. */
function publish() {
  const change = (name, from, to) => {
    const text = readFileSync(join(folder, name), "utf8");
    assert.notEqual(text.replace(from, to), text, name);
    writeFileSync(join(folder, name), text.replace(from, to));
  };
  change("index.html", '<body>', '<body data-version="next">');
  change("sw.js", /[0-9a-f]{16}/, "0123456789abcdef");
}

const LATER = "yangke_later.wasm";
const asksForLater = (asked) => asked.filter(({ name }) => name === LATER);
async function until(what) {
  for (const start = Date.now(); !what(); await new Promise((done) => setTimeout(done, 20))) {
    assert.ok(Date.now() - start < 30000, `never came: ${what}`);
  }
}

/** A first visit to a host of its own, whose answers can be held back or refused. */
async function firstVisit(use, { answer, expected } = {}) {
  const { url, asked, close } = await host(site, answer);
  await withProfile(async (open) => {
    const { context, page } = await open({ early: noteReady });
    try {
      await use(page, asked);
    } finally {
      await context.close();
    }
  }, { host: url, expected });
  await close();
}
/** Holds the later part back until it is let go. */
function gate() {
  let open;
  const opened = new Promise((done) => { open = done; });
  return { open, answer: (name) => (name === LATER ? opened : undefined) };
}

await test("the later part comes by itself, and not before the first page is on screen", () =>
  firstVisit(async (page, asked) => {
    const ready = await readyAt(page);
    await until(() => asksForLater(asked).length > 0);
    assert.ok(asksForLater(asked)[0].at >= ready, `asked for ${ready - asksForLater(asked)[0].at} ms too early`);
    await page.click("#open-sample");
    await planned(page);
  }));

await test("a click before the later part is there waits for it, with the page awake, and nothing is asked for twice", () => {
  const { open, answer } = gate();
  return firstVisit(async (page, asked) => {
    await page.click("#open-sample");
    await until(() => asksForLater(asked).length > 0);
    await page.waitForTimeout(500);
    assert.equal(await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => done("awake")))), "awake");
    assert.ok(await page.isVisible("#open-sample"));
    assert.equal(asksForLater(asked).length, 1);
    open();
    await planned(page);
  }, { answer });
});

await test("an address that needs the later part gets it at once", () => {
  const { open, answer } = gate();
  return firstVisit(async (page, asked) => {
    await starts(page);
    await until(() => asksForLater(asked).length > 0);
    setTimeout(open, 500);
    await page.evaluate(() => { location.hash = "#/privacy"; });
    await page.waitForSelector("#fingerprint, #requests");
    assert.ok(asksForLater(asked).length <= 2);
  }, { answer });
});

await test("a later part that does not come is said to be missing and asked for again, and the click is not lost", () => {
  let broken = true;
  const answer = (name) => (broken && name === LATER ? 503 : undefined);
  return firstVisit(async (page, asked) => {
    await page.waitForSelector("#later-missing");
    await page.click("#open-sample");
    await until(() => asksForLater(asked).length > 1);
    assert.ok(await page.isVisible("#later-missing button"));
    assert.equal(await page.isVisible("#crash"), false);
    broken = false;
    await page.click("#later-missing button");
    await planned(page);
    assert.equal(await page.isVisible("#later-missing"), false);
  }, { answer, expected: /503/ });
});

await test("where nothing can wait and the later part does not come the page says that it has stopped", () =>
  firstVisit(async (page) => {
    await page.waitForSelector("#later-missing");
    await page.evaluate(() => { location.hash = "#/privacy"; });
    await page.waitForSelector("#crash button");
  }, { answer: (name) => (name === LATER ? 503 : undefined), expected: /503|could not be fetched/ }));

await test("a worker waits for both parts", () => {
  const { open, answer } = gate();
  return firstVisit(async (page, asked) => {
    await starts(page);
    await page.evaluate(() => { window.said = new Promise((done) => { yangkeWorker().onmessage = ({ data }) => done(data); }); });
    await until(() => asksForLater(asked).length > 0);
    open();
    assert.equal(await page.evaluate(() => window.said), '"Ready"');
  }, { answer });
});

await serve();
await withProfile(async (open) => {
  const { context, page } = await open();
  const version = () => page.evaluate(() => document.body.dataset.version);

  await test("a browser finds nothing that keeps the hosted page from being installed", async () => {
    await starts(page);
    await controlled(page);
    const devtools = await context.newCDPSession(page);
    const { errors, url: manifest } = await devtools.send("Page.getAppManifest");
    assert.equal(manifest, `${url}manifest.webmanifest`);
    assert.deepEqual(errors, []);
    const { installabilityErrors } = await devtools.send("Page.getInstallabilityErrors");
    // A window without traces of its own is what automation opens.
    assert.deepEqual(installabilityErrors.filter((error) => error.errorId !== "in-incognito"), []);
    assert.equal(await page.isVisible("#update"), false, "the first version is no news");
  });

  await test("it opens and works while its host is away", async () => {
    await stop();
    await page.goto(`${url}?source=desktop#/privacy`);
    await page.waitForSelector("main h1");
    await page.goto(url);
    await starts(page);
    await page.click("#open-sample");
    await page.waitForFunction(() => parseInt(document.querySelector("[data-figure=reached]")?.textContent) > 0);
    await serve();
  });

  await test("a newer version waits until it is taken, and what was saved is still there", async () => {
    await page.waitForSelector('.save-state[data-state="saved"]');
    const people = await page.textContent("[data-figure=reached]");
    publish();
    await page.reload();
    await page.waitForSelector("#take-update");
    assert.equal(await version(), undefined);
    await page.reload();
    await page.waitForSelector("#take-update");
    assert.equal(await version(), undefined, "loading the page anew is not taking it");
    await page.focus("#take-update");
    await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);
    await page.waitForFunction((people) => document.querySelector("[data-figure=reached]")?.textContent === people, people);
    assert.equal(await version(), "next");
    assert.equal(await page.isVisible("#update"), false);
    assert.deepEqual((await kept(page)).map((name) => name.split(" ").pop()), ["0123456789abcdef"], "the old version is gone");
  });

  await test("where the browser's quota is used up the edit stays, and is saved once there is room", async () => {
    const devtools = await context.newCDPSession(page);
    const origin = url.slice(0, -1);
    const state = (name) => page.waitForSelector(`.save-state[data-state="${name}"]`);
    await state("saved");
    const { usage } = await page.evaluate(() => navigator.storage.estimate());
    // Far less than is used: the figure still counts files of the old version while they are cleared away.
    await devtools.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: Math.floor(usage / 10) });
    await page.goto(`${url}#/book/3`);
    await page.waitForSelector("#note");
    // The browser remembers for a while how much room there is: notes are saved until it has looked again.
    const settled = () => page.waitForSelector(".save-state:is([data-state=saved], [data-state=full])").then((found) => found.getAttribute("data-state"));
    let said;
    for (let attempt = 0; attempt < 30; attempt++) {
      await state("saved");
      said = `配额用尽时写的话第${attempt}次`;
      await page.fill("#note", `${said}${"，还有很多".repeat(4000)}`);
      await page.focus("#note");
      await page.keyboard.press("Control+Enter");
      await page.waitForFunction((said) => document.querySelector(".notes").textContent.includes(said), said);
      if ((await settled()) === "full") break;
      await page.waitForTimeout(5000);
    }
    await page.waitForSelector("#save-trouble");
    await state("full");
    assert.ok((await page.textContent(".notes")).includes(said), "the edit stays");
    await devtools.send("Storage.overrideQuotaForOrigin", { origin });
    for (let attempt = 0; attempt < 30 && (await page.$("#save-again")); attempt++) {
      await page.click("#save-again").catch(() => {});
      await page.waitForTimeout(5000);
    }
    await state("saved");
    await page.reload();
    await page.waitForFunction((said) => document.querySelector(".notes")?.textContent.includes(said), said);
  });
  await context.close();
}, { host: url });
await stop();
finish();
