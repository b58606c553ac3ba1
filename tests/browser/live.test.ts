import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SESSION_COOKIE } from '../../src/platform/http/app';
import { errorsOf, openBrowser, openPage } from '../support/browser';
import { type Server, startDemonstration, type WebApp } from '../support/web-app';

const TASK = '巩固“双减”工作成效';

let first: WebApp;
let second: Server;
let browser: Browser;
let taskId: string;

beforeAll(async () => {
  [first, browser] = await Promise.all([startDemonstration(), openBrowser()]);
  second = await first.another();
  const { id } = await first.owner.selectFrom('tasks').select('id').where('title', '=', TASK).executeTakeFirstOrThrow();
  taskId = id;
});
afterAll(async () => {
  await browser?.close();
  await first?.close();
});

const enter = async (login: string, { address }: { address: string }): Promise<Page> => {
  const page = await openPage(browser);
  const token = await first.startSession(login);
  await page.context().addCookies([{ name: SESSION_COOKIE, value: token, url: address }]);
  // The line stands before anything happens.
  const line = page.waitForResponse(`${address}/api/live`);
  await page.goto(`${address}/tasks/${taskId}`);
  await page.getByRole('heading', { name: TASK, level: 1 }).waitFor();
  expect((await line).status()).toBe(200);
  return page;
};

it('two people on two servers: what one says appears on the other’s page, and nothing that is being typed is lost', async () => {
  const writing = await enter('duchake', first);
  const reading = await enter('lianluo01', second);
  const theirField = reading.getByRole('textbox', { name: '写意见' });
  await theirField.fill('正在写的一半');
  await writing.getByRole('textbox', { name: '写意见' }).fill('请在本周内补齐佐证材料。');
  await writing.getByRole('button', { name: '发表意见' }).click();
  await reading.getByText('请在本周内补齐佐证材料。').waitFor();
  expect(await theirField.inputValue()).toBe('正在写的一半');
  expect([...errorsOf(writing), ...errorsOf(reading)]).toEqual([]);
  for (const page of [writing, reading]) await page.context().close();
});

it('whoever is signed out on one server is led to the sign-in page of the other', async () => {
  const page = await enter('lianluo01', second);
  const cookies = await page.context().cookies();
  const token = cookies.find(({ name }) => name === SESSION_COOKIE)!.value;
  const reply = await fetch(`${first.address}/api/identity/signOut`, {
    method: 'POST',
    headers: { cookie: `${SESSION_COOKIE}=${token}`, 'content-type': 'application/json' },
    body: '{}',
  });
  expect(reply.status).toBe(200);
  await page.waitForURL(/\/sign-in/);
  await page.context().close();
});
