// What the page takes at the limits that it names, and what others take for the same files in the same browser.
// `node speed.mjs PAGE [ROUNDS]` writes a table. Papa Parse and SheetJS only read; the page also recognises columns.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { finish, page_url, planned, saved, test, withProfile } from "./harness.mjs";
import { people } from "./lists.mjs";
import { frames, middle, scrolling, typing } from "./measures.mjs";
import { zipFile } from "./zip_file.mjs";

const rounds = Number(process.argv[3] ?? 5);
const rows_count = Number(process.env.ROWS ?? 100000);
const require = createRequire(import.meta.url);
// The whole of SheetJS, its container format included, is in its CommonJS form only.
const XLSX = require("xlsx");
const lines = [];
const note = (what, value) => { lines.push([what, value]); console.log(`        ${what}: ${value}`); };

const folder = mkdtempSync(join(tmpdir(), "yangke-speed-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

/** 100,000 people in twenty columns, as a core system gives them out. */
function files() {
  const header = ["客户号", "姓名", "出生日期", "手机", "客户群", "代发", "管户经理", "资产", "备注", "等级", "职业", "风险等级",
    "开户日", "网点", "最近联系", "到期日", "到期金额", "渠道", "产品数", "月均"];
  const tiers = ["普卡", "金卡", "白金", "私行"];
  const day = (at) => new Date(Date.UTC(2026, 0, 1) + (at % 300) * 86400000).toISOString().slice(0, 10);
  const rows = people(rows_count, 11).map((person, at) => [
    person.code, person.name, person.birth.toISOString().slice(0, 10), person.phone, person.group, person.payroll, person.manager,
    String(person.assets), person.note, tiers[at % 4], ["教师", "医生", "会计", ""][at % 4], `R${1 + (at % 5)}`, day(at * 7), `${at % 9}`,
    day(at), day(at * 3), String(at % 500), at % 2 ? "电话" : "微信", String(at % 6), String((at * 37) % 90000),
  ]);
  const csv = join(folder, "list.csv");
  writeFileSync(csv, [header, ...rows].map((row) => row.join(",")).join("\r\n"));
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([header, ...rows], { dense: true }), "名单");
  const xlsx = join(folder, "list.xlsx");
  // SheetJS packs worse than spreadsheet programs do: the container is written anew.
  const container = XLSX.CFB.read(XLSX.write(book, { type: "buffer", bookType: "xlsx", bookSST: true }), { type: "buffer" });
  const entries = container.FileIndex.map((entry, at) => [container.FullPaths[at].replace("Root Entry/", ""), entry]);
  writeFileSync(xlsx, zipFile(entries.filter(([, entry]) => entry.size).map(([name, entry]) => [name, Buffer.from(entry.content)])));
  return { csv, xlsx };
}

/** Milliseconds from the choice of the file to the table of its columns. */
async function ours(page, file) {
  await page.evaluate(() => { location.hash = "#/import"; });
  if (await page.$("#import-leave")) await page.click("#import-leave");
  await page.waitForSelector('input[type="file"]', { state: "attached" });
  await page.evaluate(() => {
    window.took = new Promise((done) => {
      document.addEventListener("change", () => {
        const start = performance.now();
        const seen = new MutationObserver(() => {
          if (document.querySelector("#import-go")) { seen.disconnect(); done(performance.now() - start); }
        });
        seen.observe(document.body, { childList: true, subtree: true });
      }, { capture: true, once: true });
    });
  });
  await page.setInputFiles('input[type="file"]', file);
  await page.waitForSelector("#import-go", { timeout: 60000 }).catch(async (error) => { console.log((await page.textContent("main")).slice(0, 400)); throw error; });
  return page.evaluate(() => window.took);
}

/** Milliseconds of a library in a page of its own, from the choice of the file to an array of rows. */
async function theirs(context, script, file, read) {
  const page = await context.newPage();
  await page.goto("about:blank");
  await page.setContent("<input type=file>");
  await page.addScriptTag({ path: require.resolve(script) });
  await page.setInputFiles("input", file);
  const took = await page.evaluate(async ([source, count]) => {
    const file = document.querySelector("input").files[0];
    const start = performance.now();
    const rows = await new Function("file", `return (${source})(file)`)(file);
    const took = performance.now() - start;
    if (rows !== count) throw new Error(`${rows} rows`);
    return took;
  }, [read.toString(), rows_count + 1]);
  await page.close();
  return took;
}

const papa = (file) => new Promise((done) => { Papa.parse(file, { complete: (found) => done(found.data.length) }); });
const papa_text = async (file) => Papa.parse(await file.text()).data.length;
const sheet_js = async (file) => {
  const book = XLSX.read(await file.arrayBuffer(), { dense: true });
  return XLSX.utils.sheet_to_json(book.Sheets[book.SheetNames[0]], { header: 1 }).length;
};

/** What the list of people takes: a key in the search field, a filter, the wheel. */
async function use(page) {
  await planned(page);
  await saved(page);
  await page.evaluate(() => { location.hash = "#/book"; });
  await page.waitForSelector(".list-row", { timeout: 60000 });
  const keys = await typing(page, ["zjg", "张", "1380"]);
  await page.fill("#search", "");
  const filter = await page.evaluate(() => new Promise((done) => {
    const field = document.querySelector("#filter-manager, main select");
    field.value = field.options[1].value;
    const start = performance.now();
    field.dispatchEvent(new Event("change", { bubbles: true }));
    requestAnimationFrame(() => setTimeout(() => done(Math.round(performance.now() - start))));
  }));
  const wheel = await scrolling(page);
  const memory = await page.evaluate(() => Math.round(performance.memory.usedJSHeapSize / 1e6));
  note("a key in search, a filter, the longest frame while scrolling", `${keys.screen}, ${filter}, ${wheel} ms`);
  note("JavaScript heap", `${memory} MB`);
}

const { csv, xlsx } = files();

await test(`${rows_count} rows in 20 columns: read, taken in, searched, scrolled`, () =>
  withProfile(async (open) => {
    const { context, page } = await open();
    const took = { csv: [], papa: [], papa_text: [], xlsx: [], sheet_js: [] };
    for (let round = 0; round < rounds; round += 1) {
      took.csv.push(await ours(page, csv));
      took.papa.push(await theirs(context, "papaparse/papaparse.min.js", csv, papa));
      took.papa_text.push(await theirs(context, "papaparse/papaparse.min.js", csv, papa_text));
      took.xlsx.push(await ours(page, xlsx));
      took.sheet_js.push(await theirs(context, "xlsx/dist/xlsx.full.min.js", xlsx, sheet_js));
    }
    const of = (name) => Math.round(middle(took[name]));
    const size = (file) => (statSync(file).size / 1e6).toFixed(1);
    note(`read .csv (${size(csv)} MB), columns recognised`, `${of("csv")} ms; Papa Parse ${of("papa")} ms by file, ${of("papa_text")} ms by text`);
    note(`read .xlsx (${size(xlsx)} MB), columns recognised`, `${of("xlsx")} ms; SheetJS ${of("sheet_js")} ms`);
    const reading = await frames(page, () => ours(page, csv));
    const understanding = await frames(page, async () => {
      await page.click("#import-go");
      await page.waitForSelector("#import-accept", { timeout: 120000 });
    });
    const taking = await frames(page, async () => {
      await page.click("#import-accept");
      await page.waitForSelector("#not-now", { timeout: 120000 });
    });
    note("longest frame while it is read, understood, taken in", `${reading}, ${understanding}, ${taking} ms`);
    await page.click("#not-now");
    await use(page);
    await context.close();
  }));

console.log(lines.map(([what, value]) => `| ${what} | ${value} |`).join("\n"));
finish();
