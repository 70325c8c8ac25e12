// Keeps the form's own files on the device and answers with them, network or not. Nothing of a mission is among them: what a
// monitor writes and what the form knows of the mission lies encrypted elsewhere (form/store.ts). The host fills in which files
// there are and their version, the digest of them all; a new version is fetched whole before the old one goes.

const worker = self as unknown as ServiceWorkerGlobalScope;
const prefix = "hudna-form-";
const kept = prefix + "HUDNA_VERSION";
const files = "HUDNA_FILES".split(" ");

worker.addEventListener("install", (event) => {
  const fresh = files.map((file) => new Request(file, { cache: "reload", credentials: "same-origin" }));
  event.waitUntil(
    caches
      .open(kept)
      .then((cache) => cache.addAll(fresh))
      .then(() => worker.skipWaiting()),
  );
});

worker.addEventListener("activate", (event) => {
  const older = (name: string) => name.startsWith(prefix) && name !== kept;
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter(older).map((name) => caches.delete(name))))
      .then(() => worker.clients.claim()),
  );
});

worker.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== worker.location.origin) return;
  // the page in whichever language it is asked for: its script says everything itself
  const file = url.pathname === "/form" ? "/form" : url.pathname + url.search;
  if (!files.includes(file)) return;
  event.respondWith(
    caches
      .open(kept)
      .then((cache) => cache.match(file))
      .then((found) => found ?? fetch(event.request)),
  );
});

export {};
