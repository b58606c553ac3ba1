import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Id } from '../../src/platform/database/tables';
import { keepMissingLastYears } from '../../src/subjects/indicators/allocation/keep-last-year';
import type { AllocationPage, DraftedAllocation } from '../../src/subjects/indicators/allocation/schema';
import type { TargetList } from '../../src/subjects/indicators/targets/list-schema';
import type { RevisedTarget, TargetPage, TargetReadingAnswer } from '../../src/subjects/indicators/targets/schema';
import { startTestApp, type TestApp, type Visitor } from '../support/app';
import { acceptedFigure, addTarget, bureauOf, targetInTask } from '../support/targets';
import { pageOf, setToday } from '../support/tasks';

type Refused = { error: { code: string; message: string; detail: Record<string, unknown> } };

describe('a target is revised in the open', () => {
  let app: TestApp;
  let office: Visitor;
  let lead: Visitor;
  let county: Visitor;
  let targetId: Id;
  let taskId: Id;
  beforeAll(async () => {
    app = await startTestApp(bureauOf(2, 1));
    await setToday(app, '2026-03-02');
    office = await app.visit('office', 'supervisor', 'root');
    lead = await app.visit('lead', 'liaison', 'dept');
    county = await app.visit('county', 'county', 'c1');
    targetId = await targetInTask(app, office, {
      indicator: '普惠性幼儿园',
      unit: '所',
      comparator: 'ge',
      value: '175',
      baseline: '160',
    });
    taskId = (await page(office)).task.id;
  });
  afterAll(() => app.close());

  const page = async (who: Visitor) => (await who.read<TargetPage>('indicators.target', { targetId })).body;
  const revise = (who: Visitor, more: Record<string, unknown>) =>
    who.write<RevisedTarget & Refused>('indicators.reviseTarget', {
      targetId,
      reason: '市政府常务会议',
      signedAs: 'office',
      ...more,
    });
  const reading = async (on: string, more: Record<string, unknown> = {}) =>
    (await office.read<TargetReadingAnswer>('indicators.targetReading', { targetId, on, ...more })).body;

  it('by the office alone, with a reason and its own name', async () => {
    const { version } = await page(office);
    expect((await revise(lead, { version, value: '180', signedAs: 'lead' })).status).toBe(403);
    expect((await revise(office, { version, value: '180', signedAs: 'Office' })).body.error.code).toBe(
      'signature-differs',
    );
    expect((await revise(office, { version, value: '180', reason: ' ' })).body.error.code).toBe('invalid-input');
    expect((await county.read('indicators.target', { targetId })).status).toBe(404);
    expect((await page(lead)).may).toEqual({ revise: false, allocate: true });
  });

  it('gets a trajectory by term; the task shows it', async () => {
    const { version } = await page(office);
    const revised = await revise(office, { version, trajectory: 'terms' });
    expect(revised.body.points.map(({ on }) => on)).toEqual(['2025-12-31', '2026-07-31', '2026-12-31']);
    const [target] = (await pageOf(office, taskId)).targets;
    expect(target).toMatchObject({ trajectory: 'terms', plannedToday: '160' });
  });

  it('keeps the old terms beside the new; an earlier day is read by the terms of that day', async () => {
    await setToday(app, '2026-06-01');
    const before = await page(office);
    const change = { version: before.version, value: '190', dueOn: '2027-06-30', trajectory: 'linear' };
    expect((await revise(office, change)).status).toBe(200);
    const after = await page(office);
    expect(after.revisions).toHaveLength(2);
    expect(after.revisions[0]).toMatchObject({
      by: 'office',
      signedAs: 'office（青溪市教育局）',
      reason: '市政府常务会议',
      before: { value: '175', dueOn: '2026-12-31', trajectory: 'terms' },
      after: { value: '190', dueOn: '2027-06-30', trajectory: 'linear' },
    });
    expect(await reading('2026-05-31')).toMatchObject({ value: '175', planned: '160', dueOn: '2026-12-31' });
    expect(await reading('2026-06-30')).toMatchObject({ value: '190', planned: '170', dueOn: '2027-06-30' });
    const stale = await revise(office, { version: before.version, value: '1' });
    expect([stale.status, stale.body.error.code]).toEqual([409, 'changed-meanwhile']);
    expect(stale.body.error.detail).toMatchObject({ by: 'office', current: { terms: { value: '190' } } });
  });

  it('is not kept with a trajectory that cannot be: every point is named', async () => {
    const { version } = await page(office);
    const points = [
      { on: '2026-09-30', planned: '180' },
      { on: '2026-03-31', planned: '170' },
      { on: '2028-01-01', planned: '190' },
    ];
    const { status, body } = await revise(office, { version, trajectory: 'manual', points });
    expect([status, body.error.code]).toEqual([422, 'trajectory-invalid']);
    expect(body.error.detail.findings).toMatchObject([
      { at: 'points.1', message: '日期须从早到晚，不能重复' },
      { at: 'points.2', message: '日期须在起始日和完成期限之间' },
    ]);
    const without = await revise(office, { version, trajectory: 'seasonal' });
    expect(without.body.findings.map(({ code }) => code)).toEqual(['no-seasons']);
    expect((await page(office)).version).toBe(without.body.version);
  });

  it('goes by the months of last year as they were accepted', async () => {
    await acceptedFigure(app, 'KG_INCLUSIVE', '2025-09', { root: '4' });
    const { indicator, version } = await page(office);
    const expression = { numerator: { op: 'figure', code: 'KG_INCLUSIVE', category: null }, denominator: null };
    await app.owner.updateTable('figures').set({ kind: 'flow' }).where('tenantId', '=', app.tenantId).execute();
    await app.owner
      .updateTable('indicators')
      .set({ expression: JSON.stringify(expression) })
      .where('tenantId', '=', app.tenantId)
      .where('id', '=', indicator.id)
      .execute();
    const change = { version, trajectory: 'seasonal', value: '175', dueOn: '2026-12-31' };
    expect((await revise(office, change)).body.findings.map(({ code }) => code)).toEqual(['seasons-with-gaps']);
    expect([(await reading('2026-08-31')).planned, (await reading('2026-09-30')).planned]).toEqual(['160', '175']);
  });

  it('agrees with its pair: 基数＋新增＝存量, or both are changed at once', async () => {
    const increment = {
      indicator: '新增普惠性幼儿园',
      unit: '所',
      comparator: 'add' as const,
      value: '15',
      pairId: targetId,
    };
    const pairId = await addTarget(app, taskId, increment);
    await app.owner
      .updateTable('targets')
      .set({ pairId })
      .where('tenantId', '=', app.tenantId)
      .where('id', '=', targetId)
      .execute();
    const { version, pair } = await page(office);
    expect(pair).toMatchObject({ targetId: pairId, value: '15', base: '160', agrees: true });
    const refused = await revise(office, { version, value: '180' });
    expect([refused.status, refused.body.error.code, refused.body.error.detail.base]).toEqual([
      422,
      'pair-disagrees',
      '165',
    ]);
    expect((await revise(office, { version, value: '180', pairValue: '20' })).status).toBe(200);
    expect((await page(office)).pair).toMatchObject({ value: '20', agrees: true });
    const other = await office.read<TargetPage>('indicators.target', { targetId: pairId });
    expect(other.body.revisions[0]).toMatchObject({
      before: { value: '15' },
      after: { value: '20' },
      signedAs: 'office（青溪市教育局）',
    });
  });

  it('leaves a split out of balance, in the open; a part goes on in the shape of the whole', async () => {
    const drafted = await office.write<DraftedAllocation>('indicators.draftAllocation', { targetId, method: 'equal' });
    const { allocationId, version } = drafted.body;
    expect((await office.write('indicators.sendAllocation', { allocationId, version })).status).toBe(200);
    const unitId = app.unitIds.get('c1')!;
    const of = (
      await county.read<TargetReadingAnswer>('indicators.targetReading', { targetId, unitId, on: '2026-09-30' })
    ).body;
    expect(of).toMatchObject({ unitId, value: '90', baseline: '80', planned: '90', status: 'unreported' });
    expect(of.points).toHaveLength((await page(office)).terms.points.length);
    const before = await page(office);
    expect((await revise(office, { version: before.version, baseline: '162', value: '182' })).status).toBe(200);
    expect((await page(office)).allocation).toMatchObject({
      state: 'sent',
      parts: 2,
      balance: { state: 'under', gap: '-2' },
    });
    const own = await county.read<AllocationPage>('indicators.allocation', { allocationId });
    expect(own.body.parts.map(({ value }) => value)).toEqual(['90']);
  });

  it('of a ratio is split by its denominator: last year’s values rise alike, and a new value voids what was explained', async () => {
    await acceptedFigure(app, 'KG_IN_INCLUSIVE', '2025', { c1: '270', c2: '80' });
    await acceptedFigure(app, 'KG_ALL', '2025', { c1: '300', c2: '100' });
    const rate = {
      indicator: '普惠园覆盖率',
      unit: '%',
      aggregation: 'ratio' as const,
      comparator: 'ge' as const,
      value: '90',
      baseline: '87.5',
    };
    const rateId = await addTarget(app, taskId, rate);
    const figure = (code: string) => ({ op: 'figure', code, category: null });
    const expression = { numerator: figure('KG_IN_INCLUSIVE'), denominator: figure('KG_ALL') };
    await app.owner
      .updateTable('indicators')
      .set({ expression: JSON.stringify(expression) })
      .where('tenantId', '=', app.tenantId)
      .where('name', '=', '普惠园覆盖率')
      .execute();
    const begin = await lead.read<AllocationPage>('indicators.allocation', { targetId: rateId });
    expect(begin.body).toMatchObject({ rule: 'weighted', baseFigure: 'KG_ALL', basePeriod: '2025' });
    expect(begin.body.parts.map(({ last, weight }) => [last, weight])).toEqual([
      ['90', '300'],
      ['80', '100'],
    ]);
    const drafted = await lead.write<DraftedAllocation>('indicators.draftAllocation', {
      targetId: rateId,
      method: 'last-year',
    });
    expect(drafted.body.parts.map(({ value }) => value)).toEqual(['92.5', '82.5']);
    expect(drafted.body.balance).toMatchObject({ given: '90', state: 'balanced' });

    const { allocationId, version } = drafted.body;
    const parts = ['c1', 'c2'].map(code => ({ unitId: app.unitIds.get(code)!, value: '85' }));
    const low = { targetId: rateId, method: 'manual', version, parts };
    const under = await lead.write<DraftedAllocation>('indicators.draftAllocation', low);
    expect(under.body.balance).toMatchObject({ gap: '-5', state: 'under' });
    const waiver = { allocationId, version: under.body.version, reason: '在建园所下半年投用', signedAs: 'lead' };
    expect((await lead.write('indicators.waiveAllocation', waiver)).status).toBe(200);
    const { version: of } = (await office.read<TargetPage>('indicators.target', { targetId: rateId })).body;
    const up = { targetId: rateId, version: of, value: '95', reason: '提高要求', signedAs: 'office' };
    expect((await office.write('indicators.reviseTarget', up)).status).toBe(200);
    const after = (await lead.read<AllocationPage>('indicators.allocation', { allocationId })).body;
    expect([after.waiver, after.balance?.gap, after.may.send]).toEqual([null, '-10', false]);
  });

  it('stands in the list of the year with what it lacks; last year’s value is for who may sign for it', async () => {
    const rowsFor = async (who: Visitor) =>
      (await who.read<TargetList>('indicators.targets', { year: 2026 })).body.rows;
    const rate = (rows: TargetList['rows']) => rows.find(({ indicator }) => indicator === '普惠园覆盖率');
    // 270 and 80 of 300 and 100 children: 350 of 400.
    expect(rate(await rowsFor(office))).toMatchObject({
      ...{ value: '95', baseline: '87.5', lastYear: '87.5', hasCourse: true, isMeasured: true, leadName: '学前教育处' },
      ...{ status: 'unreported', split: { state: 'draft', parts: 2, signed: 0, balance: 'under', waived: false } },
    });
    expect(rate(await rowsFor(lead))).toMatchObject({ lastYear: null, may: { allocate: true } });
    // A county knows of the target that it was given a part of, not how it is split.
    const [own, ...others] = await rowsFor(county);
    expect([own, others]).toMatchObject([{ indicator: '普惠性幼儿园', split: null, may: { allocate: false } }, []]);
    expect((await office.read<TargetList>('indicators.targets', { year: 2025 })).body.rows).toEqual([]);
  });

  it('goes on, once sent out, from what its units were last year then; of a split sent under an earlier version it is made up for', async () => {
    const rateId = (await office.read<TargetList>('indicators.targets', { year: 2026 })).body.rows.find(
      ({ indicator }) => indicator === '普惠园覆盖率',
    )!.id;
    const { id, version } = (await lead.read<AllocationPage>('indicators.allocation', { targetId: rateId })).body;
    const parts = ['c1', 'c2'].map(code => ({ unitId: app.unitIds.get(code)!, value: '95' }));
    const drafted = await lead.write<DraftedAllocation>('indicators.draftAllocation', {
      ...{ targetId: rateId, method: 'manual', version, parts },
    });
    const sent = { allocationId: id, version: drafted.body.version };
    expect((await lead.write('indicators.sendAllocation', sent)).status).toBe(200);
    const lasts = async () =>
      (await lead.read<AllocationPage>('indicators.allocation', { allocationId: id })).body.parts.map(one => one.last);
    expect(await lasts()).toEqual(['90', '80']);

    await sql`
      update rollups r set total = 150 from figures f
      where f.tenant_id = r.tenant_id and f.id = r.figure_id and f.code = 'KG_IN_INCLUSIVE' and r.group_id = ${app.unitIds.get('c1')}`.execute(
      app.owner,
    );
    expect(await lasts()).toEqual(['90', '80']);

    await sql`update allocation_parts set last = null where allocation_id = ${id}`.execute(app.owner);
    await sql`update allocations set keeps_last = false where id = ${id}`.execute(app.owner);
    expect(await lasts()).toEqual([null, null]);
    expect(await keepMissingLastYears(app.owner, app.tenantId)).toBe(1);
    expect(await keepMissingLastYears(app.owner, app.tenantId)).toBe(0);
    expect(await lasts()).toEqual(['50', '80']);
  });
});
