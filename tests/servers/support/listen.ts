import { SESSION_COOKIE } from '../../../src/platform/http/app';

export type Heard = { event: string; data: unknown };

/** A page that listens: what it heard so far, and whether the server has ended the stream. */
export type Listener = { status: number; headers: Headers; heard: Heard[]; ended: () => boolean; leave: () => void };

/** Opens `/api/live` of a server as the holder of a session, as a browser's EventSource does. */
export async function listen(address: string, token: string): Promise<Listener> {
  const leaving = new AbortController();
  const reply = await fetch(`${address}/api/live`, {
    headers: { cookie: `${SESSION_COOKIE}=${token}`, accept: 'text/event-stream' },
    signal: leaving.signal,
  });
  const heard: Heard[] = [];
  let ended = false;
  const take = async () => {
    let text = '';
    for await (const bytes of reply.body as unknown as AsyncIterable<Uint8Array>) {
      text += new TextDecoder().decode(bytes);
      const blocks = text.split('\n\n');
      text = blocks.pop()!;
      for (const block of blocks) {
        const event = /^event: (.+)$/m.exec(block)?.[1];
        if (event) heard.push({ event, data: JSON.parse(/^data: (.+)$/m.exec(block)![1]!) });
      }
    }
  };
  void take()
    .catch(() => undefined)
    .finally(() => {
      ended = true;
    });
  return { status: reply.status, headers: reply.headers, heard, ended: () => ended, leave: () => leaving.abort() };
}
