// The customer book in the shipped file, in both languages, the table by keyboard alone. `node book.mjs PAGE [OUT_DIR]`
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { accessible, finish, planned, saved, test, withProfile } from "./harness.mjs";

const pictures = process.argv[3];
if (pictures) mkdirSync(pictures, { recursive: true });
const picture = (page, name) => pictures && page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });

const words = {
  zh: { vocabulary: "已撤销：标签词表", rename: "改名", quiet: "喜静", phone: "5 到 20 位", month: "月和日", missing: "没找到" },
  en: { vocabulary: "Undone: the vocabulary", rename: "Rename", quiet: "quiet", phone: "5 to 20", month: "month and day", missing: "not found" },
};

async function sample(open, language) {
  const { context, page } = await open();
  await page.waitForSelector("#open-sample");
  if (language === "en") await page.click("#language");
  await page.click("#open-sample");
  await planned(page);
  return { context, page };
}
const go = (page, hash) => page.evaluate((hash) => { location.hash = hash; }, hash);
const number = async (page, selector) => Number(await page.textContent(selector));
const is = (page, selector, text) => page.waitForFunction(([selector, text]) => document.querySelector(selector)?.textContent.includes(text), [selector, text]);
const undo = async (page) => { await page.focus("#content"); await page.keyboard.press("Control+z"); };
/** A cell of the first row. */
const at = (column) => `.people .list-row[aria-rowindex="2"] > :nth-child(${column + 1})`;
const cell = (page, column) => page.textContent(at(column));

for (const language of ["zh", "en"]) {
  const say = words[language];

  await test(`conditions combine, are counted before they filter, and are kept by name (${language})`, () =>
    withProfile(async (open) => {
      const { context, page } = await sample(open, language);
      await go(page, "#/book");
      await page.waitForSelector(".list-row");
      const everybody = await number(page, "#found");
      await page.focus("#conditions summary");
      await page.keyboard.press("Enter");
      for (let line = 0; line < 3; line++) {
        await page.focus("#add-condition");
        await page.keyboard.press("Enter");
      }
      await page.selectOption(".clause:nth-child(1) .clause-value select", "int.guandan");
      await page.selectOption(".clause:nth-child(2) > select:first-child", "2");
      await page.selectOption(".clause:nth-child(2) .clause-kind", "2");
      await page.selectOption(".clause:nth-child(3) .clause-kind", "6");
      await page.fill(".clause:nth-child(3) input", "90");
      const total = async () => number(page, "#conditions-total");
      await page.waitForFunction((all) => { const n = Number(document.querySelector("#conditions-total")?.textContent); return n > 0 && n < all; }, everybody);
      const each = await page.$$eval(".clause-count strong", (all) => all.map((one) => Number(one.textContent)));
      assert.ok(each.every((count) => count >= 1) && Math.min(...each) >= (await total()), `${each}`);
      assert.equal(await number(page, "#found"), everybody, "nothing is filtered before it is asked for");
      await accessible(page, `conditions ${language}`);
      await picture(page, `conditions-${language}`);
      const wanted = await total();
      await page.focus("#apply-conditions");
      await page.keyboard.press("Enter");
      await page.waitForFunction((wanted) => Number(document.querySelector("#found").textContent) === wanted, wanted);
      await is(page, "#applied", say.quiet);
      await page.focus("#query-name");
      await page.keyboard.type("  掼蛋待约 ");
      await page.keyboard.press("Enter");
      await is(page, "#kept-queries", "掼蛋待约");
      await saved(page);
      // Kept with the book: after a reload it filters as before.
      await page.reload();
      await page.waitForSelector("#kept-queries .button", { state: "attached" });
      assert.equal(await number(page, "#found"), everybody);
      await page.focus("#conditions summary");
      await page.keyboard.press("Enter");
      await page.focus("#kept-queries .button");
      await page.keyboard.press("Enter");
      await page.waitForFunction((wanted) => Number(document.querySelector("#found").textContent) === wanted, wanted);
      await page.click(`#kept-queries [aria-label^="${say.rename}"]`);
      await page.fill("#kept-queries .rename", "牌友");
      await page.keyboard.press("Enter");
      await is(page, "#kept-queries", "牌友");
      await page.click("#kept-queries .quiet-button:last-child");
      await page.waitForFunction(() => !document.querySelector("#kept-queries"));
      await undo(page);
      await is(page, "#kept-queries", "牌友");
      await page.click("#clear-conditions");
      await page.waitForFunction((all) => Number(document.querySelector("#found").textContent) === all, everybody);
      await saved(page);
      // A hand quicker than the browser's own word that the fold is open.
      await page.reload();
      await page.waitForSelector("#add-condition", { state: "attached" });
      await page.evaluate(() => {
        document.querySelector("#conditions summary").click();
        document.querySelector("#add-condition").click();
      });
      await page.waitForSelector(".clause-value select");
      assert.ok((await page.$$eval(".clause-value option", (all) => all.length)) > 50, "the menu is full");
      await context.close();
    }));

  await test(`a row says who stands in it, whatever is typed, sorted, ticked or scrolled (${language})`, () =>
    withProfile(async (open) => {
      const { context, page } = await sample(open, language);
      await go(page, "#/book");
      await page.waitForSelector(".list-row");
      const rows = () => page.$$eval(".people .list-row", (rows) => rows.map((row) => {
        const box = row.querySelector("input");
        const [, ...cells] = [...row.children].map((cell) => cell.innerText);
        return { at: row.getAttribute("aria-rowindex"), href: row.querySelector("a").getAttribute("href"), ticked: [box.checked, row.getAttribute("aria-selected") === "true", row.classList.contains("ticked")], says: [box.getAttribute("aria-label").split(" ").at(-1), ...cells].join("|") };
      }));
      // Everybody once, each row freshly made as it comes into sight.
      const known = new Map();
      for (let top = 0; top < 800 * 44; top += 600) {
        await page.$eval(".people", (list, top) => { list.scrollTop = top; }, top);
        await page.waitForFunction((top) => [...document.querySelectorAll(".people .list-row")].some((row) => Number(row.getAttribute("aria-rowindex")) >= Math.min(801, Math.floor(top / 44) + 10)), top);
        for (const { href, says } of await rows()) known.set(href, says);
      }
      assert.equal(known.size, 800);
      const same = async (what, ticked = () => false) => {
        const now = await rows();
        assert.equal(new Set(now.map(({ href }) => href)).size, now.length, `${what}: nobody twice`);
        for (const row of now) {
          assert.equal(row.says, known.get(row.href), what);
          assert.deepEqual(row.ticked, Array(3).fill(ticked(row.href)), `${what}: tick of ${row.says}`);
        }
        return now;
      };
      await page.selectOption("#arrange", "1");
      await page.waitForTimeout(300);
      const [first] = await same("by name");
      await page.click(at(0));
      await page.waitForSelector("#ticked");
      const chosen = (href) => href === first.href;
      await same("ticked", chosen);
      for (const word of ["z", "zh", "zhx", "", "138", "王"]) {
        await page.fill("#search", word);
        await page.waitForTimeout(300);
        await same(`"${word}"`, chosen);
      }
      await page.fill("#search", "");
      await page.hover(".people");
      for (let step = 0; step < 12; step++) await page.mouse.wheel(0, 333);
      await page.waitForTimeout(300);
      assert.ok((await same("scrolled", chosen)).every(({ at }) => Number(at) > 50));
      // Scrolled at once after a key: what was out of sight is told as well.
      await page.fill("#search", "w");
      await page.$eval(".people", (list) => { list.scrollTop = 330; });
      await page.waitForTimeout(60);
      await same("scrolled after a key", chosen);
      await context.close();
    }));

  await test(`the table by keyboard: tick, tag many in one step, edit cells, sort (${language})`, () =>
    withProfile(async (open) => {
      const { context, page } = await sample(open, language);
      await go(page, "#/book");
      await page.waitForSelector(".list-row");
      // Sorted by reading: the names rise.
      await page.selectOption("#arrange", "1");
      await page.waitForFunction((at) => /^[安白毕蔡曹岑常车陈]/.test(document.querySelector(at)?.textContent ?? ""), at(1));
      await page.selectOption("#arrange", "0");
      await page.focus("#search");
      await page.keyboard.type("w");
      await page.waitForFunction(() => Number(document.querySelector("#found").textContent) < 800);
      const found = await number(page, "#found");
      await page.focus(".list");
      await page.keyboard.press("Space");
      await page.keyboard.press("Shift+ArrowDown");
      await page.waitForFunction(() => Number(document.querySelector("#ticked")?.textContent) === 2);
      await page.keyboard.press("Control+a");
      await page.waitForFunction((found) => Number(document.querySelector("#ticked")?.textContent) === found, found);
      // What is scrolled below the header at the top of the page is not judged.
      await page.evaluate(() => scrollTo(0, 0));
      await accessible(page, `bulk ${language}`);
      await picture(page, `bulk-${language}`);
      await page.focus("#bulk-tag");
      await page.keyboard.type("无人机");
      await page.keyboard.press("Enter");
      await page.waitForFunction((at) => /无人机|[+]\d/.test(document.querySelector(at)?.innerText ?? ""), at(4));
      await page.selectOption('select[aria-label]:has(option[value="own.无人机"])', "own.无人机");
      await page.waitForFunction((found) => Number(document.querySelector("#found").textContent) === found, found);
      await undo(page);
      await page.waitForFunction(() => Number(document.querySelector("#found").textContent) === 0);
      await page.click(".filters .quiet-button");
      // A cell is edited in place: F2 edits, Escape leaves it, Enter keeps it.
      await page.focus(".list");
      const before = await cell(page, 3);
      await page.keyboard.press("ArrowRight");
      await page.keyboard.press("ArrowRight");
      await page.keyboard.press("F2");
      await page.waitForSelector(".cell-input:focus");
      await page.keyboard.type("不要");
      await page.keyboard.press("Escape");
      await page.waitForFunction(() => !document.querySelector(".cell-input") && document.activeElement?.classList.contains("list"));
      assert.equal(await cell(page, 3), before);
      await page.keyboard.press("Enter");
      await page.waitForSelector(".cell-input:focus");
      await accessible(page, `cell ${language}`);
      await page.keyboard.press("Control+a");
      await page.keyboard.type("钻石卡");
      await page.keyboard.press("Enter");
      await is(page, at(3), "钻石卡");
      await undo(page);
      await page.waitForFunction(([at, before]) => document.querySelector(at).textContent === before, [at(3), before]);
      // A phone number that is none is not kept.
      await page.focus(".list");
      for (let step = 0; step < 3; step++) await page.keyboard.press("ArrowRight");
      const phone = await cell(page, 6);
      await page.keyboard.press("F2");
      await page.waitForSelector(".cell-input:focus");
      await page.keyboard.press("Control+a");
      await page.keyboard.type("不详");
      await page.keyboard.press("Enter");
      await is(page, ".toast", say.phone);
      assert.equal(await page.getAttribute(".cell-input", "aria-invalid"), "true");
      await page.keyboard.press("Escape");
      await page.waitForFunction(([at, phone]) => document.querySelector(at)?.textContent === phone, [at(6), phone]);
      // Groups and manager of everybody who is ticked.
      await page.fill("#bulk-group", "试点客群");
      await page.keyboard.press("Enter");
      await page.waitForFunction(() => [...document.querySelectorAll("#known-groups option")].some((one) => one.value === "试点客群"));
      await page.fill("#bulk-manager", "赵敏");
      await page.keyboard.press("Enter");
      await page.waitForFunction((found) => [...document.querySelectorAll(".filters option")].some((one) => one.textContent === `赵敏 (${found})`), found);
      await page.keyboard.press("Tab");
      await saved(page);
      await context.close();
    }));

  await test(`a pasted column becomes tags after it was settled who is who (${language})`, () =>
    withProfile(async (open) => {
      const { context, page } = await sample(open, language);
      await go(page, "#/book/3");
      await page.waitForSelector("#edit-facts");
      // Somebody whose number a spreadsheet will shorten.
      await page.click("#edit-facts");
      await page.fill("#fact-code", "000777");
      await page.keyboard.press("Enter");
      await page.waitForFunction(() => !document.querySelector("#facts-form"));
      await go(page, "#/book");
      await page.waitForSelector("#paste-tags summary");
      await page.focus("#paste-tags summary");
      await page.keyboard.press("Enter");
      await page.fill("#paste-column", "C100007\t品茶、无人机\n没这人\t掼蛋\n777\t品茶\nC100014\n");
      await page.waitForFunction(() => document.querySelector("#paste-people")?.textContent === "1");
      assert.deepEqual([await number(page, "#paste-doubtful"), await number(page, "#paste-nobody")], [1, 1]);
      await is(page, "#paste-tags tbody", say.missing);
      await accessible(page, `paste ${language}`);
      await picture(page, `paste-${language}`);
      await page.selectOption("#paste-tags tbody select", { index: 1 });
      await page.fill("#paste-fallback", "掼蛋");
      await page.waitForFunction(() => document.querySelector("#paste-people")?.textContent === "3");
      await page.focus("#paste-keep");
      await page.keyboard.press("Enter");
      await is(page, ".toast", "3");
      await go(page, "#/book/1");
      await is(page, ".tag-lines", "无人机");
      await is(page, ".tag-lines", "品茶、无人机");
      await undo(page);
      await page.waitForFunction(() => !document.querySelector(".tag-lines")?.textContent.includes("无人机"));
      await context.close();
    }));

  await test(`all facts are edited by keyboard, what is wrong is said beside the field (${language})`, () =>
    withProfile(async (open) => {
      const { context, page } = await sample(open, language);
      await go(page, "#/book/5");
      await page.waitForSelector("#edit-facts");
      const before = await page.textContent("#facts dl");
      await page.focus("#edit-facts");
      await page.keyboard.press("Enter");
      await page.waitForSelector("#fact-name:focus");
      await page.selectOption("#fact-calendar", "1");
      await page.fill("#fact-year", "");
      await page.fill("#fact-month", "13");
      await page.fill("#fact-day", "1");
      await page.fill("#fact-phone", "abc");
      await page.click("#add-maturity");
      await page.fill("#facts-form li input", "很快");
      await page.focus("#fact-occupation");
      await page.keyboard.press("Enter");
      await is(page, "#wrong-phone", say.phone);
      await is(page, "#wrong-birthday", say.month);
      assert.ok((await page.textContent("#facts-form li .field-error")).length > 5);
      await page.waitForFunction(() => document.activeElement?.id === "fact-phone");
      await accessible(page, `facts ${language}`);
      await picture(page, `facts-${language}`);
      assert.equal(await page.textContent("#facts dl"), before, "nothing wrong is kept");
      await page.fill("#fact-month", "6");
      await page.check("#fact-leap");
      await page.fill("#fact-phone", "0512-66881234");
      await page.fill("#facts-form li input", "2027/3/7");
      await page.fill("#fact-groups", "代发工资、老年客户");
      await page.fill("#fact-school", "2027、2031");
      await page.selectOption("#fact-risk", "2");
      await page.fill("#fact-risk-until", "2027-01-31");
      await page.selectOption("#facts-form .channel >> nth=0", "2");
      await page.fill("#fact-occupation", "茶商");
      await page.keyboard.press("Enter");
      await page.waitForFunction(() => !document.querySelector("#facts-form"));
      for (const fact of ["代发工资 · 老年客户", "0512-66881234", "茶商", "2031", language === "zh" ? "闰六月初一" : "leap month 6"]) await is(page, "#facts dl", fact);
      await saved(page);
      await undo(page);
      await page.waitForFunction((before) => document.querySelector("#facts dl")?.textContent === before, before);
      await context.close();
    }));

  await test(`the vocabulary: a word is understood at once, tags are merged, taken out and in (${language})`, () =>
    withProfile(async (open) => {
      const { context, page } = await sample(open, language);
      await go(page, "#/vocabulary");
      await page.waitForSelector("#vocabulary tbody tr");
      await accessible(page, `vocabulary ${language}`);
      await picture(page, `vocabulary-${language}`);
      // A tag of one's own, with a word for it.
      await page.focus("#tag-search");
      await page.keyboard.type("穿越机");
      await page.keyboard.press("Enter");
      await page.waitForSelector('[data-tag="own.穿越机"]');
      await page.waitForSelector("#tag-form");
      await page.fill("#tag-words", "飞花飞");
      await page.focus("#tag-zh");
      await page.keyboard.press("Enter");
      await page.waitForFunction(() => !document.querySelector("#tag-form"));
      await is(page, '[data-tag="own.穿越机"]', "飞花飞");
      await go(page, "#/book/7");
      await page.waitForSelector("#note");
      await page.focus("#note");
      await page.keyboard.type("周末常去飞花飞");
      await is(page, ".note-tags", "穿越机");
      await page.keyboard.press("Control+Enter");
      await is(page, ".tag-lines", "穿越机");
      await page.waitForFunction(() => document.querySelector("#note")?.value === "");
      // Where it is used: a click filters the book.
      await go(page, "#/vocabulary");
      await page.click('[data-tag="own.穿越机"] td:nth-of-type(3) button');
      await page.waitForFunction(() => document.querySelector("#found")?.textContent === "1");
      await go(page, "#/vocabulary");
      await page.click('[data-tag="own.穿越机"] .edit-tag');
      await page.waitForSelector("#merge-into");
      await page.selectOption("#merge-into", "int.camping");
      await accessible(page, `tag ${language}`);
      await picture(page, `tag-${language}`);
      await page.click("#merge-tag");
      await page.waitForFunction(() => !document.querySelector('[data-tag="own.穿越机"]'));
      await go(page, "#/book/7");
      await page.waitForFunction(() => document.querySelector(".tag-lines") && !document.querySelector(".tag-lines").textContent.includes("穿越机"));
      await undo(page);
      await is(page, ".toast", say.vocabulary);
      await is(page, ".tag-lines", "穿越机");
      // Switched off, a tag is read from notes no more.
      await go(page, "#/vocabulary");
      await page.click('[data-tag="own.穿越机"] .switch-tag');
      await page.waitForSelector('[data-tag="own.穿越机"].left-out');
      const [json] = await Promise.all([page.waitForEvent("download"), page.click("#vocabulary-json")]);
      const tags = JSON.parse(readFileSync(await json.path(), "utf8"));
      assert.equal(tags.find((tag) => tag.id === "own.穿越机").off, true);
      const [csv] = await Promise.all([page.waitForEvent("download"), page.click("#vocabulary-csv")]);
      const table = readFileSync(await csv.path(), "utf8");
      assert.ok(table.includes("飞花飞"));
      const put = (name, text) => page.setInputFiles("#vocabulary-import", { name, mimeType: "text/plain", buffer: Buffer.from(text) });
      await put("junk.json", "{\"a\":1}");
      await page.waitForSelector(".toast");
      await put("words.csv", table.replace("飞花飞", "飞穿越") + "\r\n,interest,热气球,Balloon,坐气球,yes\r\n");
      await page.waitForSelector('[data-tag="own.热气球"]');
      await is(page, '[data-tag="own.穿越机"]', "飞穿越");
      await undo(page);
      await page.waitForFunction(() => !document.querySelector('[data-tag="own.热气球"]'));
      await saved(page);
      await context.close();
    }));
}

finish();
