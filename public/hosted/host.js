// The hosted form only: works without a network from the second opening on, and says when there is a newer version.
"use strict";
(async () => {
  // On plain http there are no service workers; the page works as well, but needs its host to open.
  if (!("serviceWorker" in navigator)) return;
  // Where the browser forbids every store it would only complain of the attempt.
  try {
    await caches.keys();
  } catch {
    return;
  }
  // The worker fetches every file anew: not while the page waits for its own. A page that cannot start needs it all the more.
  await yangkeParts.started?.catch(() => {});
  const workers = navigator.serviceWorker;
  const registration = await workers.register("sw.js");
  const offer = () => {
    if (!registration.waiting || !workers.controller) return;
    globalThis.yangkeUpdate = () => {
      workers.addEventListener("controllerchange", () => location.reload(), { once: true });
      registration.waiting.postMessage("take over");
    };
    dispatchEvent(new Event("yangke-update"));
  };
  offer();
  registration.addEventListener("updatefound", () => registration.installing.addEventListener("statechange", offer));
})().catch((error) => console.warn("Yangke will not open without a network:", error));
