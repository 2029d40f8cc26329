// Starts both roles of the one program: the page here, and the worker from a classic Blob script, for a module
// worker is refused on file://. In the single file all of it stands inside the page, packed; hosted it is fetched
// (hosted/parts.js).
"use strict";
(() => {
  const say = (text) => {
    const boot = document.getElementById("boot");
    if (boot) boot.textContent = text;
  };
  if (typeof WebAssembly !== "object" || typeof Worker !== "function") {
    say("这个浏览器太旧，打不开养客。请用新版 Edge 或 Chrome，或切换到极速模式。 This browser is too old; please use a recent Edge, Chrome or Firefox.");
    return;
  }
  // Base 125: 23 characters are twenty bytes, worked out in seven parts of 24 bits. The characters are the packer's:
  // ASCII without NUL, carriage return and "<".
  const unpackText = (element) => {
    const text = element.textContent;
    const bytes = new Uint8Array((text.length / 23) * 20 + 1);
    const parts = new Int32Array(7);
    for (let i = 0, at = 0; i < text.length; i += 23, at += 20) {
      parts.fill(0);
      for (let k = 0; k < 23; k += 1) {
        const code = text.charCodeAt(i + k);
        let carry = code - 1 - (code > 13) - (code > 60);
        for (let part = 6; part >= 0; part -= 1) {
          carry = (carry + Math.imul(parts[part], 125)) | 0;
          parts[part] = carry & 0xffffff;
          carry >>>= 24;
        }
      }
      // 160 bits stand in 168: the first part has its low two bytes only.
      bytes[at] = parts[0] >>> 8; bytes[at + 1] = parts[0];
      for (let part = 1; part < 7; part += 1) {
        bytes[at + part * 3 - 1] = parts[part] >>> 16; bytes[at + part * 3] = parts[part] >>> 8; bytes[at + part * 3 + 1] = parts[part];
      }
    }
    // The last group was filled up with zeros, which are no part of the stream.
    return bytes.subarray(0, Number(element.dataset.bytes));
  };
  // The policy knows styles and glue by their hashes.
  const add = (kind, text, parent) => {
    const element = document.createElement(kind);
    element.textContent = text;
    parent.append(element);
  };
  const unpacked = async (packed) => {
    const { instance } = await WebAssembly.instantiate(unpackText(document.getElementById("unpack-wasm")));
    const { memory, reserve, unpack } = instance.exports;
    const bytes = unpackText(packed);
    const [styles, glue, streams, wasm] = packed.dataset.parts.split(" ").map(Number);
    const from = reserve(bytes.length);
    new Uint8Array(memory.buffer, from, bytes.length).set(bytes);
    const at = unpack(from, bytes.length, styles + glue + streams, styles + glue, wasm);
    if (at === 0) throw new Error("the file is damaged");
    const part = (start, size) => new Uint8Array(memory.buffer, at + start, size);
    const text = (start, size) => new TextDecoder().decode(part(start, size));
    // The file as it is: with it the page names its own hash.
    globalThis.yangkeFile = document.documentElement.outerHTML;
    add("style", text(0, styles), document.head);
    const code = text(styles, glue);
    add("script", code, document.body);
    return [part(styles + glue, wasm), code];
  };
  const start = async () => {
    const packed = document.getElementById("packed");
    if (!packed) return yangkeParts.start();
    const [bytes, glue] = await unpacked(packed);
    const module = await WebAssembly.compile(bytes);
    const first = "\n;onmessage = (event) => { onmessage = null; wasm_bindgen({ module_or_path: event.data }); };";
    const url = URL.createObjectURL(new Blob([glue, first], { type: "text/javascript" }));
    globalThis.yangkeWorker = () => {
      const worker = new Worker(url);
      worker.postMessage(module);
      return worker;
    };
    await wasm_bindgen({ module_or_path: module });
  };
  // A panic leaves the program dead: say so, and offer what was saved. What it still showed stays readable below.
  globalThis.addEventListener("yangke-panic", ({ detail }) => {
    if (document.getElementById("crash")) return;
    const box = document.createElement("div");
    box.id = "crash";
    box.className = "crash";
    box.setAttribute("role", "alert");
    const chinese = document.documentElement.lang.startsWith("zh");
    box.append(detail ?? (chinese ? "页面出错，已停止。保存过的内容都在。 " : "The page has stopped after an error. What was saved is safe. "));
    const again = document.createElement("button");
    again.className = "button small";
    again.textContent = chinese ? "打开最后保存的内容" : "Open what was saved last";
    again.addEventListener("click", () => location.reload());
    box.append(again);
    document.body.prepend(box);
    again.focus();
  });
  start().catch((error) => {
    say("养客没能打开，请重新打开本页。 Yangke could not start; please open it again.");
    console.error(error);
  });
})();
