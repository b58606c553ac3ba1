import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import words from '../../src/locales/zh-CN/light.json';
import { DEMO_PASSWORD } from '../../src/subjects/org/demo-password';
import type { LedgerPage, TaskPage } from '../../src/subjects/tasks/schema';
import { DESKTOP, errorsOf, openBrowser, openPage, PHONE } from '../support/browser';
import { startWebApp, type WebApp } from '../support/web-app';

const PLAN = join(import.meta.dirname, '../../examples/canteen-2026.txt');
const PLAN_TITLE = '云川市教育局2026年校园食堂提质专项工作要点';
const TASK = '严格资金监管';
const REASON = '请补充问题整改的完成情况和检查通知。';

let web: WebApp;
let browser: Browser;
let office: Page;
let liaison: Page;

beforeAll(async () => {
  [web, browser] = await Promise.all([startWebApp(), openBrowser()]);
  office = await openPage(browser, DESKTOP);
  liaison = await openPage(browser, PHONE);
});
afterAll(async () => {
  await browser?.close();
  await web?.close();
});

const api = async <T>(page: Page, path: string): Promise<T> => {
  const answer = await page.request.get(`${web.address}/api/${path}`);
  expect(answer.status()).toBe(200);
  return answer.json();
};
const ledgerOfPlan = async (): Promise<LedgerPage> => {
  const [plan] = (await api<{ id: string; title: string }[]>(office, 'plans/list?year=2026')).filter(
    one => one.title === PLAN_TITLE,
  );
  return api(office, `tasks/list?year=2026&limit=200&planId=${plan!.id}`);
};
const taskNow = async (): Promise<TaskPage> => {
  const row = (await ledgerOfPlan()).rows.find(one => one.title === TASK);
  return api(office, `tasks/get?taskId=${row!.id}`);
};
/** A row of the to-do list, in the group with this heading. */
const todo = (page: Page, group: string) =>
  page.getByRole('region', { name: group }).getByRole('listitem').filter({ hasText: TASK });
const said = (page: Page, text: string | RegExp) => page.getByRole('status').filter({ hasText: text }).waitFor();
const questions = (page: Page) => page.getByRole('button', { name: /^(待处理|已全部处理)/ });

describe('from a work plan to a running ledger, in a browser', () => {
  it('offers the demonstration bureau on the first start and raises it', { timeout: 600_000 }, async () => {
    await office.goto(web.address);
    await office.getByRole('heading', { name: '第一次使用' }).waitFor();
    await office.getByRole('button', { name: '建立演示机构' }).click();
    await office.getByRole('heading', { name: '待办', level: 1 }).waitFor({ timeout: 570_000 });
    expect(await office.getByText('演示机构：数据均为虚构').isVisible()).toBe(true);
  });

  it('imports a plan and opens it beside its source', async () => {
    await office.getByRole('navigation').getByRole('link', { name: '要点' }).click();
    await office.getByRole('button', { name: '导入工作要点' }).click();
    await office.getByLabel('工作要点文件').setInputFiles(PLAN);
    await office.getByRole('heading', { name: PLAN_TITLE, level: 1 }).waitFor();
    expect(office.url()).toMatch(/\/plans\/\d+\/settle/);
    expect(await questions(office).textContent()).toContain('待处理 3');
    expect(await office.getByRole('region', { name: '原文' }).textContent()).toContain('抽查学校不少于40所');
  });

  it('settles one question by a click and one by keys, undoes, redoes, and keeps it all on reload', async () => {
    await office.getByRole('button', { name: '合计改为 94' }).click();
    await questions(office).filter({ hasText: '待处理 2' }).waitFor();
    const variant = office.getByRole('group', { name: '可能是同一单位' });
    await office.keyboard.press('Tab');
    await office.getByRole('group', { name: '没有写明由谁负责' }).and(office.locator(':focus')).waitFor();
    await office.keyboard.press('Tab');
    await variant.and(office.locator(':focus')).waitFor();
    await office.keyboard.press('Enter');
    await questions(office).filter({ hasText: '待处理 1' }).waitFor();
    await office.keyboard.press('z');
    await questions(office).filter({ hasText: '待处理 2' }).waitFor();
    await office.keyboard.press('Shift+Z');
    await questions(office).filter({ hasText: '待处理 1' }).waitFor();
    await said(office, '已保存 2 处更正');
    await office.reload();
    await said(office, '已保存 2 处更正');
    expect(await questions(office).textContent()).toContain('待处理 1');
    expect(await variant.count()).toBe(0);
    expect(await office.getByRole('button', { name: '合计改为 94' }).count()).toBe(0);
  });

  it('adopts it: eight tasks in the ledger', async () => {
    await office.getByRole('button', { name: '采纳并生成台账' }).click();
    const dialog = office.getByRole('dialog', { name: '采纳并生成台账' });
    await dialog.getByRole('button', { name: '采纳' }).click();
    await said(office, '任务：新增 8 条');
    await office.getByRole('dialog').getByRole('link', { name: '打开台账' }).click();
    await office.getByRole('heading', { name: '台账' }).waitFor();
    await office.getByRole('row').filter({ hasText: TASK }).waitFor();
    const { total, rows } = await ledgerOfPlan();
    expect([total, new Set(rows.map(row => row.light))]).toEqual([8, new Set(['grey'])]);
  });

  it('sends the tasks out; what has no lead unit stays and is named', async () => {
    await office.getByRole('checkbox', { name: `选择：${TASK}` }).check();
    await office.getByRole('button', { name: '选择全部 8 条' }).click();
    await office.getByRole('button', { name: '下发 8 条' }).click();
    await office.getByRole('dialog').getByRole('button', { name: '下发', exact: true }).click();
    await said(office, /已下发 \d 条/);
    const { rows } = await ledgerOfPlan();
    for (const row of rows) expect(row.status).toBe(row.leadUnitId ? 'sent' : 'draft');
    expect(rows.filter(row => row.status === 'draft').map(row => row.title)).toEqual(['降低餐饮浪费']);
    expect(await taskNow()).toMatchObject({ status: 'sent', light: 'grey', percent: 0, leadUnitName: '财务处' });
  });

  it('lets the liaison of the lead unit sign on a phone', async () => {
    await liaison.goto(web.address);
    await liaison.getByLabel('账号').fill('lianluo04');
    await liaison.getByLabel('密码').fill(DEMO_PASSWORD);
    await liaison.getByRole('button', { name: '登录' }).click();
    await todo(liaison, '待签收').getByRole('button', { name: '签收' }).click();
    await said(liaison, '已签收 1 件');
    const signed = await taskNow();
    expect(signed).toMatchObject({ status: 'active', light: 'yellow' });
    expect(signed.units.find(unit => unit.role === 'lead')).toMatchObject({ signedBy: '汪岚' });
  });

  it('lets the liaison report with an evidence file', async () => {
    await liaison.goto(`${web.address}/tasks/${(await taskNow()).id}`);
    await liaison.getByRole('button', { name: '填报9月进展' }).click();
    await liaison.getByLabel('进展情况').fill('专项检查已全部完成，抽查学校42所。');
    await liaison.getByRole('textbox', { name: '总体进度' }).fill('100');
    await liaison.getByLabel('佐证材料').setInputFiles({
      name: '检查情况.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('抽查学校42所，发现问题17个。'),
    });
    await liaison.getByRole('link', { name: '检查情况.txt' }).waitFor();
    await liaison.getByRole('button', { name: '报送' }).click();
    await said(liaison, '已报送9月的进展');
    const handed = await taskNow();
    expect(handed.reports).toMatchObject([{ status: 'submitted', percent: 100, files: [{ name: '检查情况.txt' }] }]);
    // What is handed in counts at once, and stops counting when it is returned.
    expect(handed).toMatchObject({ percent: 100, light: 'green' });
  });

  it('lets the office return it with a reason', async () => {
    await office.getByRole('navigation').getByRole('link', { name: '待办' }).click();
    const row = todo(office, '待审核');
    await row.getByRole('button', { name: '退回' }).click();
    await row.getByLabel('退回原因（反馈单位会看到）').fill(REASON);
    await row.getByRole('button', { name: '退回修改' }).click();
    await said(office, '已退回');
    const returned = await taskNow();
    expect(returned.reports).toMatchObject([{ status: 'returned', returnReason: REASON }]);
    expect(returned).toMatchObject({ percent: 0, light: 'yellow' });
  });

  it('shows the liaison the reason, and takes the correction', async () => {
    await liaison.getByRole('navigation').getByRole('link', { name: '待办' }).click();
    const row = todo(liaison, '退回修改');
    await row.getByText(REASON).waitFor();
    await row.getByRole('link', { name: '修改' }).click();
    const form = liaison.getByRole('form', { name: '填报进展' });
    await form.getByText(REASON).waitFor();
    const words = form.getByLabel('进展情况');
    expect(await words.inputValue()).toBe('专项检查已全部完成，抽查学校42所。');
    await words.fill('专项检查已全部完成，抽查学校42所，发现的17个问题全部整改。');
    await form.getByRole('button', { name: '报送' }).click();
    // The word of the first handing-in may still stand there: the form is gone only when the second has arrived.
    await form.waitFor({ state: 'detached' });
    await expect.poll(async () => (await taskNow()).reports[0]?.status).toBe('submitted');
  });

  it('shows the office what is different, and the light turns when it accepts', async () => {
    expect(await taskNow()).toMatchObject({ light: 'green', percent: 100, status: 'active' });
    await office.goto(web.address);
    await todo(office, '待审核').getByRole('link', { name: TASK }).click();
    await office.locator('ins').filter({ hasText: '发现的17个问题全部整改' }).waitFor();
    await office.getByRole('button', { name: '通过' }).click();
    await said(office, '已通过');
    expect((await taskNow()).reports).toMatchObject([{ status: 'accepted', rounds: 2 }]);
    const task = office.getByRole('article');
    await task.getByText('正常：已报完成，待办结').waitFor();
    await task.getByRole('button', { name: '办结' }).click();
    await task.getByText('已办结：9月28日办结').waitFor();
    expect(await taskNow()).toMatchObject({ light: 'blue', percent: 100, status: 'done' });
  });

  it('exports the ledger as a workbook that says the same', async () => {
    const { rows } = await ledgerOfPlan();
    const plan = (await taskNow()).plan!;
    await office.goto(`${web.address}/ledger?planId=${plan.id}`);
    await office.getByRole('button', { name: '导出' }).click();
    const coming = office.waitForEvent('download');
    await office.getByRole('link', { name: 'Excel 台账（.xlsx）' }).click();
    const download = await coming;
    expect(download.suggestedFilename()).toMatch(/\.xlsx$/);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(new Uint8Array(await readFile(await download.path())).buffer);
    const sheet = workbook.worksheets[0]!;
    const all: unknown[][] = [];
    sheet.eachRow(row => all.push(Array.isArray(row.values) ? Array.from(row.values) : []));
    const head = all.find(row => row.includes('任务'))!;
    const written = all
      .slice(all.indexOf(head) + 1)
      .map(row => ['序号', '任务', '牵头单位', '亮灯'].map(name => row[head.indexOf(name)] ?? null));
    const expected = rows.map((row, index) => [index + 1, row.title, row.leadUnitName, words.words[row.light]]);
    expect(written).toEqual(expected);
  });

  it('threw nothing in either browser', () => {
    expect([...errorsOf(office), ...errorsOf(liaison)]).toEqual([]);
  });
});
