// The hosted form only: the program comes in two parts (pack/src/split.rs). The first shows the page, the later one is
// fetched behind it. A click in between waits for it; whatever else needs it fetches it at once and holds the page up.
// Where trunk serves the program unparted there is no later part.
"use strict";
globalThis.yangkeParts = (() => {
  const LATER = "yangke_later.wasm";
  // What the first part exports; the bytes of the later one; it as a module; whether it is in its place.
  let first, bytes, module, placed = false;
  let coming, tryAgain;
  const inChinese = () => document.documentElement.lang.startsWith("zh");

  const place = () => {
    if (placed || !first) return;
    new WebAssembly.Instance(module, { first });
    placed = true;
    bytes = undefined;
  };

  // Says that the later part is missing, and waits: for a while, for the network or for a click.
  const pause = (milliseconds) => new Promise((done) => {
    tryAgain = done;
    setTimeout(done, milliseconds);
    addEventListener("online", done, { once: true });
    if (document.getElementById("later-missing")) return;
    const box = document.createElement("div");
    box.id = "later-missing";
    box.className = "crash";
    box.setAttribute("role", "alert");
    box.append(inChinese() ? "养客还有一部分没有取到，正在重试；取到之前，请先不要操作。 " : "A part of Yangke has not arrived yet. It is being asked for again; please wait for it before you go on. ");
    const again = document.createElement("button");
    again.className = "button small";
    again.textContent = inChinese() ? "立即重试" : "Try again now";
    again.addEventListener("click", () => tryAgain());
    box.append(again);
    document.body.prepend(box);
  });
  const fetched = async () => {
    for (let wait = 1000; !module; wait = Math.min(wait * 2, 30000)) {
      try {
        const answer = await fetch(LATER);
        if (!answer.ok) throw new Error(`${LATER}: ${answer.status}`);
        bytes ??= await answer.arrayBuffer();
        const compiled = await WebAssembly.compile(bytes);
        // In the meantime somebody may have been in a greater hurry.
        module ??= compiled;
      } catch (error) {
        bytes = undefined;
        console.warn("a part of Yangke has not arrived:", error);
        if (!module) await pause(wait);
      }
    }
    document.getElementById("later-missing")?.remove();
    return module;
  };
  // Asked for once, whoever asks first.
  const later = () => (coming ??= fetched());

  // The last click is made again when the later part is there. One into a new tab is none of the program's business.
  let held;
  const hold = (event) => {
    const ours = event.isTrusted && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (placed || !ours || event.target.closest(".crash")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    document.documentElement.style.cursor = "progress";
    if (!held) {
      later().then(() => {
        place();
        document.documentElement.style.cursor = "";
        if (held.target.isConnected) held.target.dispatchEvent(new MouseEvent("click", held));
      });
    }
    held = { target: event.target, bubbles: true, cancelable: true, composed: true, detail: event.detail, clientX: event.clientX, clientY: event.clientY };
  };

  // In the middle of a call: nothing can be waited for but the answer itself. Bytes come as text, for a window may not ask
  // for anything else this way.
  const asked = () => {
    const request = new XMLHttpRequest();
    request.open("GET", LATER, false);
    request.overrideMimeType("text/plain; charset=x-user-defined");
    try {
      request.send();
    } catch {
      return undefined;
    }
    return request.status === 200 ? Uint8Array.from(request.responseText, (letter) => letter.charCodeAt(0)) : undefined;
  };
  const load = () => {
    for (let tries = 0; !module && tries < 3; tries += 1) {
      bytes ??= asked();
      if (bytes) module = new WebAssembly.Module(bytes);
    }
    if (!module) {
      const detail = inChinese() ? "养客还有一部分取不到，页面已停止。保存过的内容都在。 " : "A part of Yangke could not be fetched, so the page has stopped. What was saved is safe. ";
      dispatchEvent(new CustomEvent("yangke-panic", { detail }));
      throw new Error(`${LATER} could not be fetched`);
    }
    place();
  };

  // Chromium before version 121 compiles no more than 4 kB while something waits for it.
  const compilesAtOnce = () => {
    const padded = new Uint8Array(5011);
    padded.set([0, 97, 115, 109, 1, 0, 0, 0, 0, 0x88, 0x27]);
    try {
      return new WebAssembly.Module(padded) instanceof WebAssembly.Module;
    } catch {
      return false;
    }
  };
  // Whoever has been here before has both parts at hand: then nothing is gained by beginning with one.
  const together = !compilesAtOnce() || Boolean(navigator.serviceWorker?.controller);

  const compiled = async (name) => {
    const answer = await fetch(name);
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
    // A host may not know what wasm is; then it is not taken piece by piece.
    const streams = answer.headers.get("content-type") === "application/wasm";
    return streams ? WebAssembly.compileStreaming(answer) : WebAssembly.compile(await answer.arrayBuffer());
  };
  // Until there is a heading and the browser has time.
  const onScreen = () => new Promise((done) => {
    const look = () => {
      if (!document.querySelector("main h1")) return;
      seen.disconnect();
      if (globalThis.requestIdleCallback) requestIdleCallback(done, { timeout: 1000 });
      else setTimeout(done, 100);
    };
    const seen = new MutationObserver(look);
    seen.observe(document.body, { childList: true, subtree: true });
    look();
  });

  const inWorker = [
    "",
    ";let later;",
    "self.yangkeParts = { load() {}, begun: (first) => { new WebAssembly.Instance(later, { first }); } };",
    "onmessage = ({ data }) => { onmessage = null; later = data[1]; wasm_bindgen({ module_or_path: data[0] }); };",
  ].join("\n");
  const start = async () => {
    if (together) later();
    const glue = fetch("yangke.js").then((answer) => answer.text());
    const whole = await compiled("yangke_bg.wasm");
    const parted = WebAssembly.Module.imports(whole).some((wanted) => wanted.module === "./later");
    const rest = parted ? later : async () => null;
    const url = URL.createObjectURL(new Blob([await glue, inWorker], { type: "text/javascript" }));
    globalThis.yangkeWorker = () => {
      const worker = new Worker(url);
      rest().then((module) => worker.postMessage([whole, module]));
      return worker;
    };
    if (parted) addEventListener("click", hold, true);
    await wasm_bindgen({ module_or_path: whole });
    if (!parted) return;
    await onScreen();
    await later();
    place();
  };
  // The glue hands the first part over before it starts it.
  const begun = async (exports) => {
    first = exports;
    if (!together) return;
    await WebAssembly.instantiate(await later(), { first });
    placed = true;
  };
  const parts = { load, begun, start: () => (parts.started = start()) };
  return parts;
})();
