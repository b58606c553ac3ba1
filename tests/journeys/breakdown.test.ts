import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Id } from '../../src/platform/database/tables';
import type { Breakdown } from '../../src/subjects/analysis/breakdown-schema';
import { startTestApp, type TestApp, type Visitor } from '../support/app';
import { bureauOf } from '../support/targets';

const NOW = '2026-09-01T00:00:00Z';
const PERIOD = '2026-08';

/** Pupils and teachers by stage, accepted for two counties: what each stage has by county. */
const accepted: Record<string, Record<string, [string, string]>> = {
  PUPILS: { primary: ['900', '100'], junior: ['300', '200'] },
  TEACHERS: { primary: ['60', '10'], junior: ['30', '10'] },
};

const figure = (code: string, category: string | null = null) => ({ op: 'figure', code, category });

describe('an indicator taken apart by stage', () => {
  let app: TestApp;
  let office: Visitor;
  let county: Visitor;
  const indicators: Record<string, Id> = {};
  beforeAll(async () => {
    app = await startTestApp(bureauOf(2, 1));
    office = await app.visit('office', 'supervisor', 'root');
    county = await app.visit('county', 'county', 'c1');
    const { owner, tenantId, unitIds } = app;
    const options = [
      { code: 'primary', name: '小学' },
      { code: 'junior', name: '初中' },
    ];
    await owner
      .insertInto('dimensions')
      .values({ tenantId, code: 'stage', name: '学段', options: JSON.stringify(options) })
      .execute();
    const { id: formId } = await owner
      .insertInto('forms')
      .values({
        ...{ tenantId, code: 'MONTH', name: '月报', frequency: 'month', level: 'school' },
        ...{ timing: '{}', checks: '[]', createdAt: NOW },
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const days = { startsOn: '2026-08-01', endsOn: '2026-08-31', opensOn: '2026-08-31', dueOn: '2026-09-07' };
    await owner
      .insertInto('formWindows')
      .values({ tenantId, formId, period: PERIOD, ...days, locksOn: '2026-09-14', openedAt: NOW })
      .execute();
    for (const [code, stages] of Object.entries(accepted)) {
      const { id: figureId } = await owner
        .insertInto('figures')
        .values({ tenantId, code, name: code, dimension: 'stage', createdAt: NOW })
        .returning('id')
        .executeTakeFirstOrThrow();
      await owner.insertInto('formFigures').values({ tenantId, formId, figureId, sort: 1 }).execute();
      for (const [category, totals] of Object.entries(stages))
        for (const [at, total] of totals.entries())
          await owner
            .insertInto('rollups')
            .values({
              ...{ tenantId, lens: 3 as const, period: PERIOD, figureId, category, n: 1, total },
              groupId: unitIds.get(`c${at + 1}`)!,
            })
            .execute();
    }
    for (const at of ['c1', 'c2'])
      await owner
        .insertInto('tallies')
        .values({
          ...{ tenantId, formId, period: PERIOD, groupId: unitIds.get(at)! },
          ...{ expected: 1, submitted: 1, onTime: 1, approved: 1, accepted: 1 },
        })
        .execute();
    const formulas = {
      pupils: { numerator: figure('PUPILS'), denominator: null },
      perTeacher: { numerator: figure('PUPILS'), denominator: figure('TEACHERS') },
      juniorShare: { numerator: figure('PUPILS', 'junior'), denominator: figure('PUPILS') },
    };
    for (const [name, expression] of Object.entries(formulas)) {
      const aggregation = expression.denominator ? ('ratio' as const) : ('sum' as const);
      const { id } = await owner
        .insertInto('indicators')
        .values({
          ...{ tenantId, name, code: name, unit: '', aggregation, decimals: 1, frequency: 'month', createdAt: NOW },
          ...{ numerator: 'PUPILS', expression: JSON.stringify(expression) },
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      indicators[name] = id;
    }
  });
  afterAll(() => app.close());

  const ask = async (who: Visitor, name: string, more: Record<string, unknown> = {}) =>
    (await who.read<Breakdown>('analysis.breakdown', { indicatorId: indicators[name], period: PERIOD, ...more })).body;

  it('gives each stage for the whole and for each county, and the stages add up', async () => {
    expect(await ask(office, 'pupils')).toMatchObject({
      dimension: '学段',
      options: [{ name: '小学' }, { name: '初中' }],
      whole: ['1000', '500'],
      units: [
        { name: '第1县教育局', values: ['900', '300'] },
        { name: '第2县教育局', values: ['100', '200'] },
      ],
    });
    expect(await ask(county, 'pupils', { unitId: app.unitIds.get('c2') })).toMatchObject({ whole: ['100', '200'] });
  });

  it('of a ratio has the numerators and denominators of that stage', async () => {
    // 1000 pupils over 70 teachers, 500 over 40.
    const { whole, units } = (await ask(office, 'perTeacher'))!;
    expect(whole.map(value => Number(value).toFixed(2))).toEqual(['14.29', '12.50']);
    expect(units[0]!.values.map(Number)).toEqual([15, 10]);
  });

  it('is not taken apart where the formula has chosen a stage already, and has nothing where nothing was reported', async () => {
    expect(await ask(office, 'juniorShare')).toBeNull();
    expect((await ask(office, 'pupils', { period: '2026-07' }))!.whole).toEqual([null, null]);
  });
});
