import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Unit } from '../../src/subjects/org/schema';
import type { EntryPage } from '../../src/subjects/reporting/entry-schema';
import type { Exceptions } from '../../src/subjects/reporting/review-schema';
import { atBrowser } from '../support/at-browser';
import { DESKTOP, expectAccessible, PHONE } from '../support/browser';
import { expectDone, openFor, setReportingScene } from '../support/reporting-scene';

// 填报 through the browser: a school, its county, the office.

const at = atBrowser(setReportingScene);
const visit = (login: string, path: string, viewport = DESKTOP) =>
  at.visit(login, path, {
    viewport,
    prepare: page => page.context().grantPermissions(['clipboard-read', 'clipboard-write']),
  });
const cell = (page: Page, row: number, column: number) =>
  page.locator(`td[data-row="${row}"][data-column="${column}"]`);
const paste = async (page: Page, row: number, column: number, text: string) => {
  await page.evaluate(copied => navigator.clipboard.writeText(copied), text);
  await cell(page, row, column).click();
  await page.keyboard.press('Control+v');
};
/** The way from a form in the list to its grid. */
const open = (page: Page, name: string) => page.getByRole('main').getByRole('link', { name, exact: true });
const saved = (page: Page) => page.getByText(/^已保存 \d\d:\d\d$/).waitFor();
const problems = (page: Page) => page.getByRole('complementary', { name: '审核提示' });
const entryOf = async (unit = 'east-1', formId = at.scene.formId): Promise<EntryPage> => {
  const { period, unitIds } = at.scene;
  const reader = await at.scene.hand('duban');
  return expectDone(reader.read<EntryPage>('reporting.entry', { formId, period, unitId: unitIds.get(unit)! }));
};

// Rows as they stand: 学生, 在校生数, 其中：女, 其中：男, 寄宿生数, 班级数, 运行, 出勤率, 供餐累计.
const [GIRLS, BOYS, ATTENDANCE] = [2, 3, 7];

describe('a school and its monthly form', () => {
  it('pastes from a spreadsheet, is told at once what is wrong, and hands in when it is explained', async () => {
    const page = await visit('xuexiao', '/reporting');
    await page.getByRole('heading', { name: '我的填报' }).waitFor();
    await expectAccessible(page);
    await open(page, '填报').click();
    await page.getByRole('heading', { name: /^学校月报/, level: 1 }).waitFor();

    await paste(page, GIRLS, 0, '305\n520\n900\n17');
    await paste(page, ATTENDANCE, 0, '九成八');
    await saved(page);
    await problems(page).getByText('寄宿生不应多于在校生（寄宿生数 ≤ 在校生数）').waitFor();
    await problems(page)
      .getByText(/“在校生数”上期 320，本期 520，变动 62.5%/)
      .waitFor();
    await expectAccessible(page);
    // What is no number is kept as it was typed, here and in the draft.
    const reporter = await at.scene.hand('xuexiao');
    const key = { formId: at.scene.formId, period: at.scene.period, unitId: at.scene.unitIds.get('east-1')! };
    const typed = async () => (await expectDone(reporter.read<EntryPage>('reporting.entry', key))).draft;
    expect((await typed()).ATTENDANCE?.v).toBe('九成八');

    // Handing in names what stands in the way; each leads to its cell.
    await page.getByRole('button', { name: '上报', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: '上报：学校月报' });
    await dialog.getByText('2 处须改正后才能上报').waitFor();
    expect(await dialog.getByRole('button', { name: '确认上报' }).isDisabled()).toBe(true);
    await expectAccessible(page);
    await dialog.getByRole('button', { name: '寄宿生数' }).click();
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
      .toContain('寄宿生数');
    await page.keyboard.type('90');
    await page.keyboard.press('Enter');
    await cell(page, ATTENDANCE, 0).click();
    await page.keyboard.type('98.2');
    await page.keyboard.press('Enter');

    await page.getByRole('button', { name: '上报', exact: true }).click();
    await dialog.getByText('1 处还须说明原因').waitFor();
    await dialog.getByRole('button', { name: '确认上报' }).click();
    await dialog.getByText('请先写明上面各处的原因。').waitFor();
    await dialog.getByLabel('情况说明').fill('本月接收合并来的一个教学点。');
    await dialog.getByRole('button', { name: '确认上报' }).click();
    await page.getByText('已上报：学校月报').waitFor();
    await page.locator('.stage', { hasText: '已上报' }).waitFor();

    const { stage, values, notes } = await entryOf();
    expect(stage).toBe(1);
    expect(values).toEqual({ 'PUPILS.f': '305', 'PUPILS.m': '520', BOARDERS: '90', CLASSES: '17', ATTENDANCE: '98.2' });
    expect(notes).toMatchObject([{ cell: 'PUPILS.m', kind: 'explanation', body: '本月接收合并来的一个教学点。' }]);
  });

  it('is seen by its county, comes back with a reason for a cell, and is corrected', async () => {
    const county = await visit('xianqu', '/reporting');
    await county.getByText('已报齐的 2 期').click();
    await county.getByText('应报 1 所，已报 1 所，已审核 0 所').first().waitFor();
    const hand = await at.scene.hand('xianqu');
    const { formId, period, unitIds } = at.scene;
    const [unitId, groupId] = [unitIds.get('east-1')!, unitIds.get('east')!];
    const waiting = await expectDone(
      hand.read<Exceptions>('reporting.exceptions', { formId, period, groupId, step: 'approve' }),
    );
    const { version } = waiting.exceptions[0]!;
    const figure = (await entryOf()).figures.find(({ code }) => code === 'CLASSES')!;
    const cells = [{ figureId: figure.figureId, category: '', reason: '应为 15 个班' }];
    await expectDone(
      hand.write('reporting.return', { formId, period, unitId, version, reason: '班级数请核对', cells }),
    );

    const page = await visit('xuexiao', '/reporting');
    await page.getByRole('heading', { name: '退回修改 1' }).waitFor();
    await page.getByText('班级数请核对').waitFor();
    await expectAccessible(page);
    await open(page, '修改').click();
    const note = page.getByRole('region', { name: '已退回修改' });
    await note.getByText('吴县局').waitFor();
    await note.getByText('应为 15 个班').waitFor();
    await note.getByRole('button', { name: '班级数' }).click();
    await page.keyboard.type('15');
    await page.keyboard.press('Enter');
    await saved(page);
    await page.getByRole('button', { name: '上报', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: '上报：学校月报' });
    await dialog.getByText('与上次上报相比，1 格有变化').waitFor();
    // 825 pupils in 15 classes.
    await dialog.getByText('平均班额超过50人').waitFor();
    await dialog.getByLabel('情况说明').last().fill('新校舍下月启用。');
    await dialog.getByRole('button', { name: '确认上报' }).click();
    await page.getByText('已上报：学校月报').waitFor();
    expect((await entryOf()).values.CLASSES).toBe('15');
  });

  it('keeps what is typed without a line, and saves it when the line is back', async () => {
    const page = await visit('xixiao', at.scene.entryPath('west-1'));
    await cell(page, GIRLS, 0).click();
    await page.context().setOffline(true);
    await page.keyboard.type('301');
    await page.keyboard.press('Enter');
    await page.getByText('连接中断，1 格存在本机，恢复后自动保存').waitFor();
    await paste(page, BOYS, 0, '321');
    await page.getByText('连接中断，2 格存在本机，恢复后自动保存').waitFor();
    await page.context().setOffline(false);
    await saved(page);
    const reporter = await at.scene.hand('xixiao');
    const key = { formId: at.scene.formId, period: at.scene.period, unitId: at.scene.unitIds.get('west-1')! };
    const { draft } = await expectDone(reporter.read<EntryPage>('reporting.entry', key));
    expect(Object.fromEntries(Object.entries(draft).map(([name, { v }]) => [name, v]))).toEqual({
      'PUPILS.f': '301',
      'PUPILS.m': '321',
    });
  });

  it('goes on in the cell where one stood after taking over the last period, and after undoing it', async () => {
    const page = await visit('xixiao', at.scene.entryPath('west-1'));
    await cell(page, ATTENDANCE, 0).click();
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
    const carry = page.getByRole('button', { name: /^沿用/ });
    await carry.click();
    await expect.poll(() => carry.isDisabled()).toBe(true);
    await expect.poll(focused).toContain('出勤率');
    await page.getByRole('status').getByRole('button', { name: '撤销' }).click();
    await expect.poll(() => carry.isDisabled()).toBe(false);
    await expect.poll(focused).toContain('出勤率');
    await saved(page);
  });

  it('hands in “nothing changed” on a phone with four taps', async () => {
    const page = await visit('xixiao', '/reporting', PHONE);
    const taps = [
      open(page, '填报'),
      page.getByRole('button', { name: /^沿用/ }),
      page.getByRole('button', { name: '上报', exact: true }),
      page.getByRole('button', { name: '确认上报' }),
    ];
    await page.getByRole('heading', { name: '我的填报' }).waitFor();
    await expectAccessible(page);
    for (const tap of taps) await tap.click();
    await page.getByText('已上报：学校月报').waitFor();
    expect((await entryOf('west-1')).values).toMatchObject({ 'PUPILS.f': '301', BOARDERS: '80', CLASSES: '15' });
    await expectAccessible(page);
  });
});

describe('two reporters of one school', () => {
  it('see each other’s cells, and choose where both wrote', async () => {
    const { period, unitIds } = at.scene;
    const office = await at.scene.hand('duban');
    const { formId } = await expectDone(
      office.write<{ formId: string }>('reporting.saveForm', {
        ...{ code: 'STAFF_MONTH', name: '教职工月报', frequency: 'month', level: 'school' },
        timing: { opens: 0, due: 5, locks: 5 },
        figures: [{ code: 'STAFF' }, { code: 'GUARDS' }],
      }),
    );
    await openFor(office, formId, period);
    const [mine, theirs] = [
      await visit('xuexiao', at.scene.entryPath('east-1', formId)),
      await visit('tongshi', at.scene.entryPath('east-1', formId)),
    ];
    for (const page of [mine, theirs]) await cell(page, 0, 0).waitFor();
    // Both begin from a blank; the second has no line meanwhile.
    await mine.context().setOffline(true);
    await cell(mine, 0, 0).click();
    await mine.keyboard.type('60');
    await mine.keyboard.press('Enter');
    await cell(theirs, 0, 0).click();
    await theirs.keyboard.type('61');
    await theirs.keyboard.press('Enter');
    await theirs.keyboard.type('4');
    await theirs.keyboard.press('Enter');
    await saved(theirs);
    await mine.context().setOffline(false);
    await problems(mine).getByText('我填的是 60，冯同事填的是 61').waitFor();
    await expect.poll(() => cell(mine, 1, 0).getByRole('textbox').inputValue()).toBe('4');
    await problems(mine).getByRole('button', { name: '教职工数' }).click();
    await mine.getByRole('button', { name: '用我填的 60' }).click();
    await saved(mine);
    const reader = await at.scene.hand('tongshi');
    const key = { formId, period, unitId: unitIds.get('east-1')! };
    const { draft } = await expectDone(reader.read<EntryPage>('reporting.entry', key));
    expect([draft.STAFF?.v, draft.GUARDS?.v]).toEqual(['60', '4']);
  });
});

describe('two who share the account of a school', () => {
  it('lose no figure to each other', async () => {
    const [mine, theirs] = [
      await visit('xixiao', at.scene.entryPath('west-1')),
      await visit('xixiao', at.scene.entryPath('west-1')),
    ];
    for (const page of [mine, theirs]) await cell(page, GIRLS, 0).waitFor();
    await mine.context().setOffline(true);
    await cell(mine, GIRLS, 0).click();
    await mine.keyboard.type('302');
    await mine.keyboard.press('Enter');
    await cell(theirs, GIRLS, 0).click();
    await theirs.keyboard.type('303');
    await theirs.keyboard.press('Enter');
    await saved(theirs);
    await mine.context().setOffline(false);
    await problems(mine).getByText('我填的是 302，陈西校填的是 303').waitFor();
    await problems(mine).getByRole('button', { name: '在校生数 · 女' }).click();
    await mine.getByRole('button', { name: '用对方的 303' }).click();
    await saved(theirs);
    // What one page corrects of its own, sent while it goes on typing, is no clash.
    await cell(theirs, BOYS, 0).click();
    for (const text of ['32', '321', '322']) {
      await theirs.keyboard.type(text);
      await theirs.keyboard.press('Enter');
      await theirs.keyboard.press('ArrowUp');
    }
    await saved(theirs);
    expect(await theirs.getByText('填的是').count()).toBe(0);
  });
});

describe('who keeps the forms', () => {
  it.each([
    ['1440', DESKTOP],
    ['390', PHONE],
  ])('finds forms, one form and the burden without a barrier at %s', async (_, viewport) => {
    const page = await visit('duban', '/reporting/forms', viewport);
    await page.getByRole('link', { name: '学校月报' }).waitFor();
    await expectAccessible(page);
    await page.getByRole('link', { name: '学校月报' }).click();
    await page.getByRole('heading', { name: '审核关系 2 条' }).waitFor();
    await page.getByText('2 / 2').first().waitFor();
    await expectAccessible(page);
    await page.goto(`${at.web.address}/reporting/burden`);
    await page.getByRole('heading', { name: '各单位，负担重的在前' }).waitFor();
    await expectAccessible(page);
  });

  it('is shown where a formula is wrong, and gives one school more time', async () => {
    const page = await visit('duban', `/reporting/forms/${at.scene.formId}`);
    await page.getByRole('button', { name: '修改审核关系' }).click();
    const formula = page.getByLabel('公式').first();
    await expect.poll(() => formula.evaluate(field => field === document.activeElement)).toBe(true);
    await formula.fill('BOARDERS <= PUPILSS');
    await page.getByRole('button', { name: '保存审核关系' }).click();
    await page.getByText('1 条公式有误，位置已标出，没有保存。').waitFor();
    expect(await page.locator('.check-wrong mark').textContent()).toBe('PUPILSS');
    await expectAccessible(page);
    await formula.fill('BOARDERS < PUPILS');
    await page.getByRole('button', { name: '保存审核关系' }).click();
    await page.getByText('寄宿生数 < 在校生数').waitFor();

    await page.getByRole('button', { name: '免报、延期' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: '单位' }).fill('西溪县第一小学');
    await dialog.getByTitle('西溪县第一小学').click();
    await dialog.getByLabel('原因').fill('停电两天');
    await dialog.getByRole('button', { name: '确定' }).click();
    await page.getByText('延期 1 家').waitFor();
    const { window } = await entryOf('west-1');
    expect(window.extendedTo).toBe(window.locksOn);
  });
});

describe('labels of several units', () => {
  it('are given to pasted names and those that are ticked, with what changes said first, and taken back', async () => {
    const { unitIds } = at.scene;
    const office = await at.scene.hand('duban');
    const tagsOf = async (code: string) =>
      (await expectDone(office.read<Unit[]>('org.units'))).find(({ id }) => id === unitIds.get(code))?.tags;
    await expectDone(
      office.write('reporting.saveForm', {
        ...{ code: 'TRIAL_QUARTER', name: '试点季报', frequency: 'quarter', level: 'school', tags: ['试点'] },
        timing: { opens: 0, due: 5, locks: 5 },
        figures: [{ code: 'GUARDS' }],
      }),
    );
    const page = await visit('duban', '/people');
    const dialog = page.getByRole('dialog', { name: '批量改单位标签' });
    const opener = page.getByRole('button', { name: '批量改标签' });
    await opener.press('Enter');
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    // A dialog gives the keyboard back to what opened it.
    await expect.poll(() => opener.evaluate(button => button === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await dialog.getByText('请先选单位。').waitFor();
    await dialog.getByLabel('从表格粘贴单位名称或代码，每行一个').fill('东溪县第一小学\t13800000000\n没有的学校');
    await dialog.getByRole('button', { name: '选入' }).click();
    await dialog.getByText('选入 1 个。 1 行认不出，留在框中，请改正。').waitFor();
    await dialog.getByLabel('按名称或代码查找').fill('西溪县第一小学');
    await dialog.getByRole('checkbox', { name: '西溪县第一小学' }).check();
    await dialog.getByText('请定加上或去掉哪些标签。').waitFor();
    await dialog.getByRole('group', { name: '试点' }).getByRole('radio', { name: '加上' }).check();
    await dialog.getByText('《试点季报》从明天起还要 2 个单位填。').waitFor();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: '改 2 个单位的标签' }).click();
    await page.getByText('已改 2 个单位的标签').waitFor();
    expect([await tagsOf('east-1'), await tagsOf('west-1')]).toEqual([['试点'], ['试点']]);
    await page.getByRole('status').getByRole('button', { name: '撤销' }).click();
    await expect.poll(() => tagsOf('east-1')).toEqual([]);
    expect(await tagsOf('west-1')).toEqual([]);
  });
});

describe('a paste of 200 × 12 cells through the page', () => {
  it('is kept whole, checked and handed in', async () => {
    const { formId, unitId, key } = await setLargeForm();
    const page = await visit('xuexiao', at.scene.entryPath('east-1', formId));
    await cell(page, 0, 1).waitFor();
    const lines = Array.from({ length: 200 }, (_, row) =>
      Array.from({ length: 12 }, (_, column) => String(1000 + row * 12 + column)),
    );
    const begun = performance.now();
    await paste(page, 0, 1, lines.map(line => line.join('\t')).join('\r\n'));
    await problems(page).getByText('已填 2400 格，共 2400 格').waitFor();
    const shown = performance.now();
    await saved(page);
    console.info(
      `2400 cells pasted and checked in ${Math.round(shown - begun)} ms, saved after ${Math.round(performance.now() - begun)} ms`,
    );
    const reporter = await at.scene.hand('xuexiao');
    const { draft } = await expectDone(reporter.read<EntryPage>('reporting.entry', key));
    expect(Object.keys(draft)).toHaveLength(2400);
    expect(draft['WIDE_200.c12']?.v).toBe('3399');

    await page.getByRole('button', { name: '上报', exact: true }).click();
    await page.getByRole('button', { name: '确认上报' }).click();
    await page.getByText('已上报：大表').waitFor();
    const { values } = await entryOf('east-1', formId);
    expect(values['WIDE_1.c1']).toBe('1000');
    expect(Object.keys(values)).toHaveLength(2400);
    expect(unitId).toBe(at.scene.unitIds.get('east-1'));
  });
});

describe('a year whose holidays are not announced', () => {
  it('is named once where working days are counted', async () => {
    const { tenantId, formId, unitIds } = at.scene;
    const today = (demoToday: string | null) =>
      at.web.owner.updateTable('tenants').set({ demoToday }).where('tenantId', '=', tenantId).execute();
    await today('2061-03-01');
    const office = await at.scene.hand('duban');
    await expectDone(office.write('reporting.openWindow', { formId, period: '2061-02' }));
    const said = '2061 年的放假安排尚未公布，落在其中的工作日暂按周一至周五计（除去元旦等固定假日）。';
    for (const path of ['/', '/reporting', `/reporting/${formId}/2061-02/${unitIds.get('east-1')}`]) {
      const page = await visit('xuexiao', path);
      await page
        .getByText(/还剩 \d+ 个工作日/)
        .first()
        .waitFor();
      expect(await page.getByText(said).count()).toBe(1);
    }
    await today(null);
  });
});

/** A form of 200 figures, each by twelve categories. */
async function setLargeForm() {
  const { owner } = at.web;
  const { tenantId, period, unitIds } = at.scene;
  const options = Array.from({ length: 12 }, (_, at) => ({ code: `c${at + 1}`, name: `第${at + 1}类` }));
  await owner
    .insertInto('dimensions')
    .values({ tenantId, code: 'twelve', name: '十二类', options: JSON.stringify(options) })
    .execute();
  const figures = Array.from({ length: 200 }, (_, at) => ({ code: `WIDE_${at + 1}`, name: `第${at + 1}项` }));
  const createdAt = new Date().toISOString();
  await owner
    .insertInto('figures')
    .values(figures.map(figure => ({ ...figure, tenantId, unit: '人', dimension: 'twelve', createdAt })))
    .execute();
  const office = await at.scene.hand('duban');
  const { formId } = await expectDone(
    office.write<{ formId: string }>('reporting.saveForm', {
      ...{ code: 'WIDE_MONTH', name: '大表', frequency: 'month', level: 'school' },
      timing: { opens: 0, due: 5, locks: 5 },
      figures: figures.map(({ code }) => ({ code })),
    }),
  );
  await openFor(office, formId, period);
  const unitId = unitIds.get('east-1')!;
  return { formId, unitId, key: { formId, period, unitId } };
}
