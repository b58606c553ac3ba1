import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';

/** One page that listens. */
export type LiveConnection = {
  changed: (topics: readonly string[]) => void;
  missed: () => void;
  /** Keeps gates in between from taking the silence for death, and finds out who is gone. */
  beat: () => void;
  /** `over`: the session ended, do not come back. `restart`: the server goes, come back. */
  end: (why: 'over' | 'restart') => void;
};

// The first news is passed on at once, give or take, so that two hundred pages do not all ask in the same instant; what comes
// in the next seconds is put together, so that a busy morning costs each page one look every few seconds.
const SPREAD_MS = 250;
const GAP_MS = 3_000;
// After a gap every page asks for all it shows.
const SPREAD_OF_ALL_MS = 2_000;
const COME_BACK_MS = 3_000;
// Events are tiny. Whoever has not taken this much does not listen.
const MOST_UNREAD = 64 * 1024;

/** Begins the stream on a reply that was taken out of the framework's hands; `onGone` is called once, however it ends. */
export function openConnection(raw: ServerResponse, headers: OutgoingHttpHeaders, onGone: () => void): LiveConnection {
  let waiting: Set<string> | 'all' = new Set();
  let timer: NodeJS.Timeout | null = null;
  let sentAt = Number.NEGATIVE_INFINITY;
  let gone = false;

  const leave = () => {
    if (gone) return;
    gone = true;
    if (timer) clearTimeout(timer);
    onGone();
  };
  raw.on('close', leave);
  raw.on('error', leave);

  const write = (text: string) => {
    if (gone) return;
    if (raw.writableLength > MOST_UNREAD) raw.destroy();
    else raw.write(text);
  };

  const send = () => {
    timer = null;
    sentAt = performance.now();
    const topics = waiting;
    waiting = new Set();
    if (topics === 'all') write('event: missed\ndata: {}\n\n');
    else write(`event: changed\ndata: ${JSON.stringify({ topics: [...topics].sort() })}\n\n`);
  };

  const soon = (spread: number) => {
    if (gone || timer) return;
    timer = setTimeout(send, Math.max(Math.random() * spread, sentAt + GAP_MS - performance.now()));
    timer.unref();
  };

  raw.writeHead(200, {
    ...headers,
    'content-type': 'text/event-stream; charset=utf-8',
    // No gate may keep it, shrink it or hold it back.
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
  });
  const comeBack = COME_BACK_MS + Math.round(Math.random() * COME_BACK_MS);
  write(`retry: ${comeBack}\nevent: hello\ndata: {}\n\n`);

  return {
    changed: topics => {
      if (waiting !== 'all') for (const topic of topics) waiting.add(topic);
      soon(SPREAD_MS);
    },
    missed: () => {
      waiting = 'all';
      soon(SPREAD_OF_ALL_MS);
    },
    beat: () => write(': \n\n'),
    end: why => {
      if (gone) return;
      if (why === 'over') write('event: over\ndata: {}\n\n');
      leave();
      raw.end();
    },
  };
}
