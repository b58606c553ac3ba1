import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Id } from '../../src/platform/database/tables';
import type {
  AllocationList,
  AllocationPage,
  DraftedAllocation,
} from '../../src/subjects/indicators/allocation/schema';
import type { ReformPreview } from '../../src/subjects/reporting/reform-schema';
import { startTestApp, type TestApp, type Visitor } from '../support/app';
import { bureauOf, targetInTask } from '../support/targets';
import { setToday } from '../support/tasks';

// A school goes over to another county in the middle of the year: its part of a target was given by the old one.

describe('a part of a target whose unit stands elsewhere now', () => {
  let app: TestApp;
  let office: Visitor;
  let first: Visitor;
  let second: Visitor;
  let targetId: Id;
  const unitId = (code: string) => app.unitIds.get(code)!;
  const ok = async <T>(answer: Promise<{ status: number; body: T }>): Promise<T> => {
    const { status, body } = await answer;
    expect([status, body]).toEqual([200, body]);
    return body;
  };
  /** Splits equally and sends out. */
  const splitBy = async (who: Visitor, code?: string) => {
    const by = { targetId, ...(code ? { unitId: unitId(code) } : {}) };
    const drafted = await ok(who.write<DraftedAllocation>('indicators.draftAllocation', { ...by, method: 'equal' }));
    const { allocationId, version } = drafted;
    await ok(who.write('indicators.sendAllocation', { allocationId, version }));
    return allocationId;
  };
  const stray = async (who: Visitor) =>
    (await ok(who.read<AllocationList>('indicators.allocations', { stray: true }))).rows.map(row => [
      row.by.unitName,
      row.stray,
    ]);

  beforeAll(async () => {
    app = await startTestApp(bureauOf(2, 2));
    await setToday(app, '2026-09-02');
    office = await app.visit('office', 'supervisor', 'root');
    first = await app.visit('first', 'county', 'c1');
    second = await app.visit('second', 'county', 'c2');
    targetId = await targetInTask(app, office, { indicator: '新增学位', unit: '个', comparator: 'add', value: '400' });
  });
  afterAll(() => app.close());

  it('stays where it adds up, is told beforehand, and waits to be given anew', async () => {
    await splitBy(office);
    const own = await splitBy(first, 'c1');
    expect(await stray(office)).toEqual([]);

    const merger = { unitIds: [unitId('c1-1')], on: '2026-09-01' };
    const preview = (targetCode: string) =>
      ok(
        office.read<ReformPreview>('reporting.previewReform', {
          ...merger,
          kind: 'merge',
          targetId: unitId(targetCode),
        }),
      );
    expect((await preview('c1-2')).stray).toEqual([]);
    expect((await preview('c2-1')).stray).toEqual([{ by: '第1县教育局', count: 1 }]);
    await ok(office.write('reporting.mergeUnits', { ...merger, intoId: unitId('c2-1'), reason: '跨县并校' }));

    // Nothing that was signed is another value now: the county's split adds up, and so does the body's.
    const page = await ok(first.read<AllocationPage>('indicators.allocation', { allocationId: own }));
    expect([page.balance?.state, page.parts.map(({ unitName, value }) => [unitName, value])]).toEqual([
      'balanced',
      [
        ['第2县1小', '100'],
        ['第1县2小', '100'],
      ],
    ]);
    expect(await stray(office)).toEqual([['第1县教育局', ['第2县1小']]]);
    expect(await stray(first)).toEqual([['第1县教育局', ['第2县1小']]]);

    // The county gives it elsewhere; the other one gives a new one.
    const parts = [{ unitId: unitId('c1-2'), value: '200' }];
    const again = { targetId, unitId: unitId('c1'), version: page.version, method: 'manual', parts };
    expect((await ok(first.write<DraftedAllocation>('indicators.draftAllocation', again))).balance.state).toBe(
      'balanced',
    );
    await splitBy(second, 'c2');
    expect(await stray(office)).toEqual([]);
  });

  it('of a school that is only moved likewise', async () => {
    const move = { kind: 'move', unitIds: [unitId('c2-2')], targetId: unitId('c1'), on: '2026-09-02' };
    expect((await ok(office.read<ReformPreview>('reporting.previewReform', move))).stray).toEqual([
      { by: '第2县教育局', count: 1 },
    ]);
  });
});
