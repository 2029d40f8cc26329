// Takes the README's pictures of the sample branch. `node pictures.mjs PAGE OUT_DIR`
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { chromium } from "playwright-core";

const [page_file, out] = process.argv.slice(2);
mkdirSync(out, { recursive: true });
const folder = mkdtempSync(join(tmpdir(), "yangke-"));
const context = await chromium.launchPersistentContext(folder, {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", viewport: { width: 1200, height: 800 },
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const page = context.pages()[0];
await page.goto("file://" + resolve(page_file));
await page.click("#open-sample");
await page.waitForFunction(() => parseInt(document.querySelector("[data-figure=reached]")?.textContent) > 0 && !document.querySelector(".working"));
for (const tail of ["", "-en"]) {
  if (tail) await page.click("#language");
  for (const [name, place] of [["circles", "circles"], ["plan", "plan"], ["event", "plan/2"], ["person", ""]]) {
    // Somebody of whom enough is known: a guest of the event.
    const guest = name === "person" ? (await page.getAttribute("#seats .seat a", "href")).slice(2) : place;
    await page.evaluate((hash) => { location.hash = hash; scrollTo(0, 0); }, `#/${guest}`);
    await page.waitForTimeout(400);
    await page.screenshot({ path: join(out, `${name}${tail}.png`) });
  }
}
await context.close();
rmSync(folder, { recursive: true, force: true });
