import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { DESKTOP, errorsOf, expectAccessible, openBrowser, openPage, PHONE } from '../support/browser';
import { serveFigureParts } from './support/figure-parts/serve-figure-parts';

let parts: Awaited<ReturnType<typeof serveFigureParts>>;
let browser: Browser;
const windows: Page[] = [];

beforeAll(async () => {
  [parts, browser] = await Promise.all([serveFigureParts(), openBrowser()]);
});
afterEach(async () => {
  for (const page of windows.splice(0)) await page.context().close();
});
afterAll(async () => {
  await browser?.close();
  await parts?.close();
});

type Shown = {
  only?: string;
  shown?: 'full' | 'missing' | 'empty';
  shade?: 'light' | 'dark';
  viewport?: typeof DESKTOP;
};

/** The page of charts; what the page's policy refused counts as an error of the page. */
async function visit({ only = '', shown = 'missing', shade = 'light', viewport = DESKTOP }: Shown = {}): Promise<Page> {
  const page = await openPage(browser, viewport);
  windows.push(page);
  page.on('console', message => {
    if (message.type() === 'error') errorsOf(page).push(message.text());
  });
  await page.addInitScript(chosen => localStorage.setItem('luoshi.shade', chosen), shade);
  await page.goto(`${parts.address}/?case=${shown}${only && `&part=${only}`}`);
  await page.locator('[data-part]').first().waitFor();
  // Drawings are loaded with the first chart.
  await expect.poll(() => page.locator('.skeleton-line').count()).toBe(0);
  return page;
}

const part = (page: Page, name: string) => page.locator(`[data-part=${name}]`);
const opened = (page: Page) => page.getByTestId('opened').textContent();

/** Each chart once, the heat table in both colourings. */
const EACH =
  'trajectory,bullets,ranks,ranks-many,multiples,heat-light,heat-columns,tiles-ink,tiles-light,map-light,findings';

describe('all charts are sound', () => {
  it.each([
    { name: '1440 wide, light, some missing', viewport: DESKTOP, shade: 'light' as const, shown: 'missing' as const },
    { name: '1440 wide, dark, all reported', viewport: DESKTOP, shade: 'dark' as const, shown: 'full' as const },
    { name: '390 wide, light, some missing', viewport: PHONE, shade: 'light' as const, shown: 'missing' as const },
    { name: '390 wide, dark, nothing at all', viewport: PHONE, shade: 'dark' as const, shown: 'empty' as const },
  ])('$name', async window => {
    const page = await visit({ only: EACH, ...window });
    await page.waitForLoadState('networkidle');
    const beyond = () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(await beyond()).toBe(0);
    await expectAccessible(page);
    // The tables behind the charts as well.
    const toTable = page.getByRole('button', { name: /^表格/ });
    for (let left = await toTable.count(); left > 0; left--) await toTable.first().click();
    expect(await beyond()).toBe(0);
    if (window.viewport === PHONE) await expectAccessible(page);
    expect(errorsOf(page)).toEqual([]);
  });
});

describe('charts', () => {
  it('rank who has reported and list the others below as “—”', async () => {
    const page = await visit({ only: 'ranks' });
    const rows = part(page, 'ranks').locator('tbody tr');
    expect(await rows.count()).toBe(18);
    const words = (await rows.allInnerTexts()).map(text => text.replace(/\s+/g, ' ').trim());
    expect(words[0]).toMatch(/^1 兰浦县 .*96\.7$/);
    expect(words.slice(-3).map(text => text.replace('无数据', '').trim())).toEqual([
      '云澜区 —',
      '竹屿县 —',
      '雁回县 —',
    ]);
    await expect.poll(() => part(page, 'ranks').getByText('中位数 92.7').isVisible()).toBe(true);
  });

  it('say who is missing, and lead there', async () => {
    const page = await visit({ only: 'ranks' });
    const note = part(page, 'ranks').getByRole('button', { name: '18 个单位中 3 个未报' });
    await note.click();
    await part(page, 'ranks').getByRole('region').getByRole('button', { name: '竹屿县' }).waitFor();
    await page.keyboard.press('Escape');
    expect(await part(page, 'ranks').getByRole('region').count()).toBe(0);
    expect(await note.evaluate(button => button === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await part(page, 'ranks').getByRole('region').getByRole('button', { name: '竹屿县' }).click();
    expect(await opened(page)).toBe('990115');
  });

  it('open a unit, a cell and a period, by the keyboard too', async () => {
    const page = await visit({ only: 'tiles-ink,multiples,heat-light,trajectory' });
    await part(page, 'tiles-ink')
      .getByRole('button', { name: /望湖区/ })
      .press('Enter');
    expect(await opened(page)).toBe('990102');
    await part(page, 'multiples')
      .getByRole('button', { name: /东渡区/ })
      .click();
    expect(await opened(page)).toBe('990104');
    await part(page, 'heat-light')
      .getByRole('row', { name: /青槐区/ })
      .getByRole('button')
      .nth(1)
      .click();
    expect(await opened(page)).toBe('990103 a');
    await part(page, 'trajectory').getByRole('button', { name: /^表格/ }).click();
    await part(page, 'trajectory').getByRole('button', { name: '92.6' }).click();
    expect(await opened(page)).toBe('2026-04');
  });

  it('open a region of the map with a click', async () => {
    const page = await visit({ only: 'map-ink' });
    await part(page, 'map-ink').getByText('槐安县').click();
    await expect.poll(() => opened(page)).toBe('990112');
  });

  it('change their ink with the page', async () => {
    const page = await visit({ only: 'map-ink' });
    const ink = () =>
      part(page, 'map-ink')
        .locator('svg text', { hasText: '槐安县' })
        .first()
        .evaluate(text => getComputedStyle(text).fill);
    const before = await ink();
    await page.evaluate(() => document.documentElement.toggleAttribute('data-dark', true));
    await expect.poll(ink).not.toBe(before);
  });
});

describe('exports', () => {
  it('lead to the workbook of the server', async () => {
    const page = await visit({ only: 'ranks' });
    await part(page, 'ranks').getByRole('button', { name: /^导出/ }).click();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      part(page, 'ranks')
        .getByRole('link', { name: /\.xlsx/ })
        .click(),
    ]);
    expect(file.suggestedFilename()).toBe('sample.xlsx');
  });

  it.each([
    ['trajectory', '学前三年毛入学率.png'],
    ['heat-light', '各县区主要指标.png'],
    ['map-light', '学前三年毛入学率亮灯（地图）.png'],
  ])('draw a picture under the page’s strict policy: %s', async (name, fileName) => {
    const page = await visit({ only: name, viewport: PHONE });
    await page.waitForLoadState('networkidle');
    const menu = part(page, name).getByRole('button', { name: /^导出/ });
    await menu.click();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      part(page, name).getByRole('button', { name: /\.png/ }).click(),
    ]);
    expect(file.suggestedFilename()).toBe(fileName);
    const bytes = await readFile(await file.path());
    expect(bytes.subarray(1, 4).toString()).toBe('PNG');
    // What has to be scrolled to on a phone is in the picture as well.
    if (name === 'heat-light') expect(bytes.readUInt32BE(16)).toBeGreaterThan(2 * PHONE.width);
    const colours = await page.evaluate(countColours, bytes.toString('base64'));
    expect(colours).toBeGreaterThan(name === 'trajectory' ? 20 : 40);
    expect(errorsOf(page)).toEqual([]);
  });
});

/** How many different colours a picture has: an empty sheet has one. */
async function countColours(base64: string): Promise<number> {
  const image = new Image();
  image.src = `data:image/png;base64,${base64}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.width;
  canvas.height = image.height;
  const pen = canvas.getContext('2d')!;
  pen.drawImage(image, 0, 0);
  return new Set(new Uint32Array(pen.getImageData(0, 0, image.width, image.height).data.buffer)).size;
}
