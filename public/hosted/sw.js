// Keeps the hosted form at hand without a network. The packer puts in the version, which is the hash of all the files,
// and their names.
"use strict";
const FILES = ["./", "%FILES%"];
// A host may have several of these pages, each with a folder of its own.
const OURS = `yangke ${registration.scope} `;
const CACHE = `${OURS}%VERSION%`;

addEventListener("install", (event) => {
  // Past the browser's own cache, so that the files of one version come together or not at all.
  const fresh = FILES.map((name) => new Request(name, { cache: "reload" }));
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(fresh)));
});

addEventListener("activate", (event) => {
  const old = (name) => name.startsWith(OURS) && name !== CACHE;
  event.waitUntil(caches.keys()
    .then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name))))
    .then(() => clients.claim()));
});

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET" || !event.request.url.startsWith(registration.scope)) return;
  const wanted = event.request.mode === "navigate" ? "./" : event.request;
  event.respondWith(caches.open(CACHE)
    .then((cache) => cache.match(wanted, { ignoreSearch: true }))
    .then((found) => found ?? fetch(event.request)));
});

// A newer version waits until the user takes it: a page never changes under the hand.
addEventListener("message", (event) => {
  if (event.data === "take over") skipWaiting();
});
