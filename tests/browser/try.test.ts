import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DESKTOP, errorsOf, expectAccessible, openBrowser, openPage, PHONE } from '../support/browser';
import { startWebApp, type WebApp } from '../support/web-app';

const examples = join(import.meta.dirname, '../../examples');
const text = readFileSync(join(examples, 'canteen-2026.txt'), 'utf8');

let web: WebApp;
let browser: Browser;
beforeAll(async () => {
  [web, browser] = await Promise.all([startWebApp(), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await web?.close();
});

const paste = async (page: Page, pasted: string) => {
  await page.getByLabel('或者粘贴文字').fill(pasted);
  await page.getByRole('button', { name: '读取' }).click();
};

describe('试一试, without an account', () => {
  it.each([
    ['1440', DESKTOP],
    ['390', PHONE],
  ])('reads a pasted plan in the browser and follows what is typed, %s wide', async (_, viewport) => {
    const page = await openPage(browser, viewport);
    await page.goto(web.address);
    await page.getByRole('link', { name: '试一试' }).click();
    await page.getByRole('heading', { name: '试一试' }).waitFor();
    await expectAccessible(page);
    const asked: string[] = [];
    page.on('request', request => asked.push(request.url()));
    await paste(page, text);
    await page.getByText('8 条').first().waitFor();
    await expectAccessible(page);
    expect(asked.filter(url => url.includes('/api/'))).toEqual([]);

    await page.getByRole('button', { name: '修改文字' }).click();
    const editor = page.getByRole('textbox', { name: '原文' });
    await editor.fill(text.replace(/^8\..*$/m, ''));
    await page.getByText('7 条').first().waitFor();
    // A reload does not lose it.
    await page.reload();
    await page.getByText('7 条').first().waitFor();
    expect(errorsOf(page)).toEqual([]);
    await page.context().close();
  });

  it('reads a file, takes a correction, and gives the ledger as a workbook with it', async () => {
    const page = await openPage(browser);
    await page.goto(`${web.address}/try`);
    await page.locator('input[type=file]').setInputFiles(join(examples, 'yunchuan-2026.docx'));
    await page.getByText('50 条').first().waitFor();
    // What nobody could check is said on the card, and shown in the text.
    const checks = page.locator('details.checks', { hasText: '难以核查：建议写明' }).first();
    await checks.locator('summary').click();
    const hard = checks.getByRole('listitem').filter({ hasText: '请补充' }).first();
    const sentence = hard.getByRole('button');
    await sentence.click();
    const found = page.getByRole('region', { name: '原文' }).locator('.fact-found').first();
    await found.waitFor();
    expect(await sentence.textContent()).toContain(await found.textContent());
    await expectAccessible(page);
    const first = page.locator('[data-target] input').first();
    await first.fill('更正过的指标');
    await first.press('Enter');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: '下载台账（.xlsx）' }).click();
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(await (await download).path());
    const names = book.getWorksheet('目标')!.getColumn(2).values;
    expect(names).toContain('更正过的指标');
    expect(await web.owner.selectFrom('files').selectAll().execute()).toEqual([]);
    await page.context().close();
  });

  it.each([
    ['1440', DESKTOP],
    ['390', PHONE],
  ])('sets a second document beside the first, and comes back to what was corrected, %s wide', async (_, viewport) => {
    const page = await openPage(browser, viewport);
    await page.goto(`${web.address}/try`);
    await paste(page, text);
    await page.getByText('8 条').first().waitFor();
    const first = page.locator('[data-target] input').first();
    await first.fill('更正过的指标');
    await first.press('Enter');
    await page.getByRole('button', { name: '与另一份对照' }).click();
    await page.getByRole('heading', { name: '与另一份对照' }).waitFor();
    await paste(page, text.replace(/^8\..*$/m, ''));
    const compared = page.getByRole('region', { name: '逐条对照' });
    await compared.getByRole('status').filter({ hasText: '删除 1 条' }).waitFor();
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false);
    await page.getByRole('button', { name: '左右对调' }).click();
    await compared.getByRole('status').filter({ hasText: '新增 1 条' }).waitFor();
    await page.getByRole('button', { name: '返回' }).click();
    await page.locator('[data-target] input[value="更正过的指标"]').first().waitFor();
    expect(errorsOf(page)).toEqual([]);
    await page.context().close();
  });

  it('keeps a correction while the text around it is edited', async () => {
    const page = await openPage(browser);
    await page.goto(`${web.address}/try`);
    await paste(page, text);
    const first = page.locator('[data-target] input').first();
    await first.fill('更正过的指标');
    await first.press('Enter');
    await page.getByRole('button', { name: '修改文字' }).click();
    const editor = page.getByRole('textbox', { name: '原文' });
    await editor.fill(text.replace('一、', '先补一句，说明来由。\n一、').replace(/^8\..*$/m, ''));
    await page.getByText('7 条').first().waitFor();
    expect(await first.inputValue()).toBe('更正过的指标');
    await page.context().close();
  });

  it('says why a file cannot be read, and stays where it was', async () => {
    const page = await openPage(browser);
    await page.goto(`${web.address}/try`);
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'photo.png', mimeType: 'image/png', buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 1, 2]) });
    await page.getByRole('alert').waitFor();
    await page.getByLabel('或者粘贴文字').waitFor();
    await page.context().close();
  });
});
