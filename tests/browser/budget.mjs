// What the page may cost, and what it costs: `node budget.mjs PAGE SITE [ROUNDS]` writes a table, each figure beside its limit.
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { host, noteReady, readyAt } from "./host.mjs";
import { finish, planned, saved, test, withProfile } from "./harness.mjs";
import { memory, middle, scrolling, typing } from "./measures.mjs";

const [file, site] = [process.argv[2], process.argv[3]];
const rounds = Number(process.argv[4] ?? 5);
const lines = [];
const note = (what, value, limit, unit) => {
  const shown = (number) => number.toLocaleString("en");
  const line = `| ${what} | ${shown(value)} ${unit} | ${shown(limit)} ${unit} | ${value <= limit ? "met" : "not met"} |`;
  lines.push(line);
  console.log(`        ${line}`);
};

await test("the file and the hosted form: bytes", async () => {
  note("dist/yangke.html", statSync(file).size, 1500000, "bytes");
  const bytes = (names) => names.reduce((sum, name) => sum + brotliCompressSync(readFileSync(join(site, name))).length, 0);
  // What a first visit asks for until the first page can be used, as hosts send it.
  const { url, asked, close } = await host(site);
  const before = new Set();
  await withProfile(async (open) => {
    const { context, page } = await open({ early: noteReady });
    const ready = await readyAt(page);
    asked.filter(({ at }) => at <= ready).forEach(({ name }) => before.add(name));
    await context.close();
  }, { host: url });
  await close();
  note("hosted, before the first page (brotli)", bytes([...before]), 900000, "bytes");
  console.log(`        everything: ${bytes(readdirSync(site)).toLocaleString("en")} bytes`);
});

await test("from the double click to the page", async () => {
  const took = { screen: [], ready: [] };
  for (let round = 0; round < rounds; round += 1) {
    await withProfile(async (open) => {
      const { context } = await open();
      const page = await context.newPage();
      await page.addInitScript(noteReady);
      await page.goto("file://" + join(process.cwd(), file));
      await page.waitForFunction(() => window.ready);
      took.screen.push(await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0].startTime));
      took.ready.push(await page.evaluate(() => window.ready));
      await context.close();
    });
  }
  note("on screen", Math.round(middle(took.screen)), 1000, "ms");
  note("ready for the first click", Math.round(middle(took.ready)), 1500, "ms");
});

await test("10,000 people: memory, search, scrolling", () =>
  withProfile(async (open) => {
    const { context, page } = await open();
    await page.click("#sample-choice > summary");
    await page.fill("#sample-choice input", "10000");
    await page.click("#sample-choice button");
    await planned(page);
    await saved(page);
    note("memory with a plan, 10,000 people", Math.round((await memory(context)) / 1e6), 150, "MB");
    await page.evaluate(() => { location.hash = "#/book"; });
    await page.waitForSelector(".list-row");
    await page.waitForTimeout(2000);
    const keys = [];
    for (let round = 0; round < rounds; round += 1) keys.push(await typing(page, ["zjg", "张", "1380"]));
    note("slowest key in search: work", middle(keys.map((took) => took.work)), 16, "ms");
    note("slowest key in search: on screen", middle(keys.map((took) => took.screen)), 33, "ms");
    await page.fill("#search", "");
    note("longest frame while scrolling", await scrolling(page), 34, "ms");
    await context.close();
  }));

console.log(["| | measured | limit | |", "|---|---|---|---|", ...lines].join("\n"));
finish();
