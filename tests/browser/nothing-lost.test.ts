import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TaskPage } from '../../src/subjects/tasks/schema';
import { errorsOf, openBrowser, openPage, PHONE } from '../support/browser';
import { startDemonstration, type WebApp } from '../support/web-app';

const TASK = '巩固“双减”工作成效';
const LIAISON = 'lianluo01';

let web: WebApp;
let browser: Browser;
let taskId: string;

beforeAll(async () => {
  [web, browser] = await Promise.all([startDemonstration(), openBrowser()]);
  const task = web.owner.selectFrom('tasks').select('id').where('title', '=', TASK);
  taskId = (await task.executeTakeFirstOrThrow()).id;
});
afterAll(async () => {
  await browser?.close();
  await web?.close();
});

const visit = async (login: string, viewport?: typeof PHONE): Promise<Page> => {
  const page = await openPage(browser, viewport);
  await web.enter(page.context(), login);
  return page;
};
const taskOf = async (page: Page, id = taskId): Promise<TaskPage> =>
  (await page.request.get(`${web.address}/api/tasks/get?taskId=${id}`)).json();

describe('two people edit one task', () => {
  it('tells the second who was faster, shows both, and keeps what they typed', async () => {
    const [first, second] = [await visit('duchake'), await visit('duchake02')];
    for (const page of [first, second]) {
      await page.goto(`${web.address}/tasks/${taskId}`);
      await page.getByRole('button', { name: '编辑', exact: true }).click();
    }
    await first.getByLabel('名称').fill('巩固提升“双减”成效');
    await first.getByRole('button', { name: '保存' }).click();
    await first.getByRole('heading', { name: '巩固提升“双减”成效' }).waitFor();

    await second.getByLabel('名称').fill('深入推进“双减”');
    await second.getByRole('button', { name: '保存' }).click();
    const note = second.getByRole('alert').filter({ hasText: '曾予帆 已经改过这一条' });
    await note.getByRole('row', { name: '名称 深入推进“双减” 巩固提升“双减”成效' }).waitFor();
    expect(await second.getByLabel('名称').inputValue()).toBe('深入推进“双减”');
    expect((await taskOf(second)).title).toBe('巩固提升“双减”成效');
    await second.getByRole('button', { name: '用我的覆盖' }).click();
    await second.getByRole('heading', { name: '深入推进“双减”' }).waitFor();
    expect((await taskOf(second)).title).toBe('深入推进“双减”');
    expect([...errorsOf(first), ...errorsOf(second)]).toEqual([]);
  });
});

describe('a report that is being written', () => {
  it('survives a lost line and a reload, and is handed in when the line is back', async () => {
    const page = await visit(LIAISON, PHONE);
    const found = web.owner.selectFrom('tasks').select('id').where('title', '=', '推进优质均衡县创建');
    const { id } = await found.executeTakeFirstOrThrow();
    await page.goto(`${web.address}/tasks/${id}`);
    await page.getByRole('button', { name: /^填报/ }).click();
    const words = page.getByLabel('进展情况');
    await page.context().setOffline(true);
    await words.fill('已完成三轮校外培训机构巡查。');
    await page.getByText('草稿存在本机，恢复连接后再存').waitFor();
    await page.context().setOffline(false);
    // The page itself can be had again, what is typed is found in it.
    await page.reload();
    await page.getByText('已恢复上次没有报送的内容').waitFor();
    expect(await words.inputValue()).toBe('已完成三轮校外培训机构巡查。');
    await page.getByRole('button', { name: '报送' }).click();
    await page
      .getByRole('status')
      .filter({ hasText: /已报送\d月的进展/ })
      .waitFor();
    const { reports } = await taskOf(page, id);
    const handed = reports.filter(report => report.status === 'submitted');
    expect(handed.map(report => report.summary)).toContain('已完成三轮校外培训机构巡查。');
    expect(errorsOf(page)).toEqual([]);
  });

  it('says that handing in did not go through, and keeps the form', async () => {
    const page = await visit('lianluo08', PHONE);
    const task = web.owner.selectFrom('tasks').select('id').where('title', '=', '振兴县域普通高中');
    const { id } = await task.executeTakeFirstOrThrow();
    await page.goto(`${web.address}/tasks/${id}`);
    await page.getByRole('button', { name: /^填报/ }).click();
    await page.getByLabel('进展情况').fill('县中托管帮扶全部签约。');
    await page.context().setOffline(true);
    await page.getByRole('button', { name: '报送' }).click();
    await page.getByRole('alert').filter({ hasText: '与服务器的连接中断，没有收到回答' }).waitFor();
    expect(await page.getByLabel('进展情况').inputValue()).toBe('县中托管帮扶全部签约。');
    await page.context().setOffline(false);
    await page.getByRole('button', { name: '报送' }).click();
    await page
      .getByRole('status')
      .filter({ hasText: /已报送\d月的进展/ })
      .waitFor();
  });
});

describe('an answer that does not arrive', () => {
  it('leaves what was typed; sent once more it is there once', async () => {
    const page = await visit('duchake');
    await page.goto(`${web.address}/tasks/${taskId}`);
    const words = page.getByLabel('写意见');
    await words.fill('请附上三轮巡查的台账。');
    // The server does it, the line breaks before it can say so.
    await page.route('**/api/tasks/comment', async route => {
      await route.fetch();
      await route.abort('connectionreset');
    });
    await page.getByRole('button', { name: '发表意见', exact: true }).click();
    await page.getByRole('alert').filter({ hasText: '没有收到回答' }).waitFor();
    expect(await words.inputValue()).toBe('请附上三轮巡查的台账。');
    await page.unroute('**/api/tasks/comment');
    await page.getByRole('button', { name: '发表意见', exact: true }).click();
    await expect.poll(() => words.inputValue()).toBe('');
    const written = web.owner.selectFrom('taskComments').select('id').where('body', '=', '请附上三轮巡查的台账。');
    expect(await written.execute()).toHaveLength(1);
  });
});
