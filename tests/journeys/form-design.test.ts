import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Id } from '../../src/platform/database/tables';
import type { DimensionsPage } from '../../src/subjects/indicators/definitions/schema';
import type { EntryPage } from '../../src/subjects/reporting/entry-schema';
import type { CheckedForm, FormPage } from '../../src/subjects/reporting/form-schema';
import { checkRollups } from '../../src/subjects/reporting/store/recompute';
import { startTestApp, type TestApp, type Visitor } from '../support/app';
import { addFigures, lastMonth, openDays, someForm } from '../support/reporting';

// 报表设计: what is wrong is told while a form is drawn up; what units have handed in does not leave it unseen.

type Refused = { error: { code: string; detail: Record<string, unknown> } };

const period = lastMonth();
const drawn = { frequency: 'month', level: 'school', figures: someForm.figures, checks: someForm.checks };

describe('a form while it is drawn up', () => {
  let test: TestApp;
  let office: Visitor;
  let anna: Visitor;
  let west: Visitor;
  let formId: Id;

  beforeAll(async () => {
    test = await startTestApp();
    await addFigures(test);
    office = await test.visit('office', 'supervisor', 'root');
    anna = await test.visit('anna', 'reporter', 'east-1');
    west = await test.visit('west', 'reporter', 'west-1');
    await test.owner
      .updateTable('orgUnits')
      .set({ tags: ['primary'] })
      .where('tenantId', '=', test.tenantId)
      .where('id', '=', test.unitIds.get('east-1')!)
      .execute();
  }, 60_000);
  afterAll(async () => {
    expect(await checkRollups(test.owner, test.tenantId)).toEqual([]);
    await test.close();
  });

  const check = async (form: Record<string, unknown>): Promise<CheckedForm> => {
    const { status, body } = await office.write<CheckedForm>('reporting.checkForm', form);
    expect([status, body]).toEqual([200, expect.anything()]);
    return body;
  };
  const errorOf = ({ body }: { body: unknown }) => (body as Refused).error;
  const keyOf = (unit: string) => ({ formId, period, unitId: test.unitIds.get(unit)! });
  const type = (who: Visitor, unit: string, cells: Record<string, string>) =>
    who.write('reporting.saveDraft', {
      key: keyOf(unit),
      cells: Object.entries(cells).map(([cell, v]) => ({ cell, v, base: '' })),
    });

  it('is told all that is wrong, each with its place, and of how many units it would be asked', async () => {
    const checked = await check({
      ...drawn,
      figures: [...drawn.figures, { code: 'NOTHING' }],
      checks: [...drawn.checks, { text: 'BOARDERS <= PUPILSS', level: 'must-fix', message: '' }],
    });
    expect(checked.findings.map(({ code, at }) => [code, at])).toEqual([
      ['unknown-figures', 'figures[NOTHING]'],
      ['figure-unknown', 'checks[2]:12-19'],
    ]);
    expect(checked.checks.map(({ message }) => message)).toEqual(someForm.checks.map(({ message }) => message));
    expect([checked.units, checked.tags, checked.inUse]).toEqual([
      2,
      [{ tag: 'primary', name: '小学', units: 1 }],
      null,
    ]);
    expect((await check({ ...drawn, tags: ['primary'] })).units).toBe(1);
    expect((await anna.write('reporting.checkForm', drawn)).status).toBe(403);
  });

  it('is told which figures another form asks already', async () => {
    formId = (await office.write<{ formId: Id }>('reporting.saveForm', someForm)).body.formId;
    const { findings } = await check({ ...drawn, checks: [] });
    expect(findings.map(({ code, at }) => `${code} ${at}`)).toEqual(
      someForm.figures.map(({ code }) => `asked-elsewhere figures[${code}]`),
    );
    expect((await check({ ...drawn, formId })).findings).toEqual([]);
  });

  it('keeps figures that somebody handed in or is typing, unless each is let go by name', async () => {
    await office.write('reporting.openWindow', { formId, period });
    await office.write('reporting.setWindow', { formId, period, version: 1, ...openDays() });
    await type(anna, 'east-1', { 'PUPILS.f': '300', 'PUPILS.m': '310', BOARDERS: '20', CLASSES: '15' });
    const entry = (await anna.read<EntryPage>('reporting.entry', keyOf('east-1'))).body;
    const seen = { version: entry.version, draftVersion: entry.draftVersion };
    expect((await anna.write('reporting.submit', { key: keyOf('east-1'), ...seen })).status).toBe(200);
    await type(west, 'west-1', { 'PUPILS.f': '100', MEALS: '' });

    const shorter = [{ code: 'CLASSES' }, { code: 'BOARDERS', mode: 'show' }];
    const { inUse } = await check({ ...drawn, formId, figures: shorter, checks: [] });
    expect(inUse).toEqual({
      isOpened: true,
      running: { periods: [period], waiting: 1, handedIn: 1 },
      leaving: [
        { code: 'PUPILS', name: '在校生数', to: 'gone', handedIn: 1, typed: 1 },
        { code: 'BOARDERS', name: '寄宿生数', to: 'shown', handedIn: 1, typed: 0 },
        { code: 'ATTENDANCE', name: '出勤率', to: 'gone', handedIn: 0, typed: 0 },
        { code: 'MEALS', name: '供餐累计', to: 'gone', handedIn: 0, typed: 0 },
      ],
    });

    const change = { ...someForm, formId, version: 1, figures: shorter, checks: [] };
    const refused = await office.write('reporting.saveForm', change);
    expect([refused.status, errorOf(refused)]).toMatchObject([
      409,
      { code: 'figures-with-values', detail: { names: '在校生数', count: 1 } },
    ]);
    expect((await office.read<FormPage>('reporting.form', { formId })).body.figures).toHaveLength(5);
    expect((await office.write('reporting.saveForm', { ...change, letGo: ['PUPILS'] })).status).toBe(200);
    const { figures, values } = (await anna.read<EntryPage>('reporting.entry', keyOf('east-1'))).body;
    expect(figures.map(({ code, mode }) => [code, mode])).toEqual([
      ['CLASSES', 'ask'],
      ['BOARDERS', 'show'],
    ]);
    expect(values).toEqual({ CLASSES: '15', BOARDERS: '20' });

    // Asked again, what was handed in stands there as before.
    expect((await office.write('reporting.saveForm', { ...someForm, formId, version: 2 })).status).toBe(200);
    expect((await anna.read<EntryPage>('reporting.entry', keyOf('east-1'))).body.values).toMatchObject({
      'PUPILS.f': '300',
      'PUPILS.m': '310',
    });
  });

  it('says who was faster, and with what', async () => {
    const late = await office.write('reporting.saveForm', { ...someForm, formId, version: 1, name: '晚了一步' });
    expect(errorOf(late)).toMatchObject({
      code: 'changed-meanwhile',
      detail: { by: expect.any(String), current: { name: '学校月报', version: 3 } },
    });
    expect(errorOf(late).detail.by).not.toBe('');
  });

  it('keeps an option of a dimension that somebody is typing', async () => {
    const { dimensions } = (await office.read<DimensionsPage>('indicators.dimensions')).body;
    const { id: dimensionId, code, name, options, version } = dimensions.find(one => one.code === 'sex')!;
    const save = (wanted: object[], seen: number) =>
      office.write('indicators.saveDimension', { dimensionId, version: seen, code, name, options: wanted });
    expect((await save([...options, { code: 'x', name: '未定' }], version)).status).toBe(200);
    await type(west, 'west-1', { 'PUPILS.x': '1' });
    expect(errorOf(await save(options, version + 1))).toMatchObject({
      code: 'definition-has-errors',
      detail: { findings: [{ code: 'option-fixed', at: 'options' }] },
    });
    await type(west, 'west-1', { 'PUPILS.x': '' });
    expect((await save(options, version + 1)).status).toBe(200);
  });
});
