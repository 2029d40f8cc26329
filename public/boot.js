// Starts both roles of the one program: the page here, and the worker from a classic Blob script, for a module
// worker is refused on file://. In the single file glue and wasm stand inside the page; hosted they are fetched.
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
  // Base 94: eleven characters are nine bytes, worked out as three parts of 24 bits. The characters are the packer's:
  // ASCII from the blank to the tilde without "<".
  const unpackText = (element) => {
    const text = element.textContent;
    const bytes = new Uint8Array((text.length / 11) * 9);
    for (let i = 0, at = 0; i < text.length; i += 11, at += 9) {
      let high = 0, middle = 0, low = 0;
      for (let k = 0; k < 11; k += 1) {
        const code = text.charCodeAt(i + k);
        low = low * 94 + (code > 60 ? code - 33 : code - 32);
        middle = middle * 94 + (low >>> 24);
        high = high * 94 + (middle >>> 24);
        low &= 0xffffff;
        middle &= 0xffffff;
        high &= 0xffffff;
      }
      bytes[at] = high >>> 16; bytes[at + 1] = high >>> 8; bytes[at + 2] = high;
      bytes[at + 3] = middle >>> 16; bytes[at + 4] = middle >>> 8; bytes[at + 5] = middle;
      bytes[at + 6] = low >>> 16; bytes[at + 7] = low >>> 8; bytes[at + 8] = low;
    }
    // The last group was filled up with zeros, which are no part of the stream.
    return bytes.subarray(0, Number(element.dataset.bytes));
  };
  const wasmBytes = async () => {
    const packed = document.getElementById("packed-wasm");
    if (!packed) return (await fetch("yangke_bg.wasm")).arrayBuffer();
    const { instance } = await WebAssembly.instantiate(unpackText(document.getElementById("unpack-wasm")));
    const { memory, reserve, unpack } = instance.exports;
    const bytes = unpackText(packed);
    const size = Number(packed.dataset.size);
    const from = reserve(bytes.length);
    new Uint8Array(memory.buffer, from, bytes.length).set(bytes);
    const at = unpack(from, bytes.length, size);
    if (at === 0) throw new Error("the file is damaged");
    return new Uint8Array(memory.buffer, at, size);
  };
  const glueText = async () => {
    const glue = document.getElementById("glue");
    return glue.src ? (await fetch(glue.src)).text() : glue.textContent;
  };
  const start = async () => {
    const [bytes, glue] = await Promise.all([wasmBytes(), glueText()]);
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
  // A panic leaves the program dead: say so, and keep what was saved.
  globalThis.addEventListener("yangke-panic", () => {
    const box = document.createElement("div");
    box.className = "crash";
    box.setAttribute("role", "alert");
    box.textContent = "页面出错，已停止。保存过的内容都在，请重新打开本页。 The page has stopped after an error. What was saved is safe; please open it again.";
    document.body.prepend(box);
  });
  start().catch((error) => {
    say("养客没能打开，请重新打开本页。 Yangke could not start; please open it again.");
    console.error(error);
  });
})();
