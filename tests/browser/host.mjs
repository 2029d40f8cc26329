// A static host in this process: notes what is asked for and when, and can be slow or broken on purpose.
import { createServer } from "node:http";
import { filesOf } from "../../tools/serve.mjs";

/** Serves a folder. `answer(name)` may take its time; where it gives a status, that is all there is. */
export async function host(folder, answer = () => {}) {
  const asked = [];
  const serve = filesOf(folder);
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const name = pathname === "/" ? "index.html" : pathname.slice(1);
    asked.push({ name, at: Date.now() });
    const status = await answer(name);
    if (status) response.writeHead(status).end();
    else await serve(request, response);
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
