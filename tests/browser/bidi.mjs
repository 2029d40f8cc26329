// Drives the Firefox of the system over WebDriver BiDi: playwright-core knows only a Firefox of its own making. Pages have
// playwright's names for what both can do, so that harness.mjs serves both.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import WebSocket from "ws";

const PATIENCE = 20_000;
// A page that hangs never answers.
const ANSWER = 60_000;
const program = process.env.FIREFOX ?? ["/usr/bin/firefox-esr", "/usr/bin/firefox"].find((path) => existsSync(path)) ?? "firefox";
// A fresh profile must not greet, update itself or ask where to save; the rest is as a customer's machine has it. What
// Firefox recommends for automation is switched off: it would let all local files share one store, as no user's does.
const prefs = {
  "remote.prefs.recommended": false,
  // Else a test can put a file into a field on file:// only.
  "dom.file.createInChild": true,
  "browser.shell.checkDefaultBrowser": false, "browser.aboutwelcome.enabled": false, "app.update.enabled": false,
  "datareporting.policy.dataSubmissionEnabled": false, "browser.startup.homepage_override.mstone": "ignore",
  "browser.download.folderList": 2, "browser.download.useDownloadDir": true, "browser.download.alwaysOpenPanel": false,
};

/** Starts Firefox with a profile that outlives it; `more` are settings besides the usual ones. */
export async function firefox(profile, more = {}) {
  const files = join(profile, "files");
  mkdirSync(files, { recursive: true });
  const all = { ...prefs, "browser.download.dir": files, ...more };
  writeFileSync(join(profile, "user.js"), Object.entries(all).map(([key, value]) => `user_pref("${key}", ${JSON.stringify(value)});`).join("\n"));
  const running = spawn(program, ["--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0", "about:blank"],
    { stdio: ["ignore", "ignore", "pipe"], env: { ...process.env, HOME: profile, MOZ_CRASHREPORTER_DISABLE: "1" } });
  const kill = () => running.kill("SIGKILL");
  process.once("exit", kill);
  const ended = new Promise((done) => running.once("exit", done)).then(() => process.off("exit", kill));
  const { send, heard, hang_up } = await connect(`${await address(running, ended)}/session`);
  await send("session.new", { capabilities: {} });
  await send("session.subscribe", { events: ["log.entryAdded", "network.beforeRequestSent", "browsingContext.downloadEnd"] });
  const browser = {
    /** Calls `hear(method, params)` at every event. */
    hear: (hear) => heard.add(hear),
    /** Runs a function in every page before the page's own scripts. */
    before: (body) => send("script.addPreloadScript", { functionDeclaration: String(body) }),
    page: async () => new Page(send, heard, (await send("browsingContext.getTree")).contexts[0].context, files),
    tab: async () => new Page(send, heard, (await send("browsingContext.create", { type: "tab" })).context, files),
    /** As a crash or a power cut ends it. */
    async killed() {
      kill();
      await ended;
      hang_up();
    },
    /** Ends it in good order, so that it writes what it holds. */
    async closed() {
      send("browser.close").catch(() => undefined);
      const late = setTimeout(kill, 10_000);
      await ended;
      clearTimeout(late);
      hang_up();
    },
  };
  // A policy violation is no console message of its own.
  await browser.before(() => addEventListener("securitypolicyviolation", (e) => console.error("policy " + e.violatedDirective + " " + e.blockedURI)));
  return browser;
}

/** Where a Firefox that has just been started listens. */
function address(running, ended) {
  return new Promise((found, no) => {
    let said = "";
    running.stderr.on("data", (part) => {
      said += part;
      const at = said.match(/WebDriver BiDi listening on (ws:\S+)/);
      if (at) found(at[1]);
    });
    running.once("error", no);
    ended.then(() => no(new Error(`Firefox ended: ${said.slice(-500)}`)));
  });
}

/** Commands with their answers, and who hears the events. */
async function connect(url) {
  const socket = new WebSocket(url, { perMessageDeflate: false, maxPayload: 1 << 28 });
  await new Promise((done, no) => socket.once("open", done).once("error", no));
  const waiting = new Map();
  const heard = new Set();
  let last = 0;
  const answer = (id, fault, result) => {
    const { done, no, late } = waiting.get(id) ?? {};
    waiting.delete(id);
    clearTimeout(late);
    if (fault) no?.(new Error(fault));
    else done?.(result);
  };
  socket.on("message", (text) => {
    const said = JSON.parse(text);
    if (said.type === "event") heard.forEach((hear) => hear(said.method, said.params));
    else answer(said.id, said.type === "error" && `${said.error}: ${said.message}`, said.result);
  });
  socket.on("error", () => undefined);
  socket.on("close", () => [...waiting.keys()].forEach((id) => answer(id, "Firefox has hung up")));
  const send = (method, params = {}) => new Promise((done, no) => {
    const id = ++last;
    waiting.set(id, { done, no, late: setTimeout(answer, ANSWER, id, `${method}: no answer`) });
    socket.send(JSON.stringify({ id, method, params }));
  });
  return { send, heard, hang_up: () => socket.terminate() };
}

const keys = { Enter: "\uE007", Control: "\uE009" };
const strokes = (type, list) => list.map((name) => ({ type, value: keys[name] ?? name }));

class Page {
  constructor(send, heard, context, files) {
    Object.assign(this, { send: (method, params) => send(method, { context, ...params }), heard, context, files });
  }

  goto(url) {
    return this.send("browsingContext.navigate", { url, wait: "complete" });
  }

  reload() {
    return this.send("browsingContext.reload", { wait: "complete" });
  }

  /** Runs a function in the page, whose arguments and answer go as JSON, or a whole script, which answers nothing. */
  async evaluate(body, ...given) {
    const expression = typeof body === "string" ? `${body}\n;null` : `(async () => JSON.stringify(await (${body})(...${JSON.stringify(given)})))()`;
    const { result, exceptionDetails } = await this.send("script.evaluate", { expression, target: { context: this.context }, awaitPromise: true, userActivation: true });
    if (exceptionDetails) throw new Error(exceptionDetails.text);
    return result.value === undefined ? undefined : JSON.parse(result.value);
  }

  /** Waits until a function in the page is true, and gives what it gave. */
  async waitForFunction(body, ...given) {
    const start = Date.now();
    for (;;) {
      const late = Date.now() - start > PATIENCE;
      // While a page is being left it may not answer.
      const answer = await this.evaluate(body, ...given).catch((error) => { if (late) throw error; });
      if (answer) return answer;
      if (late) throw new Error(`never true: ${body} ${JSON.stringify(given)}`);
      await new Promise((done) => setTimeout(done, 40));
    }
  }

  waitForSelector(selector) {
    return this.waitForFunction((selector) => Boolean(document.querySelector(selector)), selector);
  }

  textContent(selector) {
    return this.waitForFunction((selector) => document.querySelector(selector)?.textContent.trim(), selector);
  }

  says(selector, words) {
    return this.waitForFunction((selector, words) => document.querySelector(selector)?.textContent.includes(words), selector, words);
  }

  async element(selector) {
    await this.waitForSelector(selector);
    const { nodes } = await this.send("browsingContext.locateNodes", { locator: { type: "css", value: selector }, maxNodeCount: 1 });
    return { sharedId: nodes[0].sharedId };
  }

  act(type, actions) {
    return this.send("input.performActions", { actions: [{ type, id: type, actions }] });
  }

  /** A real click, in the middle of the element. */
  async click(selector) {
    const origin = { type: "element", element: await this.element(selector) };
    await this.evaluate((selector) => document.querySelector(selector).scrollIntoView({ block: "center", behavior: "instant" }), selector);
    await this.act("pointer", [{ type: "pointerMove", x: 0, y: 0, origin }, { type: "pointerDown", button: 0 }, { type: "pointerUp", button: 0 }]);
  }

  /** A real key, with others held down. */
  press(key, ...held) {
    return this.act("key", [...strokes("keyDown", [...held, key]), ...strokes("keyUp", [key, ...held])]);
  }

  /** Writes with real keys. */
  async fill(selector, words) {
    await this.waitForSelector(selector);
    await this.evaluate((selector) => document.querySelector(selector).focus(), selector);
    await this.act("key", [...words].flatMap((letter) => [...strokes("keyDown", [letter]), ...strokes("keyUp", [letter])]));
  }

  /** Chooses a file in a file field. */
  async choose(selector, name, bytes) {
    const path = join(mkdtempSync(join(this.files, "list-")), name);
    writeFileSync(path, bytes);
    await this.send("input.setFiles", { element: await this.element(selector), files: [path] });
  }

  /** Clicks, and gives the file that the browser has saved for it. */
  async download(selector) {
    let hear, late;
    const saved = new Promise((done, no) => {
      this.heard.add(hear = (method, params) => method === "browsingContext.downloadEnd" && done(params));
      late = setTimeout(no, PATIENCE, new Error(`no file from ${selector}`));
    });
    saved.catch(() => undefined);
    await this.click(selector);
    const end = await saved.finally(() => { this.heard.delete(hear); clearTimeout(late); });
    if (end.status !== "complete") throw new Error(`${selector}: download ${end.status}`);
    return { path: end.filepath, name: basename(end.filepath) };
  }

  setViewportSize({ width, height }) {
    return this.send("browsingContext.setViewport", { viewport: { width, height } });
  }

  /** A picture of the whole page, as PNG. */
  async screenshot() {
    const { data } = await this.send("browsingContext.captureScreenshot", { origin: "document" });
    return Buffer.from(data, "base64");
  }
}
