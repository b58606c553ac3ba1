import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { periodOn } from '../../src/kernel/period';
import type { DefinitionPage, DimensionsPage, Saved } from '../../src/subjects/indicators/definitions/schema';
import type { EntryPage } from '../../src/subjects/reporting/entry-schema';
import type { FormPage, FormRow } from '../../src/subjects/reporting/form-schema';
import { atBrowser } from '../support/at-browser';
import { DESKTOP, expectAccessible, PHONE } from '../support/browser';
import { today } from '../support/reporting';
import { expectDone, setReportingScene } from '../support/reporting-scene';

// 报表设计 through the browser: the office draws up a form, a school fills it in; definitions and dimensions.

const at = atBrowser(setReportingScene);
const visit = (login: string, path: string, viewport = DESKTOP, language = 'zh-CN') =>
  at.visit(login, path, {
    viewport,
    prepare: page => page.addInitScript(said => localStorage.setItem('luoshi.language', said), language),
  });
/** The lines of a form from top to bottom, as they are drawn up. */
const namesOf = (page: Page): Promise<string[]> =>
  page
    .locator('[data-line]')
    .evaluateAll(lines =>
      lines.map(line =>
        line.matches('.is-section')
          ? `[${line.querySelector('input')!.value}]`
          : line.querySelector('.link-button')!.textContent,
      ),
    );
const type = async (page: Page, cell: Locator, text: string) => {
  await cell.click();
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
};
/** Takes a line by its handle to the upper half of another. */
const drag = async (page: Page, handle: string, over: string) => {
  await page.getByRole('button', { name: handle }).hover();
  await page.mouse.down();
  await page.getByRole('button', { name: over }).hover({ position: { x: 10, y: 4 } });
  await page.mouse.up();
};
const fitsIn = async (page: Page) =>
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);

describe('a form that the office draws up', () => {
  it('is put together, refused with the place of a wrong formula, corrected, opened, and filled in by a school', async () => {
    const page = await visit('duban', '/reporting/forms');
    await page.getByRole('button', { name: '新建报表' }).click();
    await page.getByRole('heading', { name: '新建报表', level: 1 }).waitFor();
    await page.getByText('目前要 2 家单位填报。').waitFor();
    await page.getByLabel('报表名称').fill('安全月报');
    await page.getByLabel('代码', { exact: true }).fill('SAFETY_MONTH');
    await page.getByLabel('每次约需分钟').fill('5');

    // Two figures that are there, found by their names, and one that is defined on the way.
    const catalogue = page.getByRole('region', { name: '数据项目录' });
    for (const name of ['教职工数', '保安人数']) {
      await catalogue.getByLabel('按名称、代码或含义找').fill(name);
      await catalogue.getByRole('button', { name: `加入${name}` }).click();
    }
    await catalogue.getByRole('button', { name: '新增数据项' }).click();
    const dialog = page.getByRole('dialog', { name: '数据项定义' });
    await dialog.getByLabel('名称', { exact: true }).fill('校医人数');
    await dialog.getByLabel('代码', { exact: true }).fill('NURSES');
    await dialog.getByLabel('计量单位').fill('人');
    await dialog.getByRole('button', { name: '保存' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: '移动校医人数' }).waitFor();
    expect(await namesOf(page)).toEqual(['教职工数', '保安人数', '校医人数']);

    // With the keyboard alone: a section above all, and the last figure up by one.
    await page.getByRole('button', { name: '增加栏目' }).focus();
    await page.keyboard.press('Enter');
    await page.getByLabel('栏目名称').fill('人员');
    const title = page.getByRole('button', { name: '移动人员' });
    await title.focus();
    for (const _ of [1, 2, 3]) await page.keyboard.press('ArrowUp');
    expect(await namesOf(page)).toEqual(['[人员]', '教职工数', '保安人数', '校医人数']);
    const handle = page.getByRole('button', { name: '移动校医人数' });
    await handle.focus();
    await page.keyboard.press('ArrowUp');
    await page.getByText('校医人数：栏目“人员”第 2 项，共 3 项').waitFor();
    expect(await handle.evaluate(button => button === document.activeElement)).toBe(true);
    expect(await namesOf(page)).toEqual(['[人员]', '教职工数', '校医人数', '保安人数']);
    await page.getByLabel('校医人数怎样填报').selectOption('可空');

    // Dragged with the mouse, and back.
    await drag(page, '移动保安人数', '移动教职工数');
    await expect.poll(() => namesOf(page)).toEqual(['[人员]', '保安人数', '教职工数', '校医人数']);
    await drag(page, '移动教职工数', '移动保安人数');
    await expect.poll(() => namesOf(page)).toEqual(['[人员]', '教职工数', '保安人数', '校医人数']);

    await page.getByRole('button', { name: '增加一条' }).click();
    await page.getByLabel('公式').fill('GUARDSS <= STAFF');
    await page.getByLabel('提示语').fill('保安不应多于教职工');
    // Told while it is typed, and again when it is to be saved.
    await page.locator('.check-wrong mark', { hasText: 'GUARDSS' }).waitFor();
    await page.getByRole('button', { name: '保存报表' }).click();
    await page.getByText('1 条公式有误，位置已标出，没有保存。').waitFor();
    expect(await page.getByLabel('公式').evaluate(field => field === document.activeElement)).toBe(true);
    await expectAccessible(page);
    const office = await at.scene.hand('duban');
    expect((await expectDone(office.read<FormRow[]>('reporting.forms'))).map(({ name }) => name)).toEqual(['学校月报']);

    // What was typed is here again after the page was left.
    await page.reload();
    await page.getByText('已恢复上次没有保存的内容。').waitFor();
    expect(await page.getByLabel('公式').inputValue()).toBe('GUARDSS <= STAFF');
    await page.getByLabel('公式').fill('GUARDS <= STAFF');
    await page.getByText('保安人数 ≤ 教职工数').waitFor();

    // Tried in the preview, as a school will see it.
    const grid = page.getByRole('grid', { name: '报表预览' });
    await type(page, grid.locator('td[data-row="1"][data-column="0"]'), '3');
    await type(page, grid.locator('td[data-row="2"][data-column="0"]'), '4');
    await page.locator('.check-list', { hasText: '保安不应多于教职工（保安人数 ≤ 教职工数）' }).waitFor();
    await page.getByRole('button', { name: '保存报表' }).click();

    await page.getByRole('heading', { name: '安全月报', level: 1 }).waitFor();
    await page.getByRole('heading', { name: '审核关系 1 条' }).waitFor();
    await page.getByRole('button', { name: '提前或补开一期' }).click();
    await page.getByRole('button', { name: '开始填报' }).click();
    await page.getByText('的填报，应报 2 家').waitFor();

    const school = await visit('xuexiao', '/reporting');
    await school.getByText('安全月报').first().waitFor();
    const forms = await expectDone(office.read<FormRow[]>('reporting.forms'));
    const formId = forms.find(({ code }) => code === 'SAFETY_MONTH')!.id;
    const key = { formId, period: periodOn('month', today()).code, unitId: at.scene.unitIds.get('east-1')! };
    await school.goto(`${at.web.address}/reporting/${key.formId}/${key.period}/${key.unitId}`);
    const cell = (row: number) => school.locator(`td[data-row="${row}"][data-column="0"]`);
    await type(school, cell(1), '40');
    await type(school, cell(2), '4');
    await school.getByText(/^已保存 \d\d:\d\d$/).waitFor();
    await school.getByRole('button', { name: '上报', exact: true }).click();
    await school.getByRole('button', { name: '确认上报' }).click();
    await school.getByText('已上报：安全月报').waitFor();
    const entry = await expectDone(office.read<EntryPage>('reporting.entry', key));
    expect([entry.values, entry.form.minutes]).toEqual([{ STAFF: '40', GUARDS: '4' }, 5]);
    expect(entry.figures.map(({ code, section, required }) => [code, section, required])).toEqual([
      ['STAFF', '人员', true],
      ['GUARDS', '人员', true],
      ['NURSES', '人员', false],
    ]);
  });

  it.each([
    ['1440', DESKTOP],
    ['390', PHONE],
  ])('loses no figure that schools have filled in unless the office says so, in English at %s', async (_, viewport) => {
    const page = await visit('duban', `/reporting/forms/${at.scene.formId}`, viewport, 'en');
    await page.getByRole('button', { name: 'Change the form' }).click();
    await page.getByRole('heading', { name: 'Change the form', level: 1 }).waitFor();
    await page.getByText('A window has been open').waitFor();
    await fitsIn(page);
    await page.getByRole('button', { name: 'Move 班级数', exact: true }).focus();
    await page.keyboard.press('ArrowUp');
    await page.getByText('班级数: 2 of 3 in section “学生”').waitFor();
    await page.getByRole('button', { name: 'Remove 供餐累计' }).click();
    const effects = page.getByRole('region', { name: 'Once it is saved' });
    await effects.getByText('供餐累计 leaves the form.').waitFor();
    await page.getByRole('button', { name: 'Save the form' }).click();
    await page.getByText('1 figures have been filled in by units').waitFor();
    await expectAccessible(page);
    await fitsIn(page);
    const office = await at.scene.hand('duban');
    const codes = async () =>
      (await expectDone(office.read<FormPage>('reporting.form', { formId: at.scene.formId }))).figures.map(
        ({ code }) => code,
      );
    expect(await codes()).toContain('MEALS');
    await page.getByRole('button', { name: 'Back', exact: true }).click();
    await page.getByRole('button', { name: 'Change the form' }).click();
    await page.getByText('What you had not saved is here again.').waitFor();
    if (viewport === PHONE) {
      await effects.getByRole('checkbox', { name: /供餐累计/ }).check();
      await page.getByRole('button', { name: 'Save the form' }).click();
      await page.getByText('Form “学校月报” saved').waitFor();
      expect(await codes()).toEqual(['PUPILS', 'CLASSES', 'BOARDERS', 'ATTENDANCE']);
    } else {
      await page.getByRole('button', { name: 'Give it up and start over' }).click();
      await page.getByRole('button', { name: 'Remove 供餐累计' }).waitFor();
    }
  });
});

describe('what is measured', () => {
  it('is split by a dimension that the office adds, whose options with data stay', async () => {
    const page = await visit('duban', '/definitions?view=dimensions');
    await page.getByRole('button', { name: '性别' }).waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: '新增分组' }).click();
    await page.getByLabel('名称', { exact: true }).fill('学段');
    await page.getByLabel('代码', { exact: true }).fill('stage');
    await page.getByLabel('第 1 个选项的名称').fill('小学');
    await page.getByLabel('第 1 个选项的代码').fill('primary');
    await page.getByRole('button', { name: '增加选项' }).click();
    await page.getByLabel('第 2 个选项的名称').fill('初中');
    await page.getByLabel('第 2 个选项的代码').fill('junior');
    await page.getByRole('button', { name: '上移初中' }).click();
    await expectAccessible(page);
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('已保存“学段”').waitFor();
    const office = await at.scene.hand('duban');
    const { dimensions } = await expectDone(office.read<DimensionsPage>('indicators.dimensions'));
    expect(dimensions.find(({ code }) => code === 'stage')?.options.map(({ code }) => code)).toEqual([
      'junior',
      'primary',
    ]);

    await page.getByRole('button', { name: '性别' }).click();
    await page.getByText('在校生数').waitFor();
    await page.getByRole('button', { name: '修改' }).click();
    await page.getByRole('button', { name: '去掉男' }).click();
    await page.getByText('保存后，学校月报中按它分组的数据项各少 1 格').waitFor();
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('分组“男”已有数据，不能去掉').waitFor();
  });

  it('has an indicator with its lead department, level and validity', async () => {
    const office = await at.scene.hand('duban');
    const { id } = await expectDone(
      office.write<Saved>('indicators.save', { code: 'guards', name: '学校保安', unit: '人', decimals: 0 }),
    );
    const page = await visit('duban', `/definitions?open=${id}`, PHONE);
    await page.getByRole('button', { name: '修改' }).click();
    await page.getByRole('combobox', { name: '牵头处室' }).fill('基础教育处');
    await page.getByTitle('基础教育处').click();
    await page.getByLabel('采集层级').selectOption('学校');
    await page.getByLabel('启用日').fill('2026-01-01');
    await page.getByLabel('停用日').fill('2099-01-01');
    await page.getByLabel('排序').fill('7');
    await expectAccessible(page);
    await fitsIn(page);
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('2026-01-01 起').waitFor();
    const saved = await expectDone(office.read<DefinitionPage>('indicators.definition', { indicatorId: id }));
    expect(saved).toMatchObject({
      ...{
        leadUnitId: at.scene.unitIds.get('basic'),
        level: 'school',
        validFrom: '2026-01-01',
        validTo: '2099-01-01',
        sort: 7,
      },
    });
  });
});
