import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DESKTOP, errorsOf, expectAccessible, openBrowser, openPage, PHONE, violationsOf } from '../support/browser';
import { importCanteenPlan, importRevision } from '../support/import-plan';
import { startDemonstration, startWebApp, type WebApp } from '../support/web-app';

const LATE = '扩大普惠性资源供给';
const widths = [
  { name: '1440', viewport: DESKTOP },
  { name: '390', viewport: PHONE },
];

let web: WebApp;
let empty: WebApp;
let browser: Browser;
let settling: string;
let revised: string;
let late: string;
let county: string;
let indicator: string;
let split: string;
const windows = new Map<string, Page>();

beforeAll(async () => {
  [web, empty, browser] = await Promise.all([startDemonstration(), startWebApp(), openBrowser()]);
  const page = await visit('duchake');
  settling = await importCanteenPlan(page, web.address);
  revised = await importRevision(page, web.address, settling);
  const task = web.owner.selectFrom('tasks').select('id').where('title', '=', LATE);
  late = (await task.executeTakeFirstOrThrow()).id;
  const counties = web.owner.selectFrom('orgUnits').select('id').where('kind', '=', 'county').orderBy('sort');
  county = (await counties.limit(1).executeTakeFirstOrThrow()).id;
  const catalogued = web.owner
    .selectFrom('indicators')
    .select('id')
    .where('code', '=', 'inclusive-kindergarten-coverage');
  indicator = (await catalogued.executeTakeFirstOrThrow()).id;
  const waived = web.owner.selectFrom('allocations').select('targetId').where('waiver', 'is not', null);
  split = (await waived.executeTakeFirstOrThrow()).targetId;
});
afterAll(async () => {
  await browser?.close();
  await Promise.all([web?.close(), empty?.close()]);
});

/** The window of somebody with an account; of nobody with null. It stays open: what it has loaded is loaded once. */
async function visit(login: string | null, viewport = DESKTOP): Promise<Page> {
  const name = `${login} ${viewport.width}`;
  const page = windows.get(name) ?? (await openPage(browser, viewport));
  if (login && !windows.has(name)) await web.enter(page.context(), login);
  windows.set(name, page);
  return page;
}

type Case = { name: string; login: string | null; path: () => string; shows: (page: Page) => Locator };
const heading = (name: string | RegExp) => (page: Page) => page.getByRole('heading', { name }).first();

const pages: Case[] = [
  { name: 'to-do of the office', login: 'duchake', path: () => '/', shows: heading('待审核') },
  { name: 'audit', login: 'shenji', path: () => '/audit', shows: page => page.getByRole('columnheader').first() },
  { name: 'to-do of a liaison', login: 'lianluo01', path: () => '/', shows: heading('待办') },
  {
    name: 'overview',
    login: 'juzhang',
    path: () => '/overview',
    shows: page => page.getByRole('link', { name: LATE }).first(),
  },
  {
    name: 'plans',
    login: 'duchake',
    path: () => '/plans',
    shows: page => page.getByRole('link', { name: '云川市教育局2026年工作要点' }),
  },
  { name: 'plan', login: 'duchake', path: () => '/plans/1', shows: heading('云川市教育局2026年工作要点') },
  {
    name: 'settle',
    login: 'duchake',
    path: () => `/plans/${settling}/settle`,
    shows: page => page.getByRole('button', { name: '合计改为 94' }),
  },
  {
    name: 'compare',
    login: 'duchake',
    path: () => `/plans/${revised}/compare?with=${settling}`,
    shows: page => page.getByRole('region', { name: '逐条对照' }).getByRole('listitem').first(),
  },
  {
    name: 'choose what to compare with',
    login: 'duchake',
    path: () => `/plans/${settling}/compare`,
    shows: heading('与另一份计划对照'),
  },
  { name: 'ledger', login: 'duchake', path: () => '/ledger', shows: page => page.getByRole('link', { name: LATE }) },
  { name: 'ledger with a task', login: 'duchake', path: () => `/ledger?task=${late}`, shows: heading(LATE) },
  { name: 'task', login: 'duchake', path: () => `/tasks/${late}`, shows: heading(LATE) },
  { name: 'Gantt', login: 'duchake', path: () => '/gantt', shows: heading('2026 年任务与节点') },
  {
    name: 'indicators',
    login: 'juzhang',
    path: () => '/indicators',
    shows: page => page.getByText('普惠性幼儿园覆盖率').first(),
  },
  { name: 'indicator', login: 'juzhang', path: () => `/indicators/${indicator}`, shows: heading('普惠性幼儿园覆盖率') },
  { name: 'league', login: 'duchake', path: () => '/indicators/league', shows: heading('报送排行') },
  { name: 'target', login: 'duchake', path: () => `/targets/${split}`, shows: heading('推进曲线') },
  {
    name: 'allocation',
    login: 'duchake',
    path: () => `/targets/${split}/allocation`,
    shows: page => page.getByText('不平衡说明').first(),
  },
  { name: 'forms to fill in', login: 'xuexiao01', path: () => '/reporting', shows: heading('我的填报') },
  {
    name: 'forms',
    login: 'duchake',
    path: () => '/reporting/forms',
    shows: page => page.getByText('幼儿园月报').first(),
  },
  {
    name: 'review of a county',
    login: 'xianqu17',
    path: () => '/review',
    shows: heading('义务教育学校月报 2026年8月'),
  },
  { name: 'review across', login: 'lianluo01', path: () => '/review/across', shows: heading('横向审核') },
  { name: 'queries', login: 'lianluo01', path: () => '/review/queries', shows: heading('质疑') },
  {
    name: 'snapshots',
    login: 'duchake',
    path: () => '/review/snapshots',
    shows: page => page.getByText('幼儿园月报 2026年6月').first(),
  },
  {
    name: 'indicators as a heat table',
    login: 'juzhang',
    path: () => '/indicators?view=heat&q=幼儿园',
    shows: page => page.getByRole('table'),
  },
  {
    name: 'indicator of a county',
    login: 'duchake',
    path: () => `/indicators/${indicator}?unit=${county}`,
    shows: heading('所属单位'),
  },
  { name: 'public page', login: null, path: () => '/public/yunchuan', shows: heading('云川市教育局主要指标') },
  {
    name: 'allocations',
    login: 'duchake',
    path: () => '/allocations',
    shows: page => page.getByRole('heading', { name: '本单位分解的' }),
  },
  { name: 'burden', login: 'duchake', path: () => '/reporting/burden', shows: heading('各报表') },
  { name: 'exchange', login: 'duchake', path: () => '/exchange', shows: heading('导出') },
  {
    name: 'people',
    login: 'guanliyuan',
    path: () => '/people',
    shows: page => page.getByText('duchake', { exact: true }),
  },
  { name: 'tokens', login: 'guanliyuan', path: () => '/people/tokens', shows: heading('全部访问令牌') },
  { name: 'mine', login: 'duchake', path: () => '/mine', shows: heading('岗位') },
  { name: 'try', login: null, path: () => '/try', shows: heading('试一试') },
];

/** Those where people look at figures, report and review, and those of trust. */
const read = new Set([
  ...['to-do of the office', 'to-do of a liaison', 'indicators', 'indicator', 'indicators as a heat table', 'league'],
  ...['public page', 'target', 'allocation', 'allocations', 'forms to fill in', 'burden', 'review of a county'],
  ...['review across', 'queries', 'snapshots', 'exchange', 'audit', 'people', 'tokens', 'mine'],
]);

/** How far the page can be pushed sideways, in pixels: the window, and the part of it that holds the page. */
const overflowOf = (page: Page): Promise<number> =>
  page.evaluate(() =>
    Math.max(
      ...[document.scrollingElement, document.querySelector('main')].map(box =>
        box ? box.scrollWidth - box.clientWidth : 0,
      ),
    ),
  );

/** What people look at and print: readable in the dark, and without frame or sideways loss on A4. */
const expectDarkAndPrinted = async (page: Page): Promise<void> => {
  const { width, height } = page.viewportSize()!;
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.locator('html[data-dark]').waitFor();
  // The parts of the library follow a moment later.
  await expect.poll(() => violationsOf(page, ['color-contrast'])).toEqual([]);
  // The width of A4 between its margins, in the pixels of a browser.
  await page.setViewportSize({ width: 673, height });
  await page.emulateMedia({ colorScheme: 'light', media: 'print' });
  expect(await page.locator('.rail, .top-bar, .bottom-bar').filter({ visible: true }).count()).toBe(0);
  expect(await overflowOf(page)).toBe(0);
  await page.emulateMedia({ media: 'screen' });
  await page.setViewportSize({ width, height });
};

const expectSound = async (page: Page): Promise<void> => {
  await page.waitForLoadState('networkidle');
  expect(errorsOf(page).splice(0)).toEqual([]);
  expect(await overflowOf(page)).toBe(0);
  await expectAccessible(page);
};

describe.each(widths)('at $name wide', ({ viewport }) => {
  it('first start', async () => {
    const page = await visit(null, viewport);
    await page.goto(empty.address);
    await page.getByRole('button', { name: '建立演示机构' }).waitFor();
    await expectSound(page);
  });

  it('sign-in', async () => {
    const page = await visit(null, viewport);
    await page.goto(web.address);
    await page.getByRole('button', { name: '登录' }).waitFor();
    await page.getByRole('button', { name: '曾予帆' }).waitFor();
    await expectSound(page);
  });

  // On a phone, those that people read are loaded below.
  const loaded = pages.filter(({ name }) => viewport === DESKTOP || !read.has(name));
  it.each(loaded)('$name', async ({ name, login, path, shows }) => {
    const page = await visit(login, viewport);
    await page.goto(web.address + path());
    await shows(page).waitFor();
    await expectSound(page);
    if (!read.has(name)) return;
    await expectDarkAndPrinted(page);
    await page.setViewportSize(PHONE);
    await shows(page).waitFor();
    await expectSound(page);
    await page.setViewportSize(viewport);
  });
});

describe('at 390 wide, while the server is slow, when it fails, and when it answers at last', () => {
  it.each(pages.filter(({ name }) => read.has(name)))('$name', async ({ login, path, shows }) => {
    const page = await visit(login, PHONE);
    let fail = () => {};
    const failing = new Promise<void>(resolve => {
      fail = resolve;
    });
    const reads = /\/api\/(?!org\/me|org\/start|auth|live)/;
    await page.route(reads, async route => {
      await failing;
      await route.fulfill({ status: 500, json: { error: { code: 'unexpected', message: '', detail: {} } } });
    });
    await page.goto(web.address + path());
    await page.getByRole('status').filter({ hasText: '正在载入' }).first().waitFor();
    expect(await overflowOf(page)).toBe(0);
    fail();
    await page.getByRole('alert').filter({ hasText: '请重试' }).first().waitFor();
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
    await expectSound(page);
    await page.unroute(reads);
    await page.getByRole('button', { name: '重试' }).first().click();
    // What it then shows has been looked at above, in every respect.
    await shows(page).waitFor();
    expect(errorsOf(page).splice(0)).toEqual([]);
    expect(await overflowOf(page)).toBe(0);
  });
});

type Words = { [key: string]: string | Words };
const flat = (words: Words, above = ''): [string, string][] =>
  Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [[above + key, value] as [string, string]] : flat(value, `${above}${key}.`),
  );
const localeFolder = join(import.meta.dirname, '../../src/locales');
const wordsOf = (language: string): [string, string][] =>
  readdirSync(join(localeFolder, language)).flatMap(file => {
    const namespace = file.replace('.json', '');
    const words = flat(JSON.parse(readFileSync(join(localeFolder, language, file), 'utf8')));
    return words.flatMap(([key, text]) => [[`${namespace}:${key}`, text] as [string, string], [key, text]]);
  });

/** Every piece of text that the interface shows or says, without what is marked as Chinese. */
const textsOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const texts: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node instanceof Element ? node : node.parentElement;
      if (!element || element.closest('[lang=zh-CN], script, style')) continue;
      if (node instanceof Element)
        for (const name of ['aria-label', 'title', 'placeholder']) texts.push(node.getAttribute(name) ?? '');
      else texts.push(node.textContent ?? '');
    }
    return texts.map(text => text.trim()).filter(Boolean);
  });

describe('in English', () => {
  it('is a switch in the menu, and every page follows', async () => {
    const page = await visit('duchake');
    await page.goto(web.address);
    await page.getByRole('button', { name: '曾予帆' }).click();
    await page.getByRole('radio', { name: 'English' }).check();
    await page.getByRole('navigation').getByRole('link', { name: 'To do' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    const keys = new Set(wordsOf('en').flatMap(([key]) => (/[.:]/.test(key) ? [key] : [])));
    const english = new Set(wordsOf('en').map(([, text]) => text));
    // Short ones (学校) are words of the plan as well, names of roles (联络员) are titles that people have.
    const telling = wordsOf('zh-CN').filter(([key, text]) => !/roles?\./.test(key) && /\p{sc=Han}{3}/u.test(text));
    const chinese = new Set(telling.map(([, text]) => text));
    for (const { name, path } of pages.filter(({ login }) => login === 'duchake' || login === null)) {
      await page.goto(web.address + path());
      await page.waitForLoadState('networkidle');
      const texts = await textsOf(page);
      const bare = texts.filter(text => keys.has(text) || text.includes('{{'));
      const left = texts.filter(text => chinese.has(text) && !english.has(text));
      expect([name, bare, left]).toEqual([name, [], []]);
    }
    expect(errorsOf(page)).toEqual([]);
  });
});
