// How long a large encrypted book takes from the passphrase to the page: 10,000 people after 50,000 notes were written.
// `node opening.mjs PAGE [ROUNDS]`
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { finish, planned, saved, test, withProfile } from "./harness.mjs";

const rounds = Number(process.argv[3] ?? 5);
const words = "一条长长的口令 kept 2026";

await test("10,000 people with 50,000 notes: from the passphrase to the page", () =>
  withProfile(async (open) => {
    const { context, page } = await open();
    await page.waitForSelector("#open-sample");
    await page.click("#sample-choice > summary");
    await page.fill("#sample-choice input", "10000");
    await page.click("#sample-choice button");
    await planned(page);
    await page.evaluate(() => { location.hash = "#/export"; });
    await page.waitForSelector("#export-backup");
    const [file] = await Promise.all([page.waitForEvent("download"), page.click("#export-backup")]);
    const backup = JSON.parse(readFileSync(await file.path(), "utf8"));
    backup.branch.made_up = false;
    for (const customer of backup.branch.book.customers) {
      for (let n = 0; n < 5; n += 1) customer.notes.push({ written_on: "2026-11-20", text: `第${n}次见面，聊到孩子升学和周末去钓鱼。` });
    }
    const notes = backup.branch.book.customers.reduce((sum, customer) => sum + customer.notes.length, 0);
    assert.ok(notes >= 50000, `${notes} notes`);
    await page.evaluate(() => { location.hash = "#/restore"; });
    await page.waitForSelector("#restore-file", { state: "attached" });
    await page.setInputFiles("#restore-file", { name: "b.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(backup)) });
    await page.click("#restore-replace");
    await page.waitForSelector("#new-passphrase", { timeout: 120000 });
    await page.fill("#new-passphrase", words);
    await page.fill("#new-passphrase-again", words);
    await page.click("#protect");
    await page.waitForSelector("#code-done", { timeout: 60000 });
    await page.click("#code-done");
    await saved(page);
    const took = [];
    for (let round = 0; round < rounds; round += 1) {
      await page.reload();
      await page.waitForSelector("#unlock-passphrase");
      await page.fill("#unlock-passphrase", words);
      const start = Date.now();
      await page.keyboard.press("Enter");
      await page.waitForSelector("[data-figure=reached]", { timeout: 60000 });
      took.push(Date.now() - start);
    }
    await page.evaluate(() => { location.hash = "#/book/17"; });
    await page.waitForSelector(".notes");
    assert.ok((await page.textContent(".notes")).includes("第4次见面"), "the notes are there");
    took.sort((a, b) => a - b);
    console.log(`        ${notes} notes: ${took.join(", ")} ms, the key's own time (Argon2id) included`);
    await context.close();
  }));

finish();
