import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { atBrowser } from '../support/at-browser';
import { DESKTOP, errorsOf, expectAccessible, PHONE } from '../support/browser';
import { expectDone, setReportingScene } from '../support/reporting-scene';

// 数据交换 and 指标与数据项 through the browser: the office brings a file in, tells another system, and defines what is measured.

const at = atBrowser(setReportingScene);
const visit = (login: string, path: string, viewport = DESKTOP) => at.visit(login, path, { viewport });
const isTooWide = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

describe('figures in and out', () => {
  const file = (boarders: string, classes: string) => {
    const cells = { 'PUPILS,f': '300', 'PUPILS,m': '320', 'BOARDERS,': boarders, 'CLASSES,': classes };
    const lines = Object.entries(cells).map(([cell, value]) => `east-1,${at.scene.period},${cell},${value}`);
    const text = ['unit,period,figure,category,value', ...lines].join('\n');
    return { name: '寄宿生.csv', mimeType: 'text/csv', buffer: Buffer.from(text) };
  };

  it('names what is wrong in a file before anything is written, then takes it whole', async () => {
    const page = await visit('duban', '/exchange');
    await page.getByText('还没有导入过数据').waitFor();
    await page.getByText('还没有登记接收方').waitFor();
    await page.locator('input[type=file]').setInputFiles(file('八十', '15'));
    await page.getByRole('cell', { name: '第 4 行：“八十”不是数' }).waitFor();
    expect(await page.getByRole('button', { name: '导入', exact: true }).isDisabled()).toBe(true);
    await expectAccessible(page);
    // A form that is not complete is no fault of the file: it would be a draft, unless one wants all or nothing.
    await page.locator('input[type=file]').setInputFiles(file('85', ''));
    await page.getByText('1 份填报不能上报，数据存为草稿').waitFor();
    await page.getByRole('cell', { name: /“班级数”必须填写/ }).waitFor();
    await expectAccessible(page);
    await page.getByText('有一张报表不能上报，就整批不导入').click();
    await page.getByRole('alert').getByText('没有写入任何数据').waitFor();
    await page.getByText('有一张报表不能上报，就整批不导入').click();
    await page.getByText('1 份填报不能上报，数据存为草稿').waitFor();
    await page.locator('input[type=file]').setInputFiles(file('85', '15'));
    await page.getByText('共 4 行，涉及 1 份填报：4 个单元格有变化').waitFor();
    await page.getByRole('button', { name: '导入', exact: true }).click();
    await page.getByRole('row', { name: /寄宿生\.csv.*4 行，上报 1 份：新增 4/ }).waitFor();
    const download = page.waitForEvent('download');
    await page.getByLabel('口径').selectOption('submitted');
    await page.getByLabel('格式').selectOption('csv');
    await page.getByRole('link', { name: '导出', exact: true }).click();
    expect((await download).suggestedFilename()).toMatch(/^数据 .*\.csv$/);
  });

  it('shows the secret of a receiver once, and pauses it', async () => {
    const page = await visit('duban', '/exchange', PHONE);
    await page.getByRole('button', { name: '登记接收方' }).click();
    await page.getByLabel('名称').fill('市数据中心');
    await page.getByLabel('地址').fill('https://data.example.org/hook');
    await page.getByRole('button', { name: '保存' }).click();
    const secret = await page.getByLabel('签名密钥').inputValue();
    expect(secret).toMatch(/^whsec_/);
    await expectAccessible(page);
    await page.getByRole('button', { name: '已保存好' }).click();
    await page.getByText('https://data.example.org/hook').waitFor();
    expect(await page.content()).not.toContain(secret);
    await page.getByRole('button', { name: '暂停' }).click();
    await page.getByRole('button', { name: '恢复' }).waitFor();
    expect(await isTooWide(page)).toBe(false);
  });

  it('says so where the list cannot be had, and who the page is for', async () => {
    const page = await visit('duban', '/reporting');
    await page.route('**/api/exchange/imports*', route =>
      route.fulfill({ status: 500, contentType: 'application/json', body: '{"error":{"code":"unexpected"}}' }),
    );
    await page.goto(`${at.web.address}/exchange`);
    await page.getByRole('button', { name: '重试' }).waitFor();
    errorsOf(page).splice(0);
    const school = await visit('xuexiao', '/exchange');
    await school.getByText('这一页由督查部门使用').waitFor();
  });
});

describe('what is measured', () => {
  it('reads a formula as it is typed: the place of a fault, then what it says', async () => {
    const page = await visit('duban', '/reporting');
    await page.getByRole('link', { name: '指标与数据项' }).click();
    await page.getByText('还没有指标').waitFor();
    await page.getByRole('button', { name: '新增指标' }).click();
    const drawer = page.getByRole('complementary', { name: '指标定义' });
    await drawer.getByLabel('名称').fill('寄宿率');
    await drawer.getByLabel('代码').fill('boarding-rate');
    await drawer.getByLabel('汇总方式').selectOption('ratio');
    await drawer.getByLabel('频率').selectOption('month');
    await drawer.getByLabel('计量单位').fill('%');
    await drawer.getByLabel('算式（比率的分子）').fill('BOARDERZ');
    await drawer.locator('mark', { hasText: 'BOARDERZ' }).waitFor();
    await expectAccessible(page);
    await drawer.getByLabel('算式（比率的分子）').fill('BOARDERS');
    await drawer.getByLabel('分母（比率才填）').fill('PUPILS');
    await drawer.getByText('读作：寄宿生数 ÷ 在校生数').waitFor();
    await drawer.getByRole('button', { name: '保存' }).click();
    await drawer.getByRole('heading', { name: '寄宿率' }).waitFor();
    await drawer
      .getByText(/由学校月报收集/)
      .first()
      .waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '寄宿率' }).waitFor();
    await page.getByRole('button', { name: '导入业务包' }).click();
    const pack = JSON.stringify({ name: '后勤', figures: [{ code: 'BEDS', name: '床位数' }] });
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: '后勤.json', mimeType: 'application/json', buffer: Buffer.from(pack) });
    await page.getByText('数据项 新增 1，修改 0，相同 0').waitFor();
    await expectAccessible(page);
    await page.getByRole('dialog').getByRole('button', { name: '导入', exact: true }).click();
    await page.getByRole('button', { name: '数据项', exact: true }).click();
    await page.getByRole('button', { name: '床位数' }).waitFor();
  });

  it('takes what only a plan named over into the catalogue', async () => {
    const { tenantId } = at.scene;
    const createdAt = new Date().toISOString();
    const named = { tenantId, name: '住校生占比', unit: '%', code: null, createdAt };
    const { id: indicatorId } = await at.web.owner
      .insertInto('indicators')
      .values(named)
      .returning('id')
      .executeTakeFirstOrThrow();
    const office = await at.scene.hand('duban');
    const task = { year: 2026, source: 'meeting', title: '提高住校生占比', dueOn: '2026-12-31' };
    const leadUnitId = at.scene.unitIds.get('basic');
    const { taskId } = await expectDone(office.write<{ taskId: string }>('tasks.create', { ...task, leadUnitId }));
    await at.web.owner
      .insertInto('targets')
      .values({ tenantId, indicatorId, taskId, unit: '%', dueOn: '2026-12-31', comparator: 'ge', value: '20' })
      .execute();
    const page = await visit('duban', '/definitions?kind=named');
    await page.getByRole('button', { name: '住校生占比' }).click();
    await page.getByLabel('在目录里找').fill('寄宿');
    await page.getByRole('complementary').getByRole('button', { name: '归并' }).click();
    await page.getByRole('complementary').getByText('住校生占比').waitFor();
    await page.getByText('没有符合的').waitFor();
  });

  it('is looked at by a liaison or a school, on a phone, and changed by the office alone', async () => {
    const page = await visit('xuexiao', '/definitions?view=figures', PHONE);
    await page.getByRole('button', { name: '供餐累计' }).click();
    await page.getByRole('complementary', { name: '数据项定义' }).getByText('累计', { exact: true }).waitFor();
    expect(await page.getByRole('button', { name: /修改|新增/ }).count()).toBe(0);
    expect(await isTooWide(page)).toBe(false);
    await expectAccessible(page);
  });
});
