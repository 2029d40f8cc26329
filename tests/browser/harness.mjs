// What every browser test needs: a browser with a profile of its own, a count, and a sight of what must never happen.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { chromium } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
export const page_url = "file://" + resolve(process.argv[2] ?? "dist/yangke.html");
const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];
let passed = 0;
let failed = 0;

/** A browser with a profile of its own that outlives its windows; notes everything that should not happen. The hosted
 * form may ask its own `host`; `early` is run in the page before it loads; where something is broken on purpose, `expected` says which faults come of it. */
export async function withProfile(use, { host, expected } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "yangke-"));
  const faults = [];
  const open = async ({ early, ...options } = {}) => {
    const context = await chromium.launchPersistentContext(folder, {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: flags, viewport: { width: 1440, height: 900 },
      acceptDownloads: true, ...options,
    });
    const page = context.pages()[0] ?? (await context.newPage());
    page.setDefaultTimeout(60000);
    page.on("console", (message) => message.type() === "error" && faults.push(`console: ${message.text()}`));
    page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
    context.on("request", (request) => /^(https?|wss?|ftp):/.test(request.url()) && !(host && request.url().startsWith(host)) && faults.push(`request: ${request.url()}`));
    await page.addInitScript(() => addEventListener("securitypolicyviolation", (e) => console.error("policy " + e.violatedDirective + " " + e.blockedURI)));
    if (early) await page.addInitScript(early);
    await page.goto(host ?? page_url);
    return { context, page };
  };
  try {
    await use(open);
    assert.deepEqual(faults.filter((fault) => !expected?.test(fault)), [], "no request, no console error, no policy violation");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export async function test(name, body) {
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

export const saved = (page) => page.waitForSelector('.save-state[data-state="saved"]');
export const planned = async (page) => {
  await page.waitForFunction(() => parseInt(document.querySelector("[data-figure=reached]")?.textContent) > 0);
  await page.waitForFunction(() => !document.querySelector(".working"));
};

export async function accessible(page, where) {
  // Colours are judged when they have arrived.
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {}))));
  await page.evaluate(axe);
  const found = await page.evaluate(() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }));
  assert.deepEqual(found.violations.map((v) => `${where}: ${v.id} ${v.nodes[0].target}`), []);
}

/** The closing line and the exit code. */
export function finish() {
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed === 0 ? 0 : 1);
}
