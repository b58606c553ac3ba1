import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { periodOf } from '../../src/kernel/period';
import type { Id } from '../../src/platform/database/tables';
import type { Board } from '../../src/subjects/analysis/schema';
import { smallBureau, startTestApp, type TestApp, type Visitor } from '../support/app';
import { addFigures, lastMonth, openDays, someForm } from '../support/reporting';

// One county has everything in, the other nothing: all pages show the same period, and the county's own says what it waits for.

const period = lastMonth();

describe('a county that is complete before the body', () => {
  let test: TestApp;
  let office: Visitor;
  let indicatorIds: Id;
  const ok = async <T>(answer: Promise<{ status: number; body: T }>): Promise<T> => {
    const { status, body } = await answer;
    expect([status, body]).toEqual([200, body]);
    return body;
  };
  const rowOf = async (code?: string) => {
    const unit = code ? { unitId: test.unitIds.get(code)! } : {};
    const asked = { indicatorIds, on: periodOf(period)!.end, ...unit };
    const [row] = (await ok(office.read<Board>('analysis.board', asked))).rows;
    return row!;
  };

  beforeAll(async () => {
    test = await startTestApp(smallBureau);
    office = await test.visit('office', 'supervisor', 'root');
    await addFigures(test);
    const { formId } = await ok(office.write<{ formId: Id }>('reporting.saveForm', someForm));
    await ok(office.write('reporting.openWindow', { formId, period }));
    await ok(office.write('reporting.setWindow', { formId, period, version: 1, ...openDays() }));
    const indicator = { code: 'boarders', name: '寄宿生', unit: '人', numerator: 'BOARDERS', frequency: 'month' };
    indicatorIds = (await ok(office.write<{ id: Id }>('indicators.save', indicator))).id;
  });
  afterAll(() => test.close());

  it('waits with the others, and says so', async () => {
    const rows = Object.entries({ 'PUPILS.f': '300', 'PUPILS.m': '320', BOARDERS: '80', CLASSES: '15' }).map(
      ([cell, value]) => {
        const [figure, category = ''] = cell.split('.');
        return { unit: 'east-1', period, figure, category, value };
      },
    );
    expect(await rowOf('east')).toMatchObject({ awaiting: { reported: 0, expected: 2 }, isInAlready: false });
    await ok(office.write('exchange.writeValues', { key: '东溪', rows, stage: 'accepted' }));
    const awaiting = { period, reported: 1, expected: 2 };
    expect(await rowOf('east')).toMatchObject({ isFirm: false, awaiting, isInAlready: true });
    expect(await rowOf('west')).toMatchObject({ isFirm: false, awaiting, isInAlready: false });
    expect(await rowOf()).toMatchObject({ isFirm: false, awaiting, isInAlready: false });
  });
});
