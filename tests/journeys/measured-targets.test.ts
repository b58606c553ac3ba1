import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Id } from '../../src/platform/database/tables';
import type { Board, Series } from '../../src/subjects/analysis/schema';
import type { Numeric } from '../../src/subjects/indicators/rules/expression/expression';
import type { EntryPage } from '../../src/subjects/reporting/entry-schema';
import type { Exceptions, ReviewOne } from '../../src/subjects/reporting/review-schema';
import { startTestApp, type TestApp, type Visitor } from '../support/app';
import { addFigures } from '../support/reporting';
import { createSentTask, pageOf, setToday } from '../support/tasks';

// 目标随核定走: what schools hand in is accepted, and with it the target of the plan has its latest value and the task its light.

const figure = (code: string): Numeric => ({ op: 'figure', code, category: null });

describe('a target that is measured by what is reported', () => {
  let test: TestApp;
  let office: Visitor;
  let liaison: Visitor;
  let formId: Id;
  let taskId: Id;
  const targets: Record<string, Id> = {};
  const schools = { 'east-1': 'east', 'west-1': 'west' };
  const people: Record<string, Visitor> = {};
  const ok = async <T>(answer: Promise<{ status: number; body: T }>): Promise<T> => {
    const { status, body } = await answer;
    expect([status, body]).toEqual([200, body]);
    return body;
  };

  const handIn = async (unit: string, period: string, cells: Record<string, string>) => {
    const key = { formId, period, unitId: test.unitIds.get(unit)! };
    const page = await ok(people[unit]!.read<EntryPage>('reporting.entry', key));
    const typed = Object.entries(cells).map(([cell, v]) => ({ cell, v, base: page.values[cell] ?? '' }));
    const { draftVersion } = await ok(
      people[unit]!.write<{ draftVersion: number }>('reporting.saveDraft', { key, cells: typed }),
    );
    await ok(people[unit]!.write('reporting.submit', { key, version: page.version, draftVersion }));
  };
  const goUp = async (period: string, county: string) => {
    for (const [who, step] of [
      [people[county]!, 'approve'],
      [office, 'accept'],
    ] as const) {
      const group = { formId, period, groupId: test.unitIds.get(county)!, step };
      const { exceptions, clean } = await ok(who.read<Exceptions>('reporting.exceptions', group));
      const units = [...exceptions, ...clean].map(({ unitId, version }) => ({ unitId, version }));
      await ok(who.write(`reporting.${step}`, { formId, period, units }));
    }
  };
  const latest = async (): Promise<Record<string, (string | null)[]>> => {
    const page = await pageOf(office, taskId);
    return Object.fromEntries(page.targets.map(target => [target.indicator, [target.latest, target.latestOn]]));
  };

  beforeAll(async () => {
    test = await startTestApp();
    await setToday(test, '2026-09-03');
    office = await test.visit('office', 'supervisor', 'root');
    for (const [school, county] of Object.entries(schools)) {
      people[school] = await test.visit(school, 'reporter', school);
      people[county] = await test.visit(county, 'county', county);
    }
    liaison = await test.visit('liaison', 'liaison', 'basic');
    await addFigures(test, [
      { code: 'SEATS', name: '新增学位', unit: '个', kind: 'flow' },
      { code: 'STAYED', name: '巩固人数', unit: '人' },
      { code: 'ALL', name: '在校人数', unit: '人' },
    ]);
    const form = {
      code: 'MONTHLY',
      name: '学校月报',
      frequency: 'month',
      level: 'school',
      timing: { opens: 0, due: 20, locks: 20 },
      figures: ['SEATS', 'STAYED', 'ALL'].map(code => ({ code })),
    };
    formId = (await ok(office.write<{ formId: Id }>('reporting.saveForm', form))).formId;
    for (const period of ['2026-07', '2026-08']) await ok(office.write('reporting.openWindow', { formId, period }));
    taskId = await createSentTask(test, office, { title: '增加学位', lead: 'basic', dueOn: '2026-12-31' });
    const { owner, tenantId } = test;
    const unitId = test.unitIds.get('basic')!;
    await ok(liaison.write('tasks.sign', { tasks: [{ taskId, unitId }] }));
    const share = { numerator: figure('STAYED'), denominator: figure('ALL') };
    const measured = [
      { name: '新增学位', unit: '个', value: '1200', expression: { numerator: figure('SEATS'), denominator: null } },
      { name: '巩固率', unit: '%', value: '95', aggregation: 'ratio' as const, expression: share },
      {
        name: '各县巩固率',
        unit: '%',
        value: '95',
        aggregation: 'each' as const,
        eachLevel: 'county' as const,
        expression: share,
      },
    ];
    for (const { value, expression, ...indicator } of measured) {
      const createdAt = new Date().toISOString();
      const { id: indicatorId } = await owner
        .insertInto('indicators')
        .values({ ...indicator, tenantId, code: null, expression: JSON.stringify(expression), createdAt })
        .returning('id')
        .executeTakeFirstOrThrow();
      const { id } = await owner
        .insertInto('targets')
        .values({ tenantId, indicatorId, taskId, unit: indicator.unit, dueOn: '2026-12-31', comparator: 'ge', value })
        .returning('id')
        .executeTakeFirstOrThrow();
      targets[indicator.name] = id;
    }
    const points = [
      ['2026-01-01', '0'],
      ['2026-12-31', '1200'],
    ] as const;
    await owner.updateTable('targets').set({ baseline: '0' }).where('id', '=', targets.新增学位!).execute();
    await owner
      .insertInto('targetPoints')
      .values(points.map(([onDate, planned]) => ({ tenantId, targetId: targets.新增学位!, onDate, planned })))
      .execute();
  }, 60_000);
  afterAll(() => test.close());

  it('has no value while nothing is accepted', async () => {
    await handIn('east-1', '2026-07', { SEATS: '300', STAYED: '90', ALL: '100' });
    await handIn('west-1', '2026-07', { SEATS: '100', STAYED: '9', ALL: '10' });
    expect(Object.values(await latest())).toEqual([
      [null, null],
      [null, null],
      [null, null],
    ]);
  });

  it('follows every acceptance: flows add up since January, ratios are of sums, each county counts', async () => {
    await goUp('2026-07', 'east');
    // One of two: half the seats would look like half the work.
    expect(await latest()).toMatchObject({ 新增学位: [null, null], 巩固率: [null, null] });
    await goUp('2026-07', 'west');
    expect(await latest()).toEqual({
      新增学位: ['400', '2026-07-31'],
      巩固率: ['90', '2026-07-31'],
      各县巩固率: ['90', '2026-07-31'],
    });
    await handIn('east-1', '2026-08', { SEATS: '50', STAYED: '98', ALL: '100' });
    await handIn('west-1', '2026-08', { SEATS: '0', STAYED: '6', ALL: '10' });
    for (const county of ['east', 'west']) await goUp('2026-08', county);
    expect(await latest()).toEqual({
      新增学位: ['450', '2026-08-31'],
      // 104 of 110, not the mean of 98 % and 60 %.
      巩固率: ['94.5', '2026-08-31'],
      各县巩固率: ['60', '2026-08-31'],
    });
  });

  it('turns the light of its task', async () => {
    const page = await pageOf(office, taskId);
    expect(page.light).toBe('yellow');
    expect(page.lightReason).toMatchObject({ code: 'target-behind', indicator: '新增学位', actual: '450' });
  });

  it('changes back in time with a correction of an earlier month, and stands until that is accepted', async () => {
    const ref = { formId, period: '2026-07', unitId: test.unitIds.get('east-1')! };
    const { version } = await ok(office.read<ReviewOne>('reporting.reviewOne', ref));
    await ok(office.write('reporting.reopen', { ...ref, version, reason: '漏报一所新校' }));
    await handIn('east-1', '2026-07', { SEATS: '900' });
    expect(await latest()).toMatchObject({ 新增学位: ['450', '2026-08-31'] });
    await goUp('2026-07', 'east');
    expect(await latest()).toMatchObject({ 新增学位: ['1050', '2026-08-31'] });
    const page = await pageOf(office, taskId);
    expect(page.light).toBe('green');
    const seats = page.targets.find(({ indicator }) => indicator === '新增学位')!;
    expect(seats.values.map(({ on, value }) => [on, value])).toEqual([
      ['2026-07-31', '1000'],
      ['2026-08-31', '1050'],
    ]);
  });

  it('turns its light at once when the target is revised, and back with the next revision', async () => {
    const targetId = targets.新增学位!;
    const revise = async (value: string) => {
      const { version } = await ok(office.read<{ version: number }>('indicators.target', { targetId }));
      const signed = { reason: '市政府常务会议', signedAs: 'office' };
      await ok(office.write('indicators.reviseTarget', { targetId, version, value, ...signed }));
      return (await pageOf(office, taskId)).light;
    };
    expect(await revise('6000')).toBe('yellow');
    expect(await revise('1200')).toBe('green');
  });

  it('says as of a day before anything was accepted what reports had said then, until they were returned', async () => {
    const { owner, tenantId } = test;
    const targetId = targets.新增学位!;
    const said = { taskId, unitId: test.unitIds.get('basic')!, period: '2026-09', percent: 30, summary: '已开工' };
    const values = [{ targetId, value: '260' }];
    const { reportId } = await ok(liaison.write<{ reportId: Id }>('tasks.submitReport', { ...said, values }));
    const moments = (change: { submittedAt: string; verdict?: 'returned'; reviewedAt?: string }) =>
      owner
        .updateTable('reportSubmissions')
        .set(change)
        .where('tenantId', '=', tenantId)
        .where('reportId', '=', reportId)
        .execute();
    const knownOn = async (asOf: string) => {
      const { rows } = await ok(office.read<Board>('analysis.board', { on: asOf, asOf }));
      const aim = rows.find(({ name }) => name === '新增学位')!.aim!;
      const { indicatorId } = await owner
        .selectFrom('targets')
        .select('indicatorId')
        .where('id', '=', targetId)
        .executeTakeFirstOrThrow();
      const series = await ok(office.read<Series>('analysis.series', { indicatorId, on: asOf, asOf }));
      expect(series.target).toMatchObject({ actual: aim.actual, actualOn: aim.actualOn, status: aim.status });
      return [aim.actual, aim.actualOn, aim.status];
    };
    await moments({ submittedAt: '2026-08-20T02:00:00Z' });
    expect(await knownOn('2026-08-19')).toEqual([null, null, 'unreported']);
    expect(await knownOn('2026-08-25')).toEqual(['260', '2026-08-20', 'far-behind']);
    await moments({ submittedAt: '2026-08-20T02:00:00Z', verdict: 'returned', reviewedAt: '2026-08-27T02:00:00Z' });
    expect(await knownOn('2026-08-26')).toEqual(['260', '2026-08-20', 'far-behind']);
    expect(await knownOn('2026-08-27')).toEqual([null, null, 'unreported']);
  });
});
