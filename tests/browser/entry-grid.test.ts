import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { DESKTOP, errorsOf, expectAccessible, openBrowser, openPage, PHONE } from '../support/browser';
import { serveBuiltPage } from '../support/built-page';
import type { Seen } from './support/entry-grid/harness';

let served: Awaited<ReturnType<typeof serveBuiltPage>>;
let browser: Browser;
let page: Page;
const refused: string[] = [];

beforeAll(async () => {
  [served, browser] = await Promise.all([
    serveBuiltPage(join(import.meta.dirname, 'support/entry-grid')),
    openBrowser(),
  ]);
}, 60_000);
afterEach(async () => {
  expect(errorsOf(page)).toEqual([]);
  // The page's strict policy had nothing to stop.
  expect(refused.splice(0)).toEqual([]);
  await page.context().close();
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});

const open = async (query = '', viewport = DESKTOP) => {
  page = await openPage(browser, viewport);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  page.on('console', message => {
    if (/Content[- ]Security[- ]Policy/i.test(message.text())) refused.push(message.text());
  });
  await page.goto(`${served.address}/${query}`);
  await page.getByRole('heading', { name: '填报表格' }).waitFor();
};
const cell = (row: number, column: number) => page.locator(`td[data-row="${row}"][data-column="${column}"]`);
const seen = (): Promise<Seen> => page.evaluate(() => (globalThis as unknown as { seen: Seen }).seen);
const texts = async () => (await seen()).texts;
const press = async (...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};
const copyText = (text: string) => page.evaluate(copied => navigator.clipboard.writeText(copied), text);
const status = () => page.getByRole('status').textContent();
/** Name of the field that has the keyboard: what a screen reader says first. */
const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));

describe('a paste of 200 × 12 cells from the clipboard', () => {
  const lines = Array.from({ length: 200 }, (_, row) =>
    Array.from({ length: 12 }, (_, column) => (1_000_000 + row * 12 + column).toLocaleString('en')),
  );
  lines[7]![3] = '待核实';
  lines[8]![3] = '';
  lines[9]![3] = '１２３４';

  it('writes every cell in one action, marks what is no number, and is undone as one', async () => {
    await open('?rows=200&columns=12');
    await copyText(lines.map(line => line.join('\t')).join('\r\n'));
    await cell(0, 0).click();
    await page.evaluate(() => {
      addEventListener(
        'paste',
        () => {
          const begun = performance.now();
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => Object.assign(globalThis, { painted: performance.now() - begun });
            port2.postMessage(null);
          });
        },
        true,
      );
    });
    await press('Control+v');
    const painted = await page.waitForFunction(() => (globalThis as unknown as { painted?: number }).painted);
    console.info(`2400 cells pasted, next paint after ${Math.round((await painted.jsonValue()) ?? 0)} ms`);
    expect(Object.keys(await texts())).toHaveLength(2399);

    const { calls, texts: stored } = await seen();
    expect(calls).toHaveLength(1);
    const wanted = lines.flatMap((line, row) =>
      line.map((text, column) => [`r${row}.c${column}`, text.replaceAll(',', '')] as const),
    );
    const expected = Object.fromEntries(wanted.filter(([, text]) => text !== ''));
    expect(stored).toEqual({ ...expected, 'r9.c3': '1234' });
    expect(calls[0]!.filter(change => change.fault)).toEqual([
      { row: 'r7', column: 'c3', text: '待核实', fault: 'not-a-number' },
    ]);
    expect(await status()).toContain('已粘贴 2400 格，其中 2399 格有变化。1 格不是数字');
    await page.getByText('选中 2400 格').waitFor();

    // The wrong one is marked, still says what was typed, and the tool leads there.
    await page.getByRole('button', { name: '1 处须改正' }).click();
    expect(await focused()).toBe('第 8 项，第 4 类（人）');
    await expect.poll(() => cell(7, 3).getAttribute('class')).toContain('must-fix');
    expect(await page.locator('.entry-field').inputValue()).toBe('待核实');
    await page.getByRole('complementary').getByText('“待核实”不是数字').waitFor();
    await expectAccessible(page);

    await press('Control+z');
    await expect.poll(async () => Object.values(await texts()).filter(Boolean).length).toBe(0);
    expect((await seen()).calls).toHaveLength(2);
    await press('Control+y');
    await expect.poll(async () => (await texts())['r199.c11']).toBe('1002399');
  });

  it('says how much fell outside, and drops nothing else', async () => {
    await open('?rows=100&columns=10');
    await copyText(lines.map(line => line.join('\t')).join('\r\n'));
    await cell(0, 0).click();
    await press('Control+v');
    await expect.poll(status).toContain('1400 格超出表格范围');
    expect(Object.keys(await texts())).toHaveLength(999);
  });

  it('takes the table that a spreadsheet puts beside the text', async () => {
    await open('?rows=5&columns=3');
    await cell(0, 0).click();
    await page.evaluate(() => {
      const clipboardData = new DataTransfer();
      // As Excel writes it: styles, merged cells, line breaks of the source.
      clipboardData.setData(
        'text/html',
        `<html><head><style>td{color:red}</style></head><body><table style="width:1px"><tr><td colspan=2>1,5<span>00</span></td>
        <td>3%</td></tr><tr><td rowspan=2>7</td><td style="color:red"> 8
        </td></tr><tr><td>9</td></tr></table></body></html>`,
      );
      clipboardData.setData('text/plain', '1,500\t3%\n7\t8\n9');
      document.activeElement?.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
      );
    });
    await expect.poll(texts).toEqual({ 'r0.c0': '1500', 'r0.c2': '3%', 'r1.c0': '7', 'r1.c1': '8', 'r2.c1': '9' });
  });
});

describe('filling', () => {
  /** Drags the corner of the selection to the middle of a cell, by way of the one before. */
  const dragCorner = async (row: number, column: number) => {
    await page.locator('.entry-fill').hover();
    await page.mouse.down();
    const to = (await cell(row, column).boundingBox())!;
    await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2 - 6, { steps: 5 });
    await page.mouse.up();
  };

  it('drags the corner down and along, and takes each back as one', async () => {
    await open('?rows=6&columns=4');
    await cell(0, 0).click();
    await page.keyboard.type('5');
    await press('Enter');
    await page.keyboard.type('8');
    await press('Enter', 'ArrowUp', 'Shift+ArrowUp');
    await dragCorner(4, 0);
    const filled = { 'r0.c0': '5', 'r1.c0': '8', 'r2.c0': '5', 'r3.c0': '8', 'r4.c0': '5' };
    expect(await texts()).toEqual(filled);
    // What was filled stays selected: on it goes to the right.
    await page.getByText('选中 5 格，合计 31 人').waitFor();
    await dragCorner(4, 2);
    expect(await texts()).toMatchObject({ ...filled, 'r1.c1': '8', 'r4.c2': '5' });
    await press('Control+z');
    await page.getByText('已撤销填充，恢复 10 格。').waitFor();
    expect(await texts()).toMatchObject({ ...filled, 'r1.c1': '', 'r4.c2': '' });
    await press('Control+z');
    expect(await texts()).toMatchObject({ 'r0.c0': '5', 'r1.c0': '8', 'r2.c0': '', 'r4.c0': '' });
    await press('Control+y');
    expect(await texts()).toMatchObject(filled);
  });

  it('fills to the right by keys; what is copied is a table too, and comes back as it was', async () => {
    await open('?rows=4&columns=4');
    await cell(1, 0).click();
    await page.keyboard.type('3-4');
    await press('Enter');
    await cell(1, 0).click();
    await press('Shift+ArrowRight', 'Shift+ArrowRight', 'Control+r');
    expect(await texts()).toEqual({ 'r1.c0': '3-4', 'r1.c1': '3-4', 'r1.c2': '3-4' });
    await press('Control+c');
    const copied = await page.evaluate(async () => {
      const [item] = await navigator.clipboard.read();
      return (await item!.getType('text/html')).text();
    });
    expect(copied).toContain('3-4</td>');
    await cell(2, 1).click();
    await press('Control+v');
    expect(await texts()).toMatchObject({ 'r2.c1': '3-4', 'r2.c2': '3-4', 'r2.c3': '3-4' });
  });
});

describe('by keys alone', () => {
  it('types, moves, edits, clears, fills, copies and takes back', async () => {
    await open('?rows=300&columns=4');
    await page.getByRole('textbox', { name: '表格之前' }).focus();
    await press('Tab');
    // The tools first, then one stop for the whole table.
    while (!(await focused())?.startsWith('第 1 项')) await press('Tab');
    await page.keyboard.type('12');
    await press('Tab');
    await page.keyboard.type('1,000');
    await press('Enter');
    expect(await texts()).toEqual({ 'r0.c0': '12', 'r0.c1': '1000' });
    // Enter after Tab goes to the beginning of the next line.
    expect(await focused()).toBe('第 2 项，第 1 类（人）');

    // Typing replaces; arrows write and go on. Escape takes back. F2 goes into the text.
    await press('ArrowUp', 'ArrowRight');
    await page.keyboard.type('7');
    await press('Escape');
    expect(await page.locator('.entry-field').inputValue()).toBe('1000');
    await press('F2', 'ArrowLeft', 'Backspace');
    await page.keyboard.type('5');
    await press('Shift+Enter');
    expect((await texts())['r0.c1']).toBe('1050');
    await page.keyboard.type('9');
    await press('ArrowLeft');
    expect(await texts()).toEqual({ 'r0.c0': '12', 'r0.c1': '9' });

    await press('Shift+ArrowRight', 'Shift+ArrowDown', 'Shift+ArrowDown', 'Control+d');
    expect(await texts()).toMatchObject({ 'r1.c0': '12', 'r2.c0': '12', 'r1.c1': '9', 'r2.c1': '9' });
    await page.getByText('选中 6 格，合计 63 人').waitFor();
    await press('Control+c');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('12\t9\r\n12\t9\r\n12\t9');
    await press('Delete');
    expect(Object.values(await texts()).every(text => text === '')).toBe(true);
    await press('Control+z', 'Control+z');
    expect(await texts()).toMatchObject({ 'r0.c0': '12', 'r0.c1': '9', 'r1.c0': '', 'r2.c1': '' });
    await press('Control+Shift+z');
    expect((await texts())['r2.c1']).toBe('9');

    // Far away and back; the cell with the keyboard stays one.
    await press('Control+End');
    expect(await focused()).toBe('第 300 项，第 4 类（人）');
    await page.locator('.entry-box').evaluate(box => box.scrollTo(0, 0));
    await page.keyboard.type('4');
    await press('Enter');
    expect((await texts())['r299.c3']).toBe('4');
    await press('Control+Home', 'PageDown');
    expect(await focused()).toMatch(/^第 1\d 项，第 1 类/);

    // Tab leaves at the end, and anywhere after Escape.
    await press('Control+End', 'Tab');
    expect(await focused()).toBe('表格之后');
    await press('Shift+Tab', 'Control+Home', 'Escape', 'Tab');
    expect(await focused()).toBe('表格之后');
  });

  it('an input method begins in the cell: nothing is lost, Enter that ends it stays with it', async () => {
    await open('?rows=5&columns=3');
    await cell(1, 1).click();
    const keys = await page.context().newCDPSession(page);
    await keys.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', windowsVirtualKeyCode: 229, key: 'Process' });
    await keys.send('Input.imeSetComposition', { text: 'yi', selectionStart: 2, selectionEnd: 2 });
    await keys.send('Input.imeSetComposition', { text: '一百', selectionStart: 2, selectionEnd: 2 });
    await keys.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', windowsVirtualKeyCode: 229, key: 'Enter' });
    await keys.send('Input.insertText', { text: '一百' });
    expect(await page.locator('.entry-field').inputValue()).toBe('一百');
    await press('Enter');
    expect((await seen()).calls).toEqual([[{ row: 'r1', column: 'c1', text: '一百', fault: 'not-a-number' }]]);
    expect(await focused()).toBe('第 3 项，第 2 类（人）');
  });
});

describe('with the pointer', () => {
  it('drags a range, takes a row by its head, edits on a double click', async () => {
    await open('?rows=300&columns=4');
    await cell(1, 0).hover();
    await page.mouse.down();
    await cell(4, 2).hover();
    await page.mouse.up();
    await page.getByText('选中 12 格').waitFor();
    await page.getByRole('rowheader', { name: /第 3 项/ }).click();
    await page.getByText('选中 4 格').waitFor();
    await cell(2, 1).click();
    await page.keyboard.type('12');
    await cell(3, 1).click();
    await cell(2, 1).dblclick();
    await page.keyboard.type('0');
    await cell(0, 0).click();
    expect((await texts())['r2.c1']).toBe('120');
    // Held below the edge, the table comes along.
    await cell(0, 0).hover();
    await page.mouse.down();
    const box = (await page.locator('.entry-box').boundingBox())!;
    await page.mouse.move(box.x + 330, box.y + box.height - 5);
    await expect.poll(() => page.locator('.entry-box').evaluate(({ scrollTop }) => scrollTop)).toBeGreaterThan(200);
    await page.mouse.up();
    expect(Number(/选中 (\d+) 格/.exec((await status()) ?? '')?.[1])).toBeGreaterThan(20);
  });
});

describe('what a cell has to say', () => {
  it('is marked, said, explained and settled', async () => {
    await open();
    await expectAccessible(page);
    // Computed as one types.
    await cell(2, 1).click();
    await page.keyboard.type('300');
    await press('Enter');
    await cell(2, 2).getByText('1500').waitFor();
    await cell(2, 2).hover();
    await page.getByText('= 男 + 女').first().waitFor();

    await page.getByRole('button', { name: '1 处须说明' }).click();
    await page.getByRole('complementary').getByText('比上期少 63%，请说明原因').waitFor();
    await press('Alt+ArrowDown');
    await page.keyboard.type('系统升级停办三天');
    await expectAccessible(page);
    await press('Enter');
    expect(await focused()).toContain('服务大厅接待群众人次');
    expect((await seen()).told).toEqual(['explain visits.f 系统升级停办三天']);
    await page.getByRole('button', { name: '处须说明' }).waitFor({ state: 'detached' });

    // What was typed of a reason is kept by a click elsewhere as well.
    await press('Alt+ArrowDown');
    await page.keyboard.type('，已恢复');
    await cell(2, 0).click();
    expect((await seen()).told.at(-1)).toBe('explain visits.f 系统升级停办三天，已恢复');

    await page.getByRole('button', { name: '1 处有冲突' }).click();
    await page.getByRole('button', { name: '用对方的 14' }).click();
    expect((await seen()).told.at(-1)).toBe('resolve windows.f theirs');
    await press('Shift+F2');
    expect((await seen()).told.at(-1)).toBe('comment windows.f');

    // A computed and a locked cell take nothing, and say so.
    const before = await texts();
    await cell(5, 2).click();
    await page.keyboard.type('5');
    await press('Delete');
    expect(await status()).toBe('1 格不能填写，没有改动。');
    expect(await texts()).toEqual(before);

    await page.getByRole('checkbox', { name: '显示上期' }).uncheck();
    await page.getByRole('columnheader', { name: '2026年7月' }).first().waitFor({ state: 'detached' });
    await page.emulateMedia({ colorScheme: 'dark' });
    await expectAccessible(page);
  });
});

describe('on a phone', () => {
  it('is a card for each figure, with the same marks and the same words', async () => {
    await open('', PHONE);
    const field = page.getByRole('textbox', { name: '其中：预约，女（人次）' });
    expect(await field.getAttribute('inputmode')).toBe('decimal');
    await field.fill('1,2');
    await press('Enter');
    await page.getByText('“1,2”的分隔号位置不对').waitFor();
    expect(await focused()).toBe('开放窗口数，男（个）');
    await field.fill('1,200人次');
    await page.getByRole('textbox', { name: '情况说明' }).fill('停办三天');
    expect((await texts())['booked.f']).toBe('1200');
    await page.getByRole('button', { name: '1 处有冲突' }).click();
    await expect.poll(focused).toBe('开放窗口数，女（个）');
    await page.getByRole('button', { name: '用对方的 14' }).click();
    expect((await seen()).told).toEqual(['explain visits.f 停办三天', 'resolve windows.f theirs']);
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await page.getByRole('button', { name: '撤销' }).click();
    expect((await texts())['booked.f']).toBe('1,2');
  });

  it('keeps a long form light', async () => {
    await open('?rows=1000&columns=12', PHONE);
    await page.getByRole('article', { name: '第 1 项' }).waitFor();
    expect(await page.locator('input').count()).toBeLessThan(250);
    await page.evaluate(() =>
      (globalThis as unknown as { goTo: (row: string, column: string) => void }).goTo('r800', 'c7'),
    );
    await expect.poll(focused).toBe('第 801 项，第 8 类（人）');
    await page.keyboard.type('8');
    await press('Enter');
    expect(await texts()).toEqual({ 'r800.c7': '8' });
  });
});
