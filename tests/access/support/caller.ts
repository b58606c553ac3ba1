import type { FastifyInstance } from 'fastify';
import { unzipSync } from 'fflate';
import type { Id } from '../../../src/platform/database/tables';
import { SESSION_COOKIE } from '../../../src/platform/http/app';
import { addressOf } from '../../../src/platform/operation';

/** What came back: the code of a refusal (null where it was answered), and all text that the answer holds. */
export type Reply = { status: number; code: string | null; text: string };

export type Caller = {
  userId: Id;
  token: string | null;
  call: (kind: 'read' | 'write', name: string, input: Record<string, unknown>) => Promise<Reply>;
  /** Of an address that is no operation. */
  open: (url: string) => Promise<Reply>;
  bytes: (url: string) => Promise<Buffer>;
  upload: (name: string, text: string | Uint8Array) => Promise<Reply>;
};

const ZIP = /openxmlformats/;

// An answer may be a workbook or a document: what it says stands in the parts of its package.
const textOf = (type: string, body: Buffer): string =>
  ZIP.test(type)
    ? Object.values(unzipSync(body))
        .map(part => Buffer.from(part).toString())
        .join('\n')
    : body.toString();

let calls = 0;
// From another address each time: the limit of guesses a minute is not what is asked here.
const anywhere = () => {
  calls += 1;
  return `10.${(calls >> 16) & 255}.${(calls >> 8) & 255}.${calls & 255}`;
};

export function callerOn(app: FastifyInstance, userId: Id, token: string | null): Caller {
  const cookies: Record<string, string> = token ? { [SESSION_COOKIE]: token } : {};
  const send = async (request: { method: 'GET' | 'POST'; url: string; payload?: object }): Promise<Reply> => {
    const answer = await app.inject({ ...request, cookies, remoteAddress: anywhere() });
    const text = textOf(String(answer.headers['content-type']), answer.rawPayload);
    const code = answer.statusCode < 400 ? null : (JSON.parse(text) as { error: { code: string } }).error.code;
    return { status: answer.statusCode, code, text };
  };
  return {
    userId,
    token,
    call: (kind, name, input) => {
      if (kind === 'write') return send({ method: 'POST', url: addressOf(name), payload: input });
      const query = new URLSearchParams(
        Object.entries(input).flatMap(([key, value]) =>
          [value].flat().map(one => [key, String(one)] as [string, string]),
        ),
      );
      return send({ method: 'GET', url: `${addressOf(name)}?${query}` });
    },
    bytes: async url => (await app.inject({ method: 'GET', url, cookies })).rawPayload,
    open: url => send({ method: 'GET', url }),
    upload: (name, content) => {
      const form = new FormData();
      form.append('file', new File([content as BlobPart], name));
      return send({ method: 'POST', url: '/api/files', payload: form });
    },
  };
}

/** The JSON of a call that must succeed. */
export async function done<T>(reply: Promise<Reply>): Promise<T> {
  const { status, text } = await reply;
  if (status !== 200) throw new Error(`${status} ${text}`);
  return JSON.parse(text) as T;
}
