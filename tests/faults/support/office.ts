import pg from 'pg';
import { addressOf } from '../../../src/platform/operation';
import { enter } from '../kills/client';
import { type ServerUnderFire, serverUnderFire } from '../kills/server-under-fire';

/** What the person at the browser gets: the status, and the sentence where it is bad news. */
export type Answer = { status: number; code?: string; message?: string; body?: unknown };

/** A server in a process of its own, a small bureau on it, one task, and somebody of the office at a browser. */
export type Office = {
  server: ServerUnderFire;
  look: () => Promise<Answer>;
  comment: (body: string) => Promise<Answer>;
  upload: (name: string, bytes: Uint8Array) => Promise<Answer>;
  /** The same person, at another browser. */
  signIn: () => Promise<Answer>;
  /** The same, and goes on there: reads with the new session. */
  signInAnew: () => Promise<(operation: string) => Promise<Answer>>;
  /** The lights of all tasks. */
  lights: () => Promise<string[]>;
  /** What was said about the task, oldest first. */
  comments: () => Promise<string[]>;
  /** Holds the task locked, as another person's long write would. */
  lockEverything: (databaseUrl: string) => Promise<{ stop: () => Promise<void> }>;
  close: () => Promise<void>;
};

const LIMIT_MS = 30_000;
const person = { login: 'guanliyuan', password: '青溪河畔第三棵银杏树下的石桌' };

export async function openOffice(
  dataDir: string,
  environment: Record<string, string> = {},
  wrapped: readonly string[] = [],
): Promise<Office> {
  const server = await serverUnderFire(dataDir, environment, wrapped);
  server.spawn();
  try {
    await server.answers();
    return await moveIn(server);
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function moveIn(server: ServerUnderFire): Promise<Office> {
  const { address } = server;
  const founding = { name: '青溪市教育局', shortName: '市教育局', userName: '管理员', ...person };
  const { cookie } = await enter(address, 'identity.createBureau', founding);

  const ask = async (path: string, init: RequestInit, signedIn = true): Promise<Answer> => {
    const headers = { ...(signedIn && { cookie }), ...init.headers };
    const response = await fetch(`${address}${path}`, { ...init, headers, signal: AbortSignal.timeout(LIMIT_MS) });
    const body = JSON.parse((await response.text()) || 'null') as { error?: { code: string; message: string } } | null;
    return { status: response.status, body, ...body?.error };
  };
  const write = (operation: string, input: unknown, signedIn = true) => {
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(input) };
    return ask(addressOf(operation), init, signedIn);
  };
  const read = (operation: string, input: Record<string, string> = {}) =>
    ask(`${addressOf(operation)}?${new URLSearchParams(input)}`, {});

  const units = (await read('org.units')).body as { id: string }[];
  const task = { year: 2026, source: 'meeting', title: '食堂改造', leadUnitId: units[0]!.id, dueOn: '2026-12-31' };
  const { taskId } = (await write('tasks.create', task)).body as { taskId: string };

  return {
    server,
    look: () => read('tasks.list', { year: '2026' }),
    comment: body => write('tasks.comment', { taskId, body }),
    upload: (name, bytes) => {
      const form = new FormData();
      form.append('file', new File([bytes as BlobPart], name, { type: 'text/plain' }));
      return ask('/api/files', { method: 'POST', body: form });
    },
    signIn: () => write('identity.signIn', person, false),
    signInAnew: async () => {
      const other = await enter(address, 'identity.signIn', person);
      return operation => ask(addressOf(operation), { headers: { cookie: other.cookie } });
    },
    lights: async () => {
      const { rows } = (await read('tasks.list', { year: '2026' })).body as { rows: { light: string }[] };
      return rows.map(({ light }) => light);
    },
    comments: async () => {
      const { body } = await read('tasks.get', { taskId });
      return (body as { comments: { body: string }[] }).comments.map(one => one.body);
    },
    lockEverything: async databaseUrl => {
      const other = new pg.Client({ connectionString: databaseUrl });
      await other.connect();
      await other.query('begin');
      await other.query('select from tasks for update');
      return { stop: () => other.end() };
    },
    close: async () => {
      await server.stop();
    },
  };
}
