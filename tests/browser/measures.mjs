// How long the page takes to answer, as somebody in front of it would see it.

import { readFileSync } from "node:fs";

export const middle = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** The longest time between two frames while something is done. */
export async function frames(page, use) {
  await page.evaluate(() => {
    window.longest = 0;
    window.watching = true;
    let last = performance.now();
    const step = (now) => { window.longest = Math.max(window.longest, now - last); last = now; if (window.watching) requestAnimationFrame(step); };
    requestAnimationFrame(step);
  });
  await use();
  return page.evaluate(() => { window.watching = false; return Math.round(window.longest); });
}

/** The slowest of some keys in the search: milliseconds of work until the list stands laid out, and until the frame after
 * it is on screen. */
export async function typing(page, words) {
  const slowest = { work: 0, screen: 0 };
  for (const word of words) {
    await page.fill("#search", "");
    for (const letter of word) {
      const took = await page.evaluate((letter) => new Promise((done) => {
        const field = document.querySelector("#search");
        const took = {};
        // Keys come between frames, not at a beat of their own.
        requestAnimationFrame(() => setTimeout(() => {
          field.value += letter;
          const start = performance.now();
          field.dispatchEvent(new InputEvent("input", { bubbles: true }));
          // What is drawn is drawn in microtasks.
          queueMicrotask(() => queueMicrotask(() => { void document.querySelector(".list-body")?.offsetHeight; took.work = performance.now() - start; }));
          requestAnimationFrame(() => {
            const shown = new MessageChannel();
            shown.port1.onmessage = () => { took.screen = performance.now() - start; done(took); };
            shown.port2.postMessage(0);
          });
        }, 4));
      }), letter);
      for (const name of ["work", "screen"]) slowest[name] = Math.max(slowest[name], Math.round(took[name]));
    }
  }
  return slowest;
}

/** The longest frame while the list of people is scrolled by the wheel, in milliseconds. */
export const scrolling = (page) => frames(page, async () => {
  await page.mouse.move(700, 600);
  for (let n = 0; n < 60; n += 1) { await page.mouse.wheel(0, 400); await page.waitForTimeout(16); }
});

/** Bytes that the page's process holds for itself alone, the program's memory included. */
export async function memory(context) {
  const session = await context.browser().newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  const own = processInfo.filter(({ type }) => type === "renderer").map(({ id }) => {
    const lines = readFileSync(`/proc/${id}/smaps_rollup`, "utf8").matchAll(/^Private_\w+:\s+(\d+) kB/gm);
    return [...lines].reduce((sum, [, kilobytes]) => sum + 1024 * Number(kilobytes), 0);
  });
  return Math.max(...own);
}
