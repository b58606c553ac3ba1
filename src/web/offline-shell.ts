/**
 * A service worker of one task: a reload without a line gets the page that came last instead of the browser's own. Everything else is the
 * browser's and the server's: files have their hash and lie in the browser's cache, the API is never touched (docs/decisions/0016).
 */

// The types of a worker clash with those of a page, which all other files have.
type Waiting = Event & { waitUntil: (until: Promise<unknown>) => void };
type Asked = Waiting & {
  request: Request;
  preloadResponse: Promise<Response | undefined>;
  respondWith: (answer: Promise<Response>) => void;
};
type Worker = EventTarget & {
  skipWaiting: () => Promise<void>;
  clients: { claim: () => Promise<void> };
  registration: { navigationPreload?: { enable: () => Promise<void> } };
};

const worker = globalThis as unknown as Worker;

const SHELL = 'shell';
// One page for every address.
const KEY = '/';

const fromServer = async ({ request, preloadResponse }: Asked): Promise<Response> => {
  const answer = (await preloadResponse) ?? (await fetch(request));
  const isPage = answer.ok && !answer.redirected && answer.headers.get('content-type')?.startsWith('text/html');
  if (isPage) await (await caches.open(SHELL)).put(KEY, answer.clone());
  return answer;
};

worker.addEventListener('install', event => (event as Waiting).waitUntil(worker.skipWaiting()));
worker.addEventListener('activate', event => {
  const begin = async () => {
    await worker.registration.navigationPreload?.enable();
    await worker.clients.claim();
    // The page that is open came before there was anybody to keep it.
    await (await caches.open(SHELL)).add(KEY);
  };
  (event as Waiting).waitUntil(begin());
});
worker.addEventListener('fetch', event => {
  const asked = event as Asked;
  const { mode, method, url } = asked.request;
  if (mode !== 'navigate' || method !== 'GET' || new URL(url).pathname.startsWith('/api/')) return;
  asked.respondWith(
    fromServer(asked).catch(async error => {
      const kept = await caches.match(KEY);
      if (!kept) throw error;
      return kept;
    }),
  );
});

export {};
