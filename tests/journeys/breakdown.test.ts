import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Id } from '../../src/platform/database/tables';
import type { Breakdown } from '../../src/subjects/analysis/breakdown-schema';
import type { Board } from '../../src/subjects/analysis/schema';
import { startTestApp, type TestApp, type Visitor } from '../support/app';
import { bureauOf } from '../support/targets';

const NOW = '2026-09-01T00:00:00Z';
const PERIOD = '2026-08';

/** What was accepted of a form's figures in a period by stage, for each of two counties; null: not in yet. */
type Count = {
  form: string;
  frequency: 'month' | 'year';
  period: string;
  endsOn: string;
  locksOn: string;
  accepted: Record<string, Record<string, [string, string | null]>>;
};
const counts: Count[] = [
  {
    ...{ form: 'MONTH', frequency: 'month', period: PERIOD, endsOn: '2026-08-31', locksOn: '2026-09-14' },
    accepted: {
      PUPILS: { primary: ['900', '100'], junior: ['300', '200'] },
      TEACHERS: { primary: ['60', '10'], junior: ['30', '10'] },
    },
  },
  {
    ...{ form: 'YEAR', frequency: 'year', period: '2025', endsOn: '2025-12-31', locksOn: '2026-02-28' },
    accepted: { CLASSES: { primary: ['30', '10'], junior: ['10', '10'] } },
  },
  // The census of this year has only begun.
  {
    ...{ form: 'YEAR', frequency: 'year', period: '2026', endsOn: '2026-12-31', locksOn: '2099-12-31' },
    accepted: { CLASSES: { primary: ['36', null], junior: ['12', null] } },
  },
];

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
    const idOf = async (adding: Promise<{ id: Id }>) => (await adding).id;
    const ids = new Map<string, Id>();
    for (const { form, frequency, period, endsOn, locksOn, accepted } of counts) {
      const formId =
        ids.get(form) ??
        (await idOf(
          owner
            .insertInto('forms')
            .values({
              ...{ tenantId, code: form, name: form, frequency, level: 'school' },
              ...{ timing: '{}', checks: '[]', createdAt: NOW },
            })
            .returning('id')
            .executeTakeFirstOrThrow(),
        ));
      ids.set(form, formId);
      const days = { startsOn: `${period.slice(0, 4)}-01-01`, endsOn, opensOn: '2026-01-01', dueOn: locksOn, locksOn };
      await owner
        .insertInto('formWindows')
        .values({ tenantId, formId, period, ...days, openedAt: NOW })
        .execute();
      for (const [code, stages] of Object.entries(accepted)) {
        const figureId =
          ids.get(code) ??
          (await idOf(
            owner
              .insertInto('figures')
              .values({ tenantId, code, name: code, dimension: 'stage', createdAt: NOW })
              .returning('id')
              .executeTakeFirstOrThrow(),
          ));
        if (!ids.has(code))
          await owner.insertInto('formFigures').values({ tenantId, formId, figureId, sort: 1 }).execute();
        ids.set(code, figureId);
        for (const [category, totals] of Object.entries(stages))
          for (const [at, total] of totals.entries())
            if (total !== null)
              await owner
                .insertInto('rollups')
                .values({
                  ...{ tenantId, lens: 3 as const, period, figureId, category, n: 1, total },
                  groupId: unitIds.get(`c${at + 1}`)!,
                })
                .execute();
      }
      const isIn = (at: number) =>
        Object.values(accepted).every(stages => Object.values(stages).every(totals => totals[at] !== null));
      for (const [at, code] of ['c1', 'c2'].entries()) {
        const done = isIn(at) ? 1 : 0;
        await owner
          .insertInto('tallies')
          .values({
            ...{ tenantId, formId, period, groupId: unitIds.get(code)! },
            ...{ expected: 1, submitted: done, onTime: done, approved: done, accepted: done },
          })
          .execute();
      }
    }
    const formulas = {
      pupils: { numerator: figure('PUPILS'), denominator: null },
      perTeacher: { numerator: figure('PUPILS'), denominator: figure('TEACHERS') },
      perClass: { numerator: figure('PUPILS'), denominator: figure('CLASSES') },
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

  it('stands on the last census of which enough is in, like the value itself', async () => {
    // 1000 pupils in 40 classes, 500 in 20: not in those of the one county that has counted again.
    const { whole, units } = (await ask(office, 'perClass'))!;
    expect([whole, units[0]!.values].map(values => values.map(Number))).toEqual([
      [25, 25],
      [30, 30],
    ]);
    const { rows } = (await office.read<Board>('analysis.board', { indicatorIds: indicators.perClass })).body;
    expect(rows[0]).toMatchObject({ period: PERIOD, value: '25', byUnit: ['30', '15'] });
  });

  it('is not taken apart where the formula has chosen a stage already, and has nothing where nothing was reported', async () => {
    expect(await ask(office, 'juniorShare')).toBeNull();
    expect((await ask(office, 'pupils', { period: '2026-07' }))!.whole).toEqual([null, null]);
  });
});
