import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PlanPage } from '../../src/subjects/plans/schema';
import { errorsOf, openBrowser, openPage } from '../support/browser';
import { importCanteenPlan } from '../support/import-plan';
import { startDemonstration, type WebApp } from '../support/web-app';

let web: WebApp;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  [web, browser] = await Promise.all([startDemonstration(), openBrowser()]);
});
beforeEach(async () => {
  page = await openPage(browser);
  await web.enter(page.context(), 'duchake');
});
afterEach(() => page.context().close());
afterAll(async () => {
  await browser?.close();
  await web?.close();
});

const address = (): URLSearchParams => new URL(page.url()).searchParams;
const focused = (name: string) => page.getByRole('group', { name }).and(page.locator(':focus')).waitFor();
const left = (count: number) => page.getByRole('button', { name: `待处理 ${count}` }).waitFor();

describe('the settle page by keys alone', () => {
  it('walks with Tab, takes with Enter, refuses with N, puts off with L, undoes with Z, redoes with Shift Z', async () => {
    const planId = await importCanteenPlan(page, web.address);
    await page.goto(`${web.address}/plans/${planId}/settle`);
    await left(3);
    await page.keyboard.press('Tab');
    await focused('合计与分项不符');
    await page.keyboard.press('n');
    await left(2);
    await focused('没有写明由谁负责');
    await page.keyboard.press('Tab');
    await focused('可能是同一单位');
    await page.keyboard.press('Shift+Tab');
    await focused('没有写明由谁负责');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await left(1);
    await page.keyboard.press('z');
    await left(2);
    await page.keyboard.press('z');
    await left(3);
    await page.keyboard.press('Shift+Z');
    await left(2);
    await page.getByText('已保存 1 处更正').waitFor();
    const answer = await page.request.get(`${web.address}/api/plans/get?planId=${planId}`);
    const { plan } = (await answer.json()) as PlanPage;
    const states = Object.fromEntries(plan.questions.map(question => [question.code, question.state]));
    expect(states).toEqual({ 'sum-mismatch': 'answered', 'no-responsibility': 'open', 'name-variant': 'open' });
    expect(errorsOf(page)).toEqual([]);
  });
});

describe('the ledger by keys alone', () => {
  const current = () => page.locator('tr[aria-current=true]');
  const drawer = () => page.getByRole('complementary', { name: '任务详情' });

  beforeEach(async () => {
    await page.goto(`${web.address}/ledger`);
    await page.getByRole('link', { name: '编好用好教育发展规划' }).waitFor();
  });

  it('J and K walk, Enter opens beside, the drawer follows, Escape closes, back opens again', async () => {
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    await current().filter({ hasText: '健全任务落实闭环' }).waitFor();
    await page.keyboard.press('Enter');
    await drawer().getByRole('heading', { name: '健全任务落实闭环' }).waitFor();
    const first = address().get('task');
    await page.keyboard.press('j');
    await drawer().getByRole('heading', { name: '兑现年度发展指标' }).waitFor();
    expect(address().get('task')).not.toBe(first);
    await page.keyboard.press('Escape');
    await drawer().waitFor({ state: 'detached' });
    await page.goBack();
    await drawer().getByRole('heading', { name: '兑现年度发展指标' }).waitFor();
  });

  it('E edits the row in place: Enter saves, Escape leaves', async () => {
    await page.keyboard.press('j');
    await page.keyboard.press('e');
    const field = page.getByRole('textbox', { name: '任务' });
    await field.and(page.locator(':focus')).waitFor();
    await field.fill('编好用好教育发展规划（修订）');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: '编好用好教育发展规划（修订）' }).waitFor();
    await page.keyboard.press('e');
    await field.fill('不作数');
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: '编好用好教育发展规划（修订）' }).waitFor();
    await page.reload();
    await page.getByRole('link', { name: '编好用好教育发展规划（修订）' }).waitFor();
    expect(await page.getByText('不作数').count()).toBe(0);
  });

  it('/ searches, ? shows the keys', async () => {
    // The page was loaded anew a moment ago: pressed until it listens.
    const focused = () => page.evaluate(() => document.activeElement?.tagName);
    const search = async () => {
      if ((await focused()) !== 'INPUT') await page.keyboard.press('/');
      return focused();
    };
    await expect.poll(search).toBe('INPUT');
    await page.keyboard.type('食堂');
    await page.getByRole('link', { name: '守护师生饮食安全' }).waitFor();
    await page.getByRole('link', { name: '编好用好教育发展规划' }).waitFor({ state: 'detached' });
    expect(address().get('q')).toBe('食堂');
    await page.keyboard.press('Escape');
    await page.locator('main').focus();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: '快捷键' }).waitFor();
  });
});

describe('Ctrl-K', () => {
  it('goes to a task by a few letters from anywhere', async () => {
    await page.goto(`${web.address}/overview`);
    await page.getByRole('heading', { level: 2 }).first().waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('双减');
    await page
      .getByRole('option', { name: /巩固“双减”工作成效/ })
      .first()
      .waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '巩固“双减”工作成效', level: 1 }).waitFor();
    expect(errorsOf(page)).toEqual([]);
  });
});
