import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SESSION_COOKIE } from '../../src/platform/http/app';
import { addressOf } from '../../src/platform/operation';
import { type Server, startDemonstration, type WebApp } from '../support/web-app';
import { type Listener, listen } from './support/listen';

const LIAISON = 'lianluo01';
const SUPERVISOR = 'duchake';

let first: WebApp;
let second: Server;
let taskId: string;
const pages: Listener[] = [];

const call = async (server: { address: string }, token: string, name: string, input?: object, more: object = {}) => {
  const reply = await fetch(server.address + addressOf(name), {
    method: input ? 'POST' : 'GET',
    headers: { cookie: `${SESSION_COOKIE}=${token}`, ...(input && { 'content-type': 'application/json' }), ...more },
    ...(input && { body: JSON.stringify(input) }),
  });
  return { status: reply.status, body: (await reply.json()) as never };
};

const open = async (server: { address: string }, token: string): Promise<Listener> => {
  const page = await listen(server.address, token);
  pages.push(page);
  return page;
};

const topics = (page: Listener) =>
  page.heard.filter(({ event }) => event === 'changed').flatMap(({ data }) => (data as { topics: string[] }).topics);

beforeAll(async () => {
  first = await startDemonstration();
  second = await first.another();
  const { id } = await first.owner
    .selectFrom('tasks')
    .select('id')
    .where('title', '=', '巩固“双减”工作成效')
    .executeTakeFirstOrThrow();
  taskId = id;
});

afterAll(async () => {
  for (const page of pages) page.leave();
  await first?.close();
});

describe('what is written on one server', () => {
  it('is heard on the other, as a topic without any thing or word', async () => {
    const page = await open(second, await first.startSession(LIAISON));
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toContain('text/event-stream');
    expect(page.headers.get('x-accel-buffering')).toBe('no');
    expect(page.headers.get('content-encoding')).toBeNull();
    const token = await first.startSession(SUPERVISOR);
    expect((await call(first, token, 'tasks.comment', { taskId, kind: 'comment', body: '请抓紧。' })).status).toBe(200);
    await expect.poll(() => topics(page)).toContain('tasks');
    expect(page.heard.find(({ event }) => event === 'changed')!.data).toEqual({ topics: ['tasks'] });
  });

  it('is not heard by another body, nor by somebody signed out', async () => {
    const now = new Date().toISOString();
    const other = await first.owner
      .insertInto('tenants')
      .values({
        code: 'other',
        name: '青溪市教育局',
        shortName: '青溪',
        areaCode: null,
        demoToday: null,
        settings: '{}',
        createdAt: now,
      })
      .returning('tenantId')
      .executeTakeFirstOrThrow();
    await first.owner
      .insertInto('users')
      .values({ tenantId: other.tenantId, login: 'stranger', name: '外人', passwordHash: 'none', createdAt: now })
      .execute();
    const stranger = await open(second, await first.startSession('stranger'));
    const inside = await open(second, await first.startSession(LIAISON));
    expect((await open(second, `${other.tenantId}.nothing`)).status).toBe(401);
    const token = await first.startSession(SUPERVISOR);
    await call(first, token, 'tasks.comment', { taskId, kind: 'comment', body: '再催一次。' });
    await expect.poll(() => topics(inside)).toContain('tasks');
    expect(topics(stranger)).toEqual([]);
  });
});

describe('rights taken away on one server', () => {
  it('end the page that listens on the other, and only that session', async () => {
    const [leaving, staying] = [await first.startSession(LIAISON), await first.startSession(LIAISON)];
    const [ends, stays] = [await open(second, leaving), await open(second, staying)];
    expect((await call(second, leaving, 'org.me')).status).toBe(200);
    expect((await call(first, leaving, 'identity.signOut', {})).status).toBe(200);
    await expect.poll(() => ends.ended()).toBe(true);
    expect(ends.heard.at(-1)!.event).toBe('over');
    expect((await call(second, leaving, 'org.me')).status).toBe(401);
    expect((await call(second, staying, 'org.me')).status).toBe(200);
    expect(stays.ended()).toBe(false);
    // What happens afterwards is heard by the one that stays.
    const token = await first.startSession(SUPERVISOR);
    await call(first, token, 'tasks.comment', { taskId, kind: 'comment', body: '收到请回复。' });
    await expect.poll(() => topics(stays)).toContain('tasks');
    expect(ends.heard.at(-1)!.event).toBe('over');
  });

  it('are gone on the other at the next request', async () => {
    const admin = await first.startSession('guanliyuan');
    const token = await first.startSession(LIAISON);
    const page = await open(second, token);
    const { body: me } = await call(second, token, 'org.me');
    const { user } = me as { user: { id: string } };
    expect((await call(first, admin, 'identity.disableAccount', { userId: user.id })).status).toBe(200);
    await expect.poll(() => page.ended()).toBe(true);
    expect((await call(second, token, 'org.me')).status).toBe(401);
  });
});

describe('a page at which nobody is', () => {
  it('may ask and listen, but does not keep the session from ending', async () => {
    const token = await first.startSession(SUPERVISOR);
    const hours = new Date(Date.now() - 2 * 3_600_000).toISOString();
    const newest = first.owner.selectFrom('sessions').select('id').orderBy('id', 'desc').limit(1);
    const { id } = await newest.executeTakeFirstOrThrow();
    const seenAt = async () =>
      (await first.owner.selectFrom('sessions').select('seenAt').where('id', '=', id).executeTakeFirstOrThrow()).seenAt;
    await first.owner.updateTable('sessions').set({ seenAt: hours }).where('id', '=', id).execute();
    expect((await open(second, token)).status).toBe(200);
    expect((await call(first, token, 'org.me', undefined, { 'x-quiet': '1' })).status).toBe(200);
    expect(await seenAt()).toBe(hours);
    // Somebody is back.
    const use = async () => {
      await call(first, token, 'org.me');
      return seenAt();
    };
    await expect.poll(use).not.toBe(hours);
  });
});

describe('the line between the servers', () => {
  it('comes back by itself, and pages are told that they may have missed something', async () => {
    const token = await first.startSession(SUPERVISOR);
    const page = await open(second, token);
    const { rows } = await sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'luoshi live' and datname = current_database()`.execute(first.owner);
    expect(rows.length).toBe(2);
    await expect.poll(() => page.heard.map(({ event }) => event)).toContain('missed');
    const before = topics(page).length;
    await call(first, token, 'tasks.comment', { taskId, kind: 'comment', body: '线路恢复后。' });
    await expect.poll(() => topics(page).length).toBeGreaterThan(before);
  });
});
