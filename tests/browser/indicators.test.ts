import { unzipSync } from 'fflate';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SESSION_COOKIE } from '../../src/platform/http/app';
import type { Board, PublicFigures, Series } from '../../src/subjects/analysis/schema';
import { measureToday } from '../../src/subjects/reporting/follow-acceptance';
import { DESKTOP, errorsOf, expectAccessible, openBrowser, openPage, PHONE } from '../support/browser';
import { raiseIndicators } from '../support/indicator-scene';
import { startWebApp, type WebApp } from '../support/web-app';

let web: WebApp;
let browser: Browser;
let tenantId: string;

beforeAll(async () => {
  [web, browser] = await Promise.all([startWebApp(), openBrowser()]);
  tenantId = await raiseIndicators(web.owner, { counties: 4, schools: 2 });
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await web?.close();
});

async function visit(login: string | null, path: string, viewport = DESKTOP): Promise<Page> {
  const page = await openPage(browser, viewport);
  if (login) await web.enter(page.context(), login);
  await page.goto(web.address + path);
  return page;
}

const sound = async (page: Page): Promise<void> => {
  await page.waitForLoadState('networkidle');
  expect(errorsOf(page)).toEqual([]);
  const beyond = await page.evaluate(() =>
    Math.max(
      ...[document.scrollingElement, document.querySelector('main'), document.querySelector('.board-main')].map(box =>
        box ? box.scrollWidth - box.clientWidth : 0,
      ),
    ),
  );
  expect(beyond).toBe(0);
  await expectAccessible(page);
};

const call = async (login: string | null, name: string, input: Record<string, string>): Promise<Response> =>
  fetch(`${web.address}/api/${name.replace('.', '/')}?${new URLSearchParams(input)}`, {
    headers: login ? { cookie: `${SESSION_COOKIE}=${await web.startSession(login)}` } : {},
  });
const ask = async <T>(login: string | null, name: string, input: Record<string, string> = {}): Promise<T> =>
  (await (await call(login, name, input)).json()) as T;

const unitId = async (code: string): Promise<string> =>
  (await web.owner.selectFrom('orgUnits').select('id').where('code', '=', code).executeTakeFirstOrThrow()).id;

describe('the board of indicators', () => {
  it('stays with the last month of which enough is in, until the office signs that no more comes', async () => {
    const page = await visit('duchake', '/indicators');
    const line = page.getByRole('row', { name: /新增公办学位/ });
    await line.waitFor();
    expect(await line.textContent()).toMatch(/2026年7月8月 3\/8/);
    await sound(page);
    const { rows } = await ask<Board>('duchake', 'analysis.board');
    const { id } = rows.find(({ code }) => code === 'seats')!;
    // Who is called: the schools of the month that is waited for, not those of the one that is shown.
    const indicator = await visit('duchake', `/indicators/${id}`);
    const missing = indicator.getByRole('region', { name: '缺报单位' });
    await missing.getByRole('heading', { name: '2026年8月（待核定）还缺 5' }).waitFor();
    await missing.getByText('东渡区 2').click();
    await missing.getByText('东渡第1幼儿园').waitFor();
    await missing.getByRole('heading', { name: '2026年7月（现用的一期）还缺' }).waitFor();
    await missing.getByText('应报单位都已核定。').waitFor();
    await sound(indicator);
    const closed = { closedAt: '2026-09-28T01:00:00Z' };
    await web.owner.updateTable('formWindows').set(closed).where('period', '=', '2026-08').execute();
    await measureToday({ db: web.owner, tenantId, today: '2026-09-28', now: closed.closedAt });
    await page.reload();
    await expect.poll(() => line.textContent()).toMatch(/2026年8月/);
    expect(await line.textContent()).not.toContain('只有');
  });

  it('has a line for each, opens one beside it by the keyboard, and says so in the address', async () => {
    const page = await visit('duchake', '/indicators');
    const line = page.getByRole('row', { name: /新增公办学位/ });
    await line.waitFor();
    // The first county lacks a school, the second waits for review, the third has handed in nothing.
    expect(await line.textContent()).toMatch(/2026年8月.*■严重欠进度3\/8/);
    await sound(page);
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.getByRole('complementary').getByRole('heading', { name: '新增公办学位' }).waitFor();
    expect(new URL(page.url()).searchParams.get('open')).toMatch(/^\d+$/);
    await sound(page);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('complementary').count()).toBe(0);
    await page.getByRole('button', { name: '严重欠进度' }).click();
    await expect.poll(() => page.locator('tbody [data-row]').count()).toBe(1);
    expect(new URL(page.url()).searchParams.get('status')).toBe('far-behind');
  });

  it.each([DESKTOP, PHONE])('is shown as a heat table, a map and small multiples, $width wide', async viewport => {
    const page = await visit('duchake', '/indicators?view=heat', viewport);
    for (const view of ['heat', 'map', 'small']) {
      await page.goto(`${web.address}/indicators?view=${view}`);
      await page.getByRole('figure').getByText('望湖区').first().waitFor();
      await sound(page);
    }
  });

  it('goes out as a workbook of what is shown, and as a picture', async () => {
    const page = await visit('duchake', '/indicators?q=学位');
    await page.locator('tbody [data-row]').waitFor();
    const take = async (name: RegExp, role: 'link' | 'button') => {
      await page.getByRole('button', { name: /^导出/ }).click();
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole(role, { name }).click()]);
      return download;
    };
    const workbook = await take(/\.xlsx/, 'link');
    expect(workbook.suggestedFilename()).toBe('云川市教育局指标总览（云川市教育局） 2026-09-28.xlsx');
    expect((await take(/\.png/, 'button')).suggestedFilename()).toBe('指标.png');
    const [row] = (await ask<Board>('duchake', 'analysis.board')).rows.filter(({ code }) => code === 'seats');
    const file = await call('duchake', 'analysis.exportBoard', { indicatorIds: row!.id });
    const parts = unzipSync(new Uint8Array(await file.arrayBuffer()));
    const text = Object.values(parts)
      .map(part => Buffer.from(part).toString())
      .join('\n');
    for (const words of ['新增公办学位', '各单位分解值', '望湖区', '空格为未报']) expect(text).toContain(words);
    expect(text).not.toContain('大班额比例');
  });
});

describe('the page of an indicator', () => {
  it('says how it stands and who is missing, and leads to the county, its schools and a cell', async () => {
    const board = await ask<Board>('duchake', 'analysis.board');
    const { id } = board.rows.find(({ code }) => code === 'inclusive')!;
    const page = await visit('duchake', `/indicators/${id}`);
    await page.getByText('缺 3 个单位下的 5 份数据').waitFor();
    await page.getByRole('region', { name: '缺报单位' }).getByText('东渡区 2').click();
    await page.getByText('东渡第1幼儿园').waitFor();
    await sound(page);
    await page.getByRole('region', { name: '各单位' }).getByRole('button', { name: '云澜区' }).click();
    const below = page.getByRole('region', { name: '所属单位' }).first();
    await below.getByRole('row', { name: /云澜第2幼儿园/ }).waitFor();
    expect(new URL(page.url()).searchParams.get('unit')).toBe(await unitId('c4'));
    const school = below.getByRole('row', { name: /云澜第2幼儿园/ });
    await school.getByRole('button', { name: /^\d+$/ }).first().click();
    await page.getByRole('dialog').getByText('没有修改过').waitFor();
    await sound(page);
    await page.keyboard.press('Escape');
    await page.keyboard.press('ArrowLeft');
    await page.getByText('2026年7月').first().waitFor();
    expect(new URL(page.url()).searchParams.get('on')).toBe('2026-07-31');
    await page.goBack();
    await page.getByText('2026年8月').first().waitFor();
  });

  it('is one column on a phone', async () => {
    const page = await visit('xianqu', '/indicators/1', PHONE);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.getByRole('figure').first().waitFor();
    await sound(page);
  });

  it('holds a county against its own part of the target', async () => {
    const [county, board] = [await unitId('c4'), await ask<Board>('duchake', 'analysis.board')];
    const { id, aim } = board.rows.find(({ code }) => code === 'seats')!;
    const input = { indicatorId: id, unitId: county };
    const { target, whole } = await ask<Series>('duchake', 'analysis.series', input);
    expect(Number(target!.value)).toBe(Number(aim!.value) / 4);
    expect(Number(target!.points.at(-1)!.planned)).toBe(Number(target!.value));
    expect(whole.at(-1)).toMatchObject({ period: '2026-08', value: '160', reported: { expected: 2, reported: 2 } });
  });

  it('shows what waits for review to the county that it comes from, and to no other', async () => {
    const county = await unitId('c2');
    const waiting = { unitId: county, lens: 'submitted' };
    const inside = await ask<Board>('xianqu', 'analysis.board', waiting);
    expect(inside.rows[0]).toMatchObject({ reported: { expected: 2, reported: 2 } });
    expect(inside.rows[0]!.value).not.toBeNull();
    for (const login of ['duchake', 'lianluo', 'yuansuo'])
      expect((await call(login, 'analysis.board', waiting)).status).toBe(404);
    const own = { unitId: await unitId('c2-1'), lens: 'submitted' };
    const { rows } = await ask<Board>('yuansuo', 'analysis.board', own);
    expect(rows.map(({ value, reported }) => [value === null, reported])).toEqual(
      Array(4).fill([false, { expected: 1, reported: 1 }]),
    );
    expect((await call('lianluo', 'analysis.board', own)).status).toBe(404);
  });
});

describe('the league, the map and the public page', () => {
  it('ranks who reports on time', async () => {
    const page = await visit('duchake', '/indicators/league');
    const rows = page.locator('tbody tr');
    await rows.first().waitFor();
    expect(await rows.count()).toBe(4);
    // Two of its reports of each month came after the day.
    expect(await rows.last().textContent()).toContain('云澜区');
    await sound(page);
  });

  it('draws the body’s own map, and says what is wrong with a file before anything is kept', async () => {
    const page = await visit('duchake', '/indicators?view=map');
    await page.getByRole('button', { name: '换用自备地图' }).click();
    const dialog = page.getByRole('dialog');
    const give = (text: string) =>
      dialog
        .locator('input[type=file]')
        .setInputFiles({ name: '云川.geojson', mimeType: 'application/geo+json', buffer: Buffer.from(text) });
    await give('{"type":"Topology"}');
    await dialog.getByText('文件不是 GeoJSON 要素集合').waitFor();
    expect(await dialog.getByRole('button', { name: '保存' }).isDisabled()).toBe(true);
    const square = (x: number) => [
      [x, 32],
      [x + 1, 32],
      [x + 1, 33],
      [x, 32],
    ];
    const features = [990_102, 990_103, 990_104].map((adcode, at) => ({
      type: 'Feature',
      properties: { adcode, name: `区域${at}` },
      geometry: { type: 'Polygon', coordinates: [square(118 + at)] },
    }));
    await give(JSON.stringify({ type: 'FeatureCollection', features }));
    await dialog.getByText('3 个区域').waitFor();
    await sound(page);
    await dialog.getByRole('button', { name: '保存' }).click();
    await page.getByText('地图：云川').waitFor();
    await page.getByText('地图上没有对应区域的单位 1 个：云澜区').waitFor();
    await sound(page);
  });

  it('shows accepted figures of public indicators to everybody, and nothing of the schools', async () => {
    const page = await visit(null, '/public/yunchuan', PHONE);
    await page.getByRole('heading', { name: '云川市教育局主要指标' }).waitFor();
    expect(await page.locator('.public-rows > li').count()).toBe(3);
    await page.getByText('各县（市、区）').first().click();
    await page
      .getByRole('row', { name: /望湖区/ })
      .first()
      .waitFor();
    await sound(page);
    const shown = await ask<PublicFigures>(null, 'analysis.publicFigures', { body: 'yunchuan' });
    expect(JSON.stringify(shown)).not.toContain('幼儿园"');
    expect(shown.rows.map(({ reported }) => reported)).toEqual(Array(3).fill({ expected: 8, reported: 3 }));
    expect((await call(null, 'analysis.publicFigures', { body: 'nobody' })).status).toBe(404);
  });

  it('stays where it is when the server is away, and says so', async () => {
    const page = await visit('duchake', '/indicators');
    await page.locator('tbody [data-row]').first().waitFor();
    await page.route('**/api/analysis/**', route =>
      route.fulfill({ status: 500, json: { error: { code: 'internal', message: '系统出现意外错误', detail: {} } } }),
    );
    await page.goto(`${web.address}/indicators/1`);
    await page.getByRole('alert').getByText('系统出现意外错误').waitFor();
    await sound(page);
  });
});
