import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Id } from '../../src/platform/database/tables';
import type { Unit } from '../../src/subjects/org/schema';
import type { AcrossGroups } from '../../src/subjects/reporting/across-schema';
import type { EntryPage } from '../../src/subjects/reporting/entry-schema';
import { groupsAsToday } from '../../src/subjects/reporting/reads/as-today';
import type { CheckedSums } from '../../src/subjects/reporting/snapshot-schema';
import { startTestApp, type TestApp, type Visitor } from '../support/app';
import { addFigures } from '../support/reporting';
import { setToday } from '../support/tasks';

// 布局调整: a school goes over to another county in the middle of the year, a school is merged, a county too; nothing is lost, and both
// "as it was" and "as the tree is today" can be read.

describe('a reform of the tree', () => {
  let test: TestApp;
  let office: Visitor;
  let west: Visitor;
  let pupil: Visitor;
  let formId: Id;
  let figureId: Id;
  const unit = (code: string): Id => test.unitIds.get(code)!;
  const ok = async <T>(answer: Promise<{ status: number; body: T }>): Promise<T> => {
    const { status, body } = await answer;
    expect([status, body]).toEqual([200, body]);
    return body;
  };
  const codeOf = async (answer: Promise<{ status: number; body: unknown }>): Promise<unknown> => {
    const { error } = (await answer).body as { error: { code: string; detail: { code?: string } } };
    return error.detail.code ?? error.code;
  };
  const sums = async (period: string): Promise<Record<string, string>> => {
    const input = { figureId, period, lens: 'submitted' };
    const { groups } = await ok(office.read<AcrossGroups>('reporting.acrossFigure', input));
    return Object.fromEntries(groups.map(({ groupName, cells }) => [groupName, cells[0]?.total ?? '-']));
  };
  const today = async (period: string): Promise<Record<string, string>> => {
    const found = await groupsAsToday(test.owner, test.tenantId, { figureIds: [figureId], periods: [period], lens: 1 });
    const names = new Map([...test.unitIds].map(([code, id]) => [id, code]));
    return Object.fromEntries(found.map(({ groupId, total }) => [names.get(groupId), total]));
  };

  beforeAll(async () => {
    test = await startTestApp();
    await setToday(test, '2026-09-10');
    office = await test.visit('office', 'supervisor', 'root');
    west = await test.visit('west', 'county', 'west');
    pupil = await test.visit('east-1', 'reporter', 'east-1');
    const other = await test.visit('west-1', 'reporter', 'west-1');
    figureId = (await addFigures(test, [{ code: 'PUPILS', name: '在校生数', unit: '人' }])).get('PUPILS')!;
    await test.owner
      .updateTable('figures')
      .set({ leadUnitId: unit('basic') })
      .where('id', '=', figureId)
      .execute();
    const timing = { opens: 0, due: 20, locks: 20 };
    const form = { code: 'MONTHLY', name: '学校月报', frequency: 'month', level: 'school', timing };
    formId = (await ok(office.write<{ formId: Id }>('reporting.saveForm', { ...form, figures: [{ code: 'PUPILS' }] })))
      .formId;
    for (const period of ['2026-07', '2026-08']) {
      await ok(office.write('reporting.openWindow', { formId, period }));
      for (const [who, code, v] of [
        [pupil, 'east-1', '300'],
        [other, 'west-1', '200'],
      ] as const) {
        const key = { formId, period, unitId: unit(code) };
        const { version } = await ok(who.read<EntryPage>('reporting.entry', key));
        await ok(who.write('reporting.saveDraft', { key, cells: [{ cell: 'PUPILS', v, base: '' }] }));
        await ok(who.write('reporting.submit', { key, version, draftVersion: 1 }));
      }
    }
  }, 60_000);
  afterAll(async () => {
    expect((await ok(office.read<CheckedSums>('reporting.checkSums'))).faults).toEqual([]);
    await test.close();
  });

  it('moves a school from a day on: earlier periods stay where they were summed', async () => {
    const move = { unitId: unit('east-1'), parentId: unit('west'), from: '2026-08-01', reason: '区划调整' };
    expect(await codeOf(west.write('reporting.moveUnit', move))).toBe('not-permitted');
    expect(await codeOf(office.write('reporting.moveUnit', { ...move, from: '2026-12-01' }))).toBe('not-yet');
    expect(await codeOf(office.write('reporting.moveUnit', { ...move, parentId: unit('east-1') }))).toBe(
      'within-itself',
    );
    const school = (await ok(office.read<Unit[]>('org.units'))).find(({ id }) => id === move.unitId)!;
    const edit = {
      unitId: school.id,
      version: school.version,
      parentId: move.parentId,
      name: '改',
      shortName: '改',
      kind: 'school',
    };
    expect(await codeOf(office.write('org.saveUnit', edit))).toBe('move-is-reform');
    const ref = { formId, period: '2026-08', unitId: move.unitId };
    expect((await west.read('reporting.reviewOne', ref)).status).toBe(404);

    expect(await ok(office.write('reporting.moveUnit', move))).toMatchObject({ moved: 1, dropped: 0, values: 1 });
    expect(await sums('2026-07')).toEqual({ 东溪县教育局: '300', 西溪县教育局: '200' });
    expect(await sums('2026-08')).toEqual({ 西溪县教育局: '500' });
    expect(await today('2026-07')).toEqual({ west: '500' });
    // What posts reach follows at once.
    expect((await west.read('reporting.reviewOne', ref)).status).toBe(200);
    const back = { ...move, parentId: unit('east'), from: '2026-07-15' };
    expect(await codeOf(office.write('reporting.moveUnit', back))).toBe('placed-later');
  });

  it('merges schools and closes the one: its history stays, nothing more is asked of it', async () => {
    const merge = { unitIds: [unit('east-1')], intoId: unit('west-1'), on: '2026-09-01', reason: '并校' };
    expect(await codeOf(office.write('reporting.mergeUnits', { ...merge, intoId: unit('west') }))).toBe('kinds-differ');
    expect(await ok(office.write('reporting.mergeUnits', merge))).toMatchObject({ moved: 0, dropped: 0 });
    expect(await sums('2026-08')).toEqual({ 西溪县教育局: '500' });
    await setToday(test, '2026-10-02');
    await ok(office.write('reporting.openWindow', { formId, period: '2026-09' }));
    // Its reporter works for the other school now, and is asked for nothing in the name of the old one.
    const key = { formId, period: '2026-09', unitId: unit('east-1') };
    expect((await pupil.read('reporting.entry', key)).status).toBe(409);
    expect((await pupil.read('reporting.entry', { ...key, unitId: unit('west-1') })).status).toBe(200);
    expect(
      await codeOf(office.write('reporting.closeUnit', { unitId: unit('east-1'), on: '2026-10-01', reason: '?' })),
    ).toBe('unit-closed');
  });

  it('merges counties with all their schools', async () => {
    const close = { unitId: unit('west'), on: '2026-10-01', reason: '撤销' };
    expect(await codeOf(office.write('reporting.closeUnit', close))).toBe('has-units-below');
    const merge = { unitIds: [unit('west')], intoId: unit('east'), on: '2026-09-20', reason: '县域合并' };
    // The school handed nothing in for September yet: its submission goes over all the same.
    expect(await ok(office.write('reporting.mergeUnits', merge))).toMatchObject({ moved: 1, dropped: 0, units: 1 });
    expect(await sums('2026-08')).toEqual({ 西溪县教育局: '500' });
    expect(await today('2026-08')).toEqual({ east: '500' });
    expect(await today('2026-07')).toEqual({ east: '500' });
    expect((await ok(office.read<Unit[]>('org.units'))).map(({ code }) => code)).not.toContain('west');
  });
});
