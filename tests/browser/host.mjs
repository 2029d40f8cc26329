// A static host in this process: notes what is asked for and when, and can be slow or broken on purpose.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";

const kinds = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm",
  ".svg": "image/svg+xml", ".webmanifest": "application/manifest+json" };

/** Serves a folder. `answer(name)` may take its time; where it gives a status, that is all there is. */
export async function host(folder, answer = () => {}) {
  const asked = [];
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, "http://localhost").pathname;
    const name = path === "/" ? "index.html" : path.slice(1);
    asked.push({ name, at: Date.now() });
    const status = await answer(name);
    try {
      const body = readFileSync(join(folder, name));
      response.writeHead(status ?? 200, { "content-type": kinds[extname(name)] ?? "application/octet-stream" }).end(status ? "" : body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const close = () => {
    server.closeAllConnections();
    return new Promise((done) => server.close(done));
  };
  return { url: `http://127.0.0.1:${server.address().port}/`, asked, close };
}

/** Run in a page before it loads: `window.ready` says when the first page is there to be used. */
export function noteReady() {
  const seen = new MutationObserver(() => {
    if (!document.querySelector("#open-sample")) return;
    window.ready = performance.now();
    seen.disconnect();
  });
  seen.observe(document, { childList: true, subtree: true });
}

/** When that was, as this process counts time. */
export async function readyAt(page) {
  await page.waitForFunction(() => window.ready);
  return page.evaluate(() => performance.timeOrigin + window.ready);
}
