import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Id } from '../../src/platform/database/tables';
import type {
  AllocationList,
  AllocationPage,
  DraftedAllocation,
} from '../../src/subjects/indicators/allocation/schema';
import { withGiven, withoutUnits } from '../../src/subjects/indicators/rules/give-anew';
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
      row.stray.map(({ unitName }) => unitName),
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

    // The other county is told too: it gives the unit its part now, beside what the unit had there, before the first takes it back.
    const anew = (who: Visitor) =>
      ok(who.read<AllocationList>('indicators.allocations', { stray: true })).then(({ rows }) => rows);
    const [row] = await anew(second);
    const to = { unitId: unitId('c2'), unitName: '第2县教育局' };
    expect(row!.stray).toEqual([{ unitId: unitId('c2-1'), unitName: '第2县1小', value: '100', to, mayGive: true }]);
    expect([row!.may.draft, row!.allShown]).toEqual([false, false]);
    expect((await anew(first)).map(({ may, stray: parts }) => [may.draft, parts[0]!.mayGive])).toEqual([[true, false]]);
    await splitBy(second, 'c2');
    const theirs = await ok(second.read<AllocationPage>('indicators.allocation', { targetId, unitId: unitId('c2') }));
    const way = { rule: theirs.rule, direction: theirs.target.direction };
    const draft = async (who: Visitor, of: AllocationPage, parts: { unitId: Id; value: string | null }[]) => {
      const { version, method } = of;
      const change = { targetId, unitId: of.by.unitId, version, method, split: false, parts };
      return (await ok(who.write<DraftedAllocation>('indicators.draftAllocation', change))).balance;
    };
    const plain = (parts: readonly { unitId: Id; value: string | null }[]) =>
      parts.map(({ unitId: id, value }) => ({ unitId: id, value }));
    const more = await draft(second, theirs, plain(withGiven(theirs.parts, row!.stray[0]!, way)));
    expect(more).toMatchObject({ given: '300', whole: '200', state: 'over' });

    // The county takes it back, and gives it elsewhere.
    const less = await draft(first, page, plain(withoutUnits(page.parts, [unitId('c2-1')])));
    expect(less).toMatchObject({ given: '100', whole: '200', state: 'under' });
    expect(await stray(office)).toEqual([]);
    const parts = [{ unitId: unitId('c1-2'), value: '200' }];
    const again = { targetId, unitId: unitId('c1'), version: page.version! + 1, method: 'manual', parts };
    expect((await ok(first.write<DraftedAllocation>('indicators.draftAllocation', again))).balance.state).toBe(
      'balanced',
    );
    expect(await stray(office)).toEqual([]);
  });

  it('of a school that is only moved likewise', async () => {
    const move = { kind: 'move', unitIds: [unitId('c2-2')], targetId: unitId('c1'), on: '2026-09-02' };
    expect((await ok(office.read<ReformPreview>('reporting.previewReform', move))).stray).toEqual([
      { by: '第2县教育局', count: 1 },
    ]);
  });
});
