import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Book, Outcome, Trace, Write } from './book';

/** The write was not answered or not accepted: the story it belongs to ends here. */
export class Interrupted extends Error {}

/** Somebody at a browser, with a session. */
export type Client = {
  read: <T>(operation: string, input: Record<string, string>) => Promise<T>;
  /** Writes, and notes in the book what must be found. Throws `Interrupted` unless it was acknowledged. */
  write: <T>(operation: string, input: unknown, traces: Trace[]) => Promise<T>;
  upload: (name: string, bytes: Uint8Array, traces: Trace[]) => Promise<{ id: string }>;
};

// The server answers within this even while its database is gone; see «database frozen».
const LIMIT_MS = 30_000;
const PRESSES = 5;

type Answer = { status: number; body: unknown; cookie: string | null };

const addressOf = (operation: string): string => `/api/${operation.replaceAll('.', '/')}`;

async function ask(url: string, init: RequestInit): Promise<Answer> {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(LIMIT_MS) });
  const text = await response.text();
  const cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? null;
  return { status: response.status, body: text === '' ? null : JSON.parse(text), cookie };
}

const json = (input: unknown, key?: string): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...(key && { 'idempotency-key': key }) },
  body: JSON.stringify(input),
});

/** An operation before anybody is signed in; gives the session's cookie. Throws where it is refused. */
export async function enter(
  address: string,
  operation: string,
  input: unknown,
): Promise<{ cookie: string; body: unknown }> {
  const { status, body, cookie } = await ask(`${address}${addressOf(operation)}`, json(input));
  if (status !== 200 || cookie === null) throw new Error(`${operation}: ${status} ${JSON.stringify(body)}`);
  return { cookie, body };
}

const outcomeOf = (answer: Answer | null): { outcome: Outcome; status: number } => {
  const status = answer?.status ?? 0;
  return { status, outcome: status === 200 ? 'acknowledged' : status >= 400 && status < 500 ? 'refused' : 'unknown' };
};

/** `ready` holds every request back while the server is being killed and started. */
export function openClient(address: string, cookie: string, book: Book, ready: () => Promise<void>): Client {
  let written = 0;
  const rudeIf = (operation: string, answer: Answer | null, error: unknown): void => {
    if (answer === null) {
      const late = (error as Error).name === 'TimeoutError';
      if (late) book.rude.push(`${operation}: no answer within ${LIMIT_MS / 1000} s`);
    } else if (answer.status >= 500) {
      const { code, message } = (answer.body as { error?: { code?: string; message?: string } })?.error ?? {};
      if (code !== 'unavailable') book.rude.push(`${operation}: ${answer.status} ${code} ${message}`);
    }
  };

  /** Null where no answer came. */
  const askOnce = async (operation: string, path: string, request: RequestInit): Promise<Answer | null> => {
    await ready();
    try {
      const answer = await ask(`${address}${path}`, { ...request, headers: { ...request.headers, cookie } });
      rudeIf(operation, answer, null);
      return answer;
    } catch (error) {
      rudeIf(operation, null, error);
      return null;
    }
  };

  /** `again`: how often somebody presses the button once more who has had no answer, each time under the same key. */
  const send = async <T>(
    operation: string,
    path: string,
    init: () => RequestInit,
    traces: Trace[],
    again = 0,
  ): Promise<T> => {
    let answer = await askOnce(operation, path, init());
    const write: Write = { mark: traces[0]?.mark ?? '', operation, traces, ...outcomeOf(answer), presses: 1 };
    if (traces.length > 0) book.writes.push(write);
    while (write.outcome === 'unknown' && write.presses <= again) {
      await sleep(50);
      answer = await askOnce(operation, path, init());
      Object.assign(write, outcomeOf(answer), { presses: write.presses + 1 });
    }
    if (write.outcome === 'acknowledged') return answer!.body as T;
    throw new Interrupted(`${operation}: ${write.status} ${JSON.stringify(answer?.body ?? null)}`);
  };

  return {
    read: (operation, input) =>
      send(operation, `${addressOf(operation)}?${new URLSearchParams(input)}`, () => ({}), []),
    write: (operation, input, traces) => {
      const key = randomUUID();
      // Every other one gives up, as people do, so that what nobody asked about again is looked at as well.
      written += 1;
      return send(operation, addressOf(operation), () => json(input, key), traces, written % 2 === 0 ? PRESSES : 0);
    },
    upload: (name, bytes, traces) =>
      send(
        'files',
        '/api/files',
        () => {
          const form = new FormData();
          form.append('file', new File([bytes as BlobPart], name, { type: 'text/plain' }));
          return { method: 'POST', body: form };
        },
        traces,
      ),
  };
}
