// The page without a network, after the first visit. A worker has the files of one build, checked by their hashes, so
// that no copy mixes two builds. A page comes from the network as long as there is one; where that is of another build,
// the worker drops its copy and makes way for the next worker.

/** Hashes of the site's files by their paths. */
declare const files: Record<string, string>;
/** The mark of this build in the HTML of its pages. */
declare const build: string;

interface WorkerEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface FetchEvent extends WorkerEvent {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Scope {
  readonly registration: ServiceWorkerRegistration;
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listen: (event: WorkerEvent) => void): void;
  addEventListener(type: 'fetch', listen: (event: FetchEvent) => void): void;
  addEventListener(type: 'message', listen: () => void): void;
}
const worker = globalThis as unknown as Scope;
const { registration } = worker;

/** Milliseconds that the network has for a page before the copy is shown. */
const patience = 4000;

/** Pages of other paths of this host have copies of their own. */
const prefix = `loss-playground ${registration.scope} `;
const copyName = prefix + build;
const otherCopies = async () =>
  (await caches.keys()).filter((each) => each.startsWith(prefix) && each !== copyName);

/** Hosts redirect `index.html` to its folder. */
const addressOf = (path: string) =>
  new URL(path.replace(/(^|\/)index\.html$/, '$1'), registration.scope).href;

/** The site's file at an address; undefined if it is none. */
function pathOf(address: string): string | undefined {
  const { origin, pathname } = new URL(address);
  const rest = `${origin}${pathname}`.slice(registration.scope.length);
  const path = /(^|\/)$/.test(rest) ? `${rest}index.html` : rest;
  return address.startsWith(registration.scope) && Object.hasOwn(files, path) ? path : undefined;
}

async function hashOf(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Keeps an answer; false if it is not this build's file. */
async function keep(path: string, answer: Response): Promise<boolean> {
  const bytes = await answer.arrayBuffer();
  if (!answer.ok || (await hashOf(bytes)) !== files[path]) return false;
  const headers = new Headers(answer.headers);
  // They are about the bytes on their way.
  for (const header of ['content-encoding', 'content-length']) headers.delete(header);
  await (await caches.open(copyName)).put(addressOf(path), new Response(bytes, { headers }));
  return true;
}

/** Keeps a file; once more past the browser's cache, which may have one of an earlier build, or after a lost connection. */
async function take(path: string): Promise<void> {
  for (const cache of ['default', 'reload'] as const) {
    const answer = await fetch(addressOf(path), { cache }).catch(() => null);
    if (answer && (await keep(path, answer))) return;
  }
  throw new Error(`${path} is not of build ${build}`);
}

/** Takes all files or none. A file that still arrives after another has failed would make the dropped copy again. */
async function takeAll(): Promise<void> {
  const taken = await Promise.allSettled(Object.keys(files).map(take));
  const failed = taken.find((each) => each.status === 'rejected');
  if (!failed) return;
  await caches.delete(copyName);
  throw failed.reason;
}

/** `caches.open` would make a copy again that is dropped in between, and the next worker would wait for it to go. */
const copyOf = (path: string): Promise<Response | undefined> =>
  caches.match(addressOf(path), { cacheName: copyName });

/** What the network answers in time; null if it does not, or its server fails. */
async function answerInTime(request: Request): Promise<Response | null> {
  const late = new Promise<null>((done) => setTimeout(() => done(null), patience));
  const answer = await Promise.race([fetch(request).catch(() => null), late]);
  return answer && answer.status < 500 ? answer : null;
}

/** A page from the network if it answers in time, otherwise from the copy. */
async function page(path: string, event: FetchEvent): Promise<Response> {
  const copy = await copyOf(path);
  const answer = copy ? await answerInTime(event.request) : await fetch(event.request);
  if (!answer) return copy as Response;
  const mark = /<meta name="build" content="(\w+)"/.exec(await answer.clone().text())?.[1];
  if (mark === build && !copy) event.waitUntil(takeAll());
  if (mark !== undefined && mark !== build) {
    await caches.delete(copyName);
    // One that is still installing may have looked for this copy just before it was dropped.
    for (const next of [registration.installing, registration.waiting]) next?.postMessage(null);
  }
  return answer;
}

/** A file from the copy, or from the network once that is dropped. */
const file = async (path: string, request: Request): Promise<Response> =>
  (await copyOf(path)) ?? fetch(request);

worker.addEventListener('install', (event) =>
  event.waitUntil(
    takeAll().then(async () => {
      // Pages of another build go on with their own files.
      if ((await otherCopies()).length === 0) await worker.skipWaiting();
    }),
  ),
);
worker.addEventListener('message', () => void worker.skipWaiting());
worker.addEventListener('activate', (event) =>
  event.waitUntil(otherCopies().then((names) => Promise.all(names.map((each) => caches.delete(each))))),
);
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const path = request.method === 'GET' ? pathOf(request.url) : undefined;
  if (path === undefined) return;
  event.respondWith(request.mode === 'navigate' ? page(path, event) : file(path, request));
});

export {};
