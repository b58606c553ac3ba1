import type { Book, Trace } from './book';

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

type Answer = { status: number; body: unknown; cookie: string | null };

const addressOf = (operation: string): string => `/api/${operation.replaceAll('.', '/')}`;

async function ask(url: string, init: RequestInit): Promise<Answer> {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(LIMIT_MS) });
  const text = await response.text();
  const cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? null;
  return { status: response.status, body: text === '' ? null : JSON.parse(text), cookie };
}

const json = (input: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
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

/** `ready` holds every request back while the server is being killed and started. */
export function openClient(address: string, cookie: string, book: Book, ready: () => Promise<void>): Client {
  const rudeIf = (operation: string, answer: Answer | null, error: unknown): void => {
    if (answer === null) {
      const late = (error as Error).name === 'TimeoutError';
      if (late) book.rude.push(`${operation}: no answer within ${LIMIT_MS / 1000} s`);
    } else if (answer.status >= 500) {
      const { code, message } = (answer.body as { error?: { code?: string; message?: string } })?.error ?? {};
      if (code !== 'unavailable') book.rude.push(`${operation}: ${answer.status} ${code} ${message}`);
    }
  };

  const send = async <T>(operation: string, path: string, init: () => RequestInit, traces: Trace[]): Promise<T> => {
    await ready();
    let answer: Answer | null = null;
    try {
      const request = init();
      answer = await ask(`${address}${path}`, { ...request, headers: { ...request.headers, cookie } });
      rudeIf(operation, answer, null);
    } catch (error) {
      rudeIf(operation, null, error);
    }
    const status = answer?.status ?? 0;
    const outcome = status === 200 ? 'acknowledged' : status >= 400 && status < 500 ? 'refused' : 'unknown';
    if (traces.length > 0) book.writes.push({ mark: traces[0]!.mark, operation, traces, outcome, status });
    if (outcome === 'acknowledged') return answer!.body as T;
    throw new Interrupted(`${operation}: ${status} ${JSON.stringify(answer?.body ?? null)}`);
  };

  return {
    read: (operation, input) =>
      send(operation, `${addressOf(operation)}?${new URLSearchParams(input)}`, () => ({}), []),
    write: (operation, input, traces) => send(operation, addressOf(operation), () => json(input), traces),
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
