/**
 * The service worker of the browser desk: keeps the built files, so that the desk opens without the hub. It never
 * keeps an answer of the hub; what the desk knows is in its own store (renderer/data).
 */

interface Extendable extends Event {
  waitUntil(work: Promise<unknown>): void;
}

interface Fetching extends Extendable {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}

interface Worker {
  readonly location: Location;
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: Extendable) => void): void;
  addEventListener(type: 'fetch', listener: (event: Fetching) => void): void;
}

declare const self: Worker;
/** Put in by sw-plugin.ts: the build's files, and a name that changes with any of them. */
declare const __PRECACHE__: { readonly version: string; readonly files: readonly string[] };

const manifest = __PRECACHE__;
const cacheName = `dunebook-${manifest.version}`;
const kept = new Set(manifest.files.map((file) => `/${file}`));
const page = '/index.html';
/** Paths that are the hub's own, even when a person opens them in a window. */
const ofTheHub = /^\/(v1|v2|calendar|errors|health)(\/|$)/;

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(cacheName)
      .then((cache) => cache.addAll([...kept].map((path) => new Request(path, { cache: 'reload' }))))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => names.filter((name) => name.startsWith('dunebook-') && name !== cacheName))
      .then((old) => Promise.all(old.map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin || ofTheHub.test(url.pathname)) return;
  const path = request.mode === 'navigate' ? page : url.pathname;
  if (kept.has(path)) event.respondWith(fromCache(path, request));
});

async function fromCache(path: string, request: Request): Promise<Response> {
  const cached = await caches.match(path, { cacheName });
  return cached ?? fetch(request);
}

export type {};
