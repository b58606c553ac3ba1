import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EntryPage } from '../../src/subjects/reporting/entry-schema';
import { errorsOf, openBrowser, openPage } from '../support/browser';
import { expectDone, type ReportingScene, setReportingScene } from '../support/reporting-scene';
import { startWebApp, type WebApp } from '../support/web-app';

// 断网刷新: a reporter reloads while the line is gone.

let web: WebApp;
let browser: Browser;
let scene: ReportingScene;

beforeAll(async () => {
  [web, browser] = await Promise.all([startWebApp(), openBrowser()]);
  scene = await setReportingScene(web);
}, 150_000);
afterAll(async () => {
  await browser?.close();
  await web?.close();
});

const key = () => ({ formId: scene.formId, period: scene.period, unitId: scene.unitIds.get('east-1')! });
const visit = async (): Promise<Page> => {
  const page = await openPage(browser);
  await web.enter(page.context(), 'xuexiao');
  const { formId, period, unitId } = key();
  await page.goto(`${web.address}/reporting/${formId}/${period}/${unitId}`);
  await page.locator('.entry-table').waitFor();
  await page.evaluate(() => navigator.serviceWorker.ready);
  await expect.poll(() => page.evaluate(async () => Boolean(await caches.match('/')))).toBe(true);
  return page;
};
const cell = (page: Page, row: number) => page.locator(`td[data-row="${row}"][data-column="0"]`);
const textOf = (page: Page, row: number) =>
  cell(page, row).evaluate(td => td.querySelector('input')?.value ?? td.querySelector('.entry-text')?.textContent);
const type = async (page: Page, row: number, text: string) => {
  await cell(page, row).click();
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
};
const lost = (page: Page) => page.getByText('与服务器的连接中断').first();
const [GIRLS, BOYS] = [2, 3];

describe('a reload without a line', () => {
  it('shows the form with all that was typed, and goes on when the line is back', async () => {
    const page = await visit();
    await type(page, GIRLS, '311');
    await page.getByText(/^已保存 \d\d:\d\d$/).waitFor();
    await page.context().setOffline(true);
    await type(page, BOYS, '322');
    await lost(page).waitFor();

    await page.reload();
    await page.locator('.entry-table').waitFor();
    await lost(page).waitFor();
    expect([await textOf(page, GIRLS), await textOf(page, BOYS)]).toEqual(['311', '322']);

    await page.context().setOffline(false);
    await lost(page).waitFor({ state: 'detached' });
    const reporter = await scene.hand('xuexiao');
    const draft = async () => (await expectDone(reporter.read<EntryPage>('reporting.entry', key()))).draft;
    await expect.poll(async () => (await draft())['PUPILS.m']?.v).toBe('322');
    expect((await draft())['PUPILS.f']?.v).toBe('311');
    expect(errorsOf(page)).toEqual([]);
    await page.context().close();
  });

  it('never shows an old page or an old answer while the server is there', async () => {
    const page = await visit();
    // The page of an earlier version, as it may have stayed.
    await page.evaluate(async () => {
      const old = new Response('<p>旧版本</p>', { headers: { 'content-type': 'text/html' } });
      await (await caches.open('shell')).put('/', old);
    });
    await page.reload();
    await page.locator('.entry-table').waitFor();
    expect(await page.getByText('旧版本').count()).toBe(0);
    // What is kept by now is the new one; of the API there is nothing.
    const kept = await page.evaluate(async () => {
      const cache = await caches.open('shell');
      const addresses = (await cache.keys()).map(({ url }) => new URL(url).pathname);
      return { addresses, isOld: (await (await cache.match('/'))!.text()).includes('旧版本') };
    });
    expect(kept).toEqual({ addresses: ['/'], isOld: false });
    await page.context().close();
  });

  it('keeps nothing for whoever comes next', async () => {
    const page = await visit();
    await page.goto(`${web.address}/mine`);
    await page.getByRole('main').getByRole('button', { name: '退出登录' }).click();
    await page.waitForURL('**/sign-in');
    await page.getByLabel('账号').waitFor();
    await page.context().setOffline(true);
    const { formId, period, unitId } = key();
    await page.goto(`${web.address}/reporting/${formId}/${period}/${unitId}`);
    await page.getByText('与服务器的连接中断，没有收到回答').first().waitFor();
    expect(await page.locator('.entry-table').count()).toBe(0);
    expect(await page.evaluate(() => Object.keys(sessionStorage).filter(name => name.includes('seen')))).toEqual([]);
    await page.context().close();
  });
});
