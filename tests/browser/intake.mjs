// A bank's list with everything that is awkward about it, taken in by keyboard. `node intake.mjs PAGE [OUT_DIR]`
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as XLSX from "xlsx";
import { accessible, finish, planned, saved, test, withProfile } from "./harness.mjs";

const pictures = process.argv[3];
if (pictures) mkdirSync(pictures, { recursive: true });

const headers = ["客户号", "姓名", "手机", "等级", "评估到期日", "座驾", "内部评语"];

/** A workbook with a title, an unknown column, a hidden one, and one person twice. */
function list(rows) {
  const sheet = XLSX.utils.aoa_to_sheet([["城东支行重点客户"], headers, ...rows]);
  sheet["!merges"] = [{ s: { r: 0, c: 0 }, e: { r: 0, c: 6 } }];
  sheet["!cols"] = headers.map((header) => ({ wch: 10, hidden: header === "内部评语" }));
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, sheet, "名单");
  return XLSX.write(book, { type: "buffer", bookType: "xlsx" });
}

const first = list([
  ["001", "张建国", "13812345678", "金卡", "2027-01-31", "宝马/老爷车", "爱钓鱼"],
  ["001", "张建国", "", "白金", "", "", "爱喝茶"],
  ["002", "李秀英", "13912345678", "金卡", "2027-02-28", "自行车", ""],
  ["", "王芳", "13712345678", "普卡", "", "", ""],
]);
const second = list([
  ["001", "张建国", "13812345678", "金卡", "2028-01-31", "", ""],
  ["002", "李秀英", "13900000000", "金卡", "2027-02-28", "", ""],
  ["003", "王芳", "", "普卡", "", "", ""],
]);

async function take(page, name, bytes) {
  await page.evaluate(() => { location.hash = "#/import"; });
  await page.setInputFiles('input[type="file"]', { name, mimeType: "application/octet-stream", buffer: bytes });
  await page.waitForSelector("#import-go");
}

/** Leaves an import that was looked at. */
async function leave(page) {
  await press(page, "#import-back");
  await press(page, "#import-leave");
}

async function press(page, selector, key = "Enter") {
  await page.waitForSelector(selector);
  await page.focus(selector);
  await page.keyboard.press(key);
}

/** The page as it is, in both themes and languages and three widths; it is the same afterwards. */
async function seen(page, name) {
  for (const [theme, language, width] of [["light", "zh", 1440], ["dark", "en", 768], ["light", "en", 390], ["dark", "zh", 390]]) {
    await page.setViewportSize({ width, height: 900 });
    for (let at = 0; at < 3 && (await page.getAttribute("html", "data-theme")) !== theme; at += 1) await page.click("#theme");
    if (!(await page.getAttribute("html", "lang")).startsWith(language)) await page.click("#language");
    await accessible(page, `${name} ${theme} ${language} ${width}`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `${name} at ${width} is ${wide} px too wide`);
    if (pictures) await page.screenshot({ path: join(pictures, `${name}-${theme}-${language}-${width}.png`), fullPage: true });
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  if (!(await page.getAttribute("html", "lang")).startsWith("zh")) await page.click("#language");
}

const person = async (page, name) => {
  await page.evaluate(() => { location.hash = "#/book"; });
  await page.waitForSelector("#search");
  await page.fill("#search", name);
  await page.waitForFunction((name) => document.querySelectorAll(".list-row").length === 1 && document.querySelector(".list-row").textContent.includes(name), name);
  await page.focus(".list");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#note");
  return page.textContent("main");
};

await test("an unknown column becomes tags, what is hidden is said, doubles and changes are settled field by field, by keyboard", () =>
  withProfile(async (open) => {
    const { context, page } = await open();
    await page.waitForSelector("#open-sample");
    await take(page, "一月.xlsx", first);
    assert.ok((await page.textContent("#hidden-parts")).includes("内部评语"));
    const row = 'tr:has(th:text("座驾"))';
    assert.ok((await page.textContent(row)).includes("宝马/老爷车"), "first values are shown");
    await seen(page, "columns");
    await press(page, `${row} .quick button`);
    assert.equal(await page.evaluate(() => document.activeElement.id), "column-5", "the hand stays at the column");
    assert.equal(await page.evaluate(() => document.activeElement.selectedOptions[0].textContent), "标签");
    await press(page, "#import-go");
    await page.waitForSelector("#doubles");
    const doubles = await page.textContent("#doubles");
    for (const said of ["张建国", "金卡", "白金"]) assert.ok(doubles.includes(said), `${said} in ${doubles}`);
    await seen(page, "doubles");
    await press(page, "#doubles .differing label:nth-of-type(2) input", "Space");
    await press(page, "#import-accept");
    await press(page, "#not-now");
    await planned(page);
    const zhang = await person(page, "张建国");
    for (const said of ["白金", "宝马", "老爷车", "爱钓鱼", "爱喝茶"]) assert.ok(zhang.includes(said), `${said} is kept`);

    await take(page, "二月.xlsx", second);
    assert.ok(await page.isVisible("#remembered"), "the columns are as they were confirmed");
    await press(page, "#import-go");
    await page.waitForSelector("#preview");
    const preview = await page.textContent("#preview");
    for (const said of ["白金 → 金卡", "2027-01-31 → 2028-01-31", "13912345678 → 13900000000"]) assert.ok(preview.includes(said), `${said} in ${preview}`);
    assert.ok((await page.textContent("#alike")).includes("王芳"));
    await seen(page, "changes");
    await press(page, '#preview .change:has-text("白金 → 金卡") input', "Space");
    await press(page, "#alike input", "Space");
    await press(page, "#import-accept");
    await planned(page);
    const after = await person(page, "张建国");
    assert.ok(after.includes("白金") && after.includes("2028年1月31日"), "the tier was kept, the day was not");
    await person(page, "王芳");
    assert.ok((await person(page, "李秀英")).includes("13900000000"), "the new phone came in");
    await page.focus("#content");
    await saved(page);
    // The whole list is one step, its circles and its plan with it.
    await page.keyboard.press("Control+z");
    assert.ok((await person(page, "李秀英")).includes("13912345678"), "the old phone is back");
    await context.close();
  }));

await test("by code names no name, phone or year of birth comes in", () =>
  withProfile(async (open) => {
    const { context, page } = await open();
    await page.waitForSelector("#open-sample");
    await take(page, "一月.xlsx", first);
    await press(page, "#code-names", "Space");
    await press(page, "#import-go");
    await page.waitForSelector("#import-accept");
    assert.ok((await page.textContent("#findings")).includes("代号"));
    await press(page, "#import-accept");
    await press(page, "#not-now");
    await planned(page);
    await page.evaluate(() => { location.hash = "#/book"; });
    await page.waitForSelector(".list-row");
    assert.equal(await page.locator(".list-row").count(), 2, "who has no customer number stays out");
    const text = await page.textContent("main");
    assert.ok(text.includes("张**") && !text.includes("张建国") && !text.includes("13812345678"), text);
    await context.close();
  }));

await test("the book handed out and taken in again changes nothing, and a cell changed on the way counts", () =>
  withProfile(async (open) => {
    const { context, page } = await open();
    await page.waitForSelector("#open-sample");
    await take(page, "一月.xlsx", first);
    await press(page, "#import-go");
    await press(page, "#import-accept");
    await press(page, "#not-now");
    await planned(page);
    await page.evaluate(() => { location.hash = "#/export"; });
    await press(page, "#full-names", "Space");
    await page.selectOption("#purpose", "3");
    for (const door of ["#export-book", "#export-book-csv"]) {
      const [file] = await Promise.all([page.waitForEvent("download"), press(page, door)]);
      const bytes = readFileSync(await file.path());
      await take(page, file.suggestedFilename(), bytes);
      await press(page, "#import-go");
      await page.waitForSelector("#preview-unchanged");
      const figures = ["added", "changed", "unchanged", "absent"];
      const now = await Promise.all(figures.map((figure) => page.textContent(`#preview-${figure}`)));
      assert.deepEqual(now, ["0", "0", "3", "0"], file.suggestedFilename());
      await leave(page);
      if (door === "#export-book") {
        const book = XLSX.read(bytes);
        const sheet = book.Sheets[book.SheetNames[0]];
        const cell = Object.keys(sheet).find((at) => sheet[at].v === "13912345678");
        sheet[cell] = { t: "s", v: "13900000000" };
        await take(page, "改过.xlsx", XLSX.write(book, { type: "buffer", bookType: "xlsx" }));
        await press(page, "#import-go");
        await page.waitForSelector("#preview");
        assert.ok((await page.textContent("#preview")).includes("13912345678 → 13900000000"));
        assert.equal(await page.textContent("#preview-unchanged"), "2");
        await leave(page);
      }
      await page.evaluate(() => { location.hash = "#/export"; });
      await page.selectOption("#purpose", "3");
    }
    await context.close();
  }));

finish();
