// Drives the Firefox of the system over WebDriver BiDi: playwright-core knows only a Firefox of its own making.
import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { tmpdir } from "node:os";
import { mkdtempSync } from "node:fs";
import WebSocket from "ws";

const PATIENCE = 30_000;
// A fresh profile must not greet, update itself or ask where to save; the rest is as a customer's machine has it.
const prefs = {
  "browser.shell.checkDefaultBrowser": false, "browser.aboutwelcome.enabled": false, "app.update.enabled": false,
  "datareporting.policy.dataSubmissionEnabled": false, "browser.startup.homepage_override.mstone": "ignore",
  "browser.download.folderList": 2, "browser.download.useDownloadDir": true, "browser.download.alwaysOpenPanel": false,
};

/** Starts Firefox with a profile that outlives it. `closed` ends it in good order, so that it writes what it holds. */
export async function firefox(profile) {
  const files = join(profile, "files");
  mkdirSync(files, { recursive: true });
  const all = { ...prefs, "browser.download.dir": files };
  writeFileSync(join(profile, "user.js"), Object.entries(all).map(([key, value]) => `user_pref("${key}", ${JSON.stringify(value)});`).join("\n"));
  const program = spawn(process.env.FIREFOX ?? "/usr/bin/firefox-esr",
    ["--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0", "about:blank"],
    { stdio: ["ignore", "ignore", "pipe"], env: { ...process.env, HOME: profile, MOZ_CRASHREPORTER_DISABLE: "1" } });
  const ended = new Promise((done) => program.once("exit", done));
  const address = await new Promise((found, no) => {
    let said = "";
    program.stderr.on("data", (part) => {
      said += part;
      const at = said.match(/WebDriver BiDi listening on (ws:\S+)/);
      if (at) found(at[1]);
    });
    program.once("error", no);
    ended.then(() => no(new Error(`Firefox ended: ${said.slice(-500)}`)));
  });
  const socket = new WebSocket(`${address}/session`, { perMessageDeflate: false, maxPayload: 1 << 28 });
  await new Promise((done, no) => socket.once("open", done).once("error", no));
  const waiting = new Map();
  const heard = [];
  let last = 0;
  socket.on("message", (text) => {
    const said = JSON.parse(text);
    if (said.type === "event") return heard.forEach((hear) => hear(said.method, said.params));
    const [done, no] = waiting.get(said.id) ?? [];
    waiting.delete(said.id);
    if (said.type === "error") no?.(new Error(`${said.error}: ${said.message}`));
    else done?.(said.result);
  });
  const send = (method, params = {}) => new Promise((done, no) => {
    waiting.set(++last, [done, no]);
    socket.send(JSON.stringify({ id: last, method, params }));
  });
  await send("session.new", { capabilities: {} });
  await send("session.subscribe", { events: ["log.entryAdded", "network.beforeRequestSent", "browsingContext.downloadEnd"] });
  // A policy violation is no console message of its own.
  await send("script.addPreloadScript", { functionDeclaration: `() => addEventListener("securitypolicyviolation", (e) => console.error("policy " + e.violatedDirective + " " + e.blockedURI))` });
  return {
    send,
    hear: (hear) => heard.push(hear),
    page: async () => new Page(send, heard, (await send("browsingContext.getTree")).contexts[0].context, files),
    tab: async () => new Page(send, heard, (await send("browsingContext.create", { type: "tab" })).context, files),
    async closed() {
      send("browser.close").catch(() => undefined);
      const late = setTimeout(() => program.kill("SIGKILL"), 10_000);
      await ended;
      clearTimeout(late);
      socket.terminate();
    },
  };
}

const keys = { Enter: "\uE007", Tab: "\uE004", Escape: "\uE00C", Control: "\uE009" };

class Page {
  constructor(send, heard, context, files) {
    Object.assign(this, { send, heard, context, files });
  }

  /** Goes there; with "none" it does not wait for the load. */
  goto(url, wait = "complete") {
    return this.send("browsingContext.navigate", { context: this.context, url, wait });
  }

  reload() {
    return this.send("browsingContext.reload", { context: this.context, wait: "complete" });
  }

  /** Runs a function in the page; its arguments and its answer go as JSON. */
  async run(body, ...given) {
    const { result, exceptionDetails } = await this.send("script.evaluate", {
      expression: `(async () => JSON.stringify(await (${body})(...${JSON.stringify(given)})))()`,
      target: { context: this.context }, awaitPromise: true, userActivation: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.text);
    return result.value === undefined ? undefined : JSON.parse(result.value);
  }

  /** Waits until a function in the page is true, and gives what it gave. */
  async until(body, ...given) {
    const start = Date.now();
    for (;;) {
      const answer = await this.run(body, ...given).catch((error) => { if (Date.now() - start > PATIENCE) throw error; });
      if (answer) return answer;
      if (Date.now() - start > PATIENCE) throw new Error(`never true: ${body} ${JSON.stringify(given)}`);
      await new Promise((done) => setTimeout(done, 40));
    }
  }

  there(selector) {
    return this.until((selector) => Boolean(document.querySelector(selector)), selector);
  }

  text(selector) {
    return this.until((selector) => document.querySelector(selector)?.textContent.trim(), selector);
  }

  says(selector, words) {
    return this.until((selector, words) => document.querySelector(selector)?.textContent.includes(words), selector, words);
  }

  async element(selector) {
    await this.there(selector);
    const { nodes } = await this.send("browsingContext.locateNodes", { context: this.context, locator: { type: "css", value: selector }, maxNodeCount: 1 });
    return { sharedId: nodes[0].sharedId };
  }

  /** A real click, in the middle of the element. */
  async click(selector) {
    const element = await this.element(selector);
    await this.run((selector) => document.querySelector(selector).scrollIntoView({ block: "center", behavior: "instant" }), selector);
    const origin = { type: "element", element };
    await this.send("input.performActions", { context: this.context, actions: [{ type: "pointer", id: "mouse", actions: [
      { type: "pointerMove", x: 0, y: 0, origin }, { type: "pointerDown", button: 0 }, { type: "pointerUp", button: 0 },
    ] }] });
  }

  /** Real keys, with some held down. */
  async press(key, ...held) {
    const each = (type, list) => list.map((name) => ({ type, value: keys[name] ?? name }));
    const actions = [...each("keyDown", held), ...each("keyDown", [key]), ...each("keyUp", [key]), ...each("keyUp", held)];
    await this.send("input.performActions", { context: this.context, actions: [{ type: "key", id: "keys", actions }] });
  }

  async fill(selector, words) {
    await this.there(selector);
    await this.run((selector) => document.querySelector(selector).focus(), selector);
    const actions = [...words].flatMap((value) => [{ type: "keyDown", value }, { type: "keyUp", value }]);
    await this.send("input.performActions", { context: this.context, actions: [{ type: "key", id: "keys", actions }] });
  }

  /** Chooses a file in a file field. */
  async choose(selector, name, bytes) {
    const path = join(mkdtempSync(join(tmpdir(), "yangke-list-")), name);
    writeFileSync(path, bytes);
    await this.send("input.setFiles", { context: this.context, element: await this.element(selector), files: [path] });
  }

  /** Clicks, and gives the file that the browser has saved for it. */
  async download(selector) {
    let hear;
    const saved = new Promise((done) => this.heard.push(hear = (method, params) => method === "browsingContext.downloadEnd" && done(params)));
    await this.click(selector);
    const late = new Promise((_, no) => setTimeout(no, PATIENCE, new Error(`no file from ${selector}`)).unref());
    const end = await Promise.race([saved, late]);
    this.heard.splice(this.heard.indexOf(hear), 1);
    if (end.status !== "complete") throw new Error(`${selector}: download ${end.status}`);
    return { path: end.filepath, name: basename(end.filepath) };
  }

  size(width, height) {
    return this.send("browsingContext.setViewport", { context: this.context, viewport: { width, height } });
  }

  /** A picture of the whole page, as PNG. */
  async picture() {
    const { data } = await this.send("browsingContext.captureScreenshot", { context: this.context, origin: "document" });
    return Buffer.from(data, "base64");
  }

  front() {
    return this.send("browsingContext.activate", { context: this.context });
  }
}
