import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { shiftPeriod } from '../../src/kernel/period';
import type { Id } from '../../src/platform/database/tables';
import type { ImportRow } from '../../src/subjects/exchange/schema';
import type { EntryPage } from '../../src/subjects/reporting/entry-schema';
import type { Exceptions } from '../../src/subjects/reporting/review-schema';
import { smallBureau, startTestApp, type TestApp, type Visitor } from '../support/app';
import { addFigures, lastMonth, openDays, someForm } from '../support/reporting';
import {
  type Form,
  fillIn,
  giveOut,
  keyOf,
  type Outcome,
  type RowWay,
  rowsOf,
  rowsOutcome,
  rowWays,
  type Said,
  sendBook,
  sendRows,
  typed,
} from '../support/ways-in';

// What is wrong is named by its code and its place, and not taken, by whichever way it comes.

const period = lastMonth();
const year = Number(period.slice(0, 4));
const SCHOOLS = 90;
const FILLERS = 8;
const school = smallBureau.find(({ code }) => code === 'east-1')!;
const schools = Array.from({ length: SCHOOLS }, (_, at) => ({
  ...school,
  code: `school-${at}`,
  name: `东溪县第${at}小学`,
  shortName: `${at}小`,
  sort: 10 + at,
}));

const month: Said = [
  ['PUPILS.f', '300'],
  ['PUPILS.m', '320'],
  ['BOARDERS', '80'],
  ['CLASSES', '15'],
  ['ATTENDANCE', '98.5'],
];
const withCell = (cell: string, value: string, note?: string): Said =>
  month.map(one => (one[0] === cell ? [cell, value, ...(note ? [note] : [])] : one) as Said[number]);

/** Expected of each kind of way: cells of the grid, addresses of the workbook, rows and fields of a file or program. */
type Wrong = {
  said: Said;
  grid: string[] | null;
  workbook: string[];
  rows: [row: number, column: keyof ImportRow, code: string][];
  where?: { unitCode?: string; period?: string };
};
const ofAll = (column: keyof ImportRow, code: string): Wrong['rows'] => month.map((_, row) => [row, column, code]);

const wrongs: Record<string, Wrong> = {
  'text in a number': {
    said: withCell('BOARDERS', '八十'),
    grid: ['BOARDERS not-a-number'],
    workbook: ['填报!G6 not-a-number'],
    rows: [[2, 'value', 'not-a-number']],
  },
  'a ratio above 100 %': {
    said: withCell('ATTENDANCE', '101'),
    grid: ['ATTENDANCE above-hundred'],
    workbook: ['填报!G8 above-hundred'],
    rows: [[4, 'value', 'above-hundred']],
  },
  'more of a part than of the whole': {
    said: withCell('BOARDERS', '700'),
    grid: ['BOARDERS check', 'BOARDERS ratio-above-hundred'],
    workbook: ['BOARDERS check', 'BOARDERS ratio-above-hundred'],
    rows: [
      [2, 'value', 'check-fails'],
      [2, 'note', 'needs-explanation'],
    ],
  },
  // As a plan of boys' dormitories would have it: no more boarders than boys.
  'a numerator above its denominator, unexplained': {
    said: withCell('BOARDERS', '400'),
    grid: ['BOARDERS ratio-above-hundred'],
    workbook: ['BOARDERS ratio-above-hundred'],
    rows: [[2, 'note', 'needs-explanation']],
  },
  'a required cell left blank': {
    said: month.filter(([cell]) => cell !== 'CLASSES'),
    grid: ['CLASSES required'],
    workbook: ['CLASSES required'],
    rows: [[0, 'unit', 'cell-missing']],
  },
  'a unit that closed last year': {
    said: month,
    where: { unitCode: 'closed' },
    grid: ['unit-closed'],
    workbook: ['unit-closed'],
    rows: ofAll('unit', 'unit-closed'),
  },
  'a period not open': {
    said: month,
    where: { period: shiftPeriod(period, -1) },
    grid: ['window-not-open'],
    workbook: ['window-not-open'],
    rows: ofAll('period', 'period-not-open'),
  },
  // The grid has a cell once.
  'the same cell twice, with the same value': {
    said: [...month, ['BOARDERS', '80']],
    grid: null,
    workbook: ['填报!A10 not-unique'],
    rows: [[5, 'unit', 'duplicate-row']],
  },
  'the same cell twice, with another value': {
    said: [...month, ['BOARDERS', '81']],
    grid: null,
    workbook: ['填报!A10 not-unique'],
    rows: [[5, 'unit', 'contradicting-row']],
  },
};

describe('wrong input', () => {
  let test: TestApp;
  let office: Visitor;
  const fillers: Visitor[] = [];
  let filler: Visitor;
  let typist: Visitor;
  let formId: Id;
  let used = 0;

  const ok = async <T>(answer: Promise<{ status: number; body: T }>): Promise<T> => {
    const { status, body } = await answer;
    expect([status, body]).toEqual([200, body]);
    return body;
  };
  const formOf = (unitCode: string, at = period): Form => ({
    formId,
    period: at,
    unitCode,
    unitId: test.unitIds.get(unitCode)!,
  });
  /** A school of which nothing is there yet. */
  const fresh = (): string => schools[used++]!.code;
  const pageOf = (form: Form) => ok(filler.read<EntryPage>('reporting.entry', keyOf(form)));
  const stored = async () => {
    const { rows } = await sql<{ values: string; runs: number; stages: string }>`
      select (select count(*) from figure_values where tenant_id = ${test.tenantId}) as values,
        (select count(*) from import_runs where tenant_id = ${test.tenantId}) as runs,
        (select sum(stage) from submissions where tenant_id = ${test.tenantId}) as stages`.execute(test.owner);
    return rows[0]!;
  };

  beforeAll(async () => {
    test = await startTestApp([
      ...smallBureau,
      ...schools,
      { ...school, code: 'closed', name: '东溪县老小学', shortName: '老小', sort: 99 },
    ]);
    await test.owner
      .updateTable('orgUnits')
      .set({ validTo: `${year - 1}-12-31` })
      .where('tenantId', '=', test.tenantId)
      .where('code', '=', 'closed')
      .execute();
    office = await test.visit('office', 'supervisor', 'root');
    // Nobody sends files thirty times a minute.
    for (let at = 0; at < FILLERS; at += 1) fillers.push(await test.visit(`filler-${at}`, 'county', 'east'));
    typist = await test.visit('typist', 'county', 'east');
    await addFigures(test);
    const rate = {
      code: 'boys-boarding',
      name: '男生寄宿率',
      unit: '%',
      numerator: 'BOARDERS',
      denominator: 'PUPILS.m',
    };
    await ok(office.write('indicators.save', { ...rate, aggregation: 'ratio', frequency: 'month' }));
    formId = (await ok(office.write<{ formId: Id }>('reporting.saveForm', someForm))).formId;
    await ok(office.write('reporting.openWindow', { formId, period }));
    await ok(office.write('reporting.setWindow', { formId, period, version: 1, ...openDays() }));
  }, 120_000);
  afterAll(() => test.close());
  let turn = 0;
  beforeEach(() => {
    turn += 1;
    filler = fillers[turn % FILLERS]!;
  });

  describe.each(Object.entries(wrongs))('%s', (_, { said, where, ...expected }) => {
    const placed = () => formOf(where?.unitCode ?? fresh(), where?.period);
    const isOfForm = ['check', 'ratio-above-hundred', 'required'].some(code =>
      expected.grid?.[0]?.endsWith(` ${code}`),
    );

    it.runIf(expected.grid !== null)('in the grid', async () => {
      const before = await stored();
      expect((await typed(filler, placed(), said)).faults).toEqual(expected.grid);
      expect(await stored()).toEqual(before);
    });

    it('in the workbook of the form', async () => {
      const before = await stored();
      const form = placed();
      // For a unit or period that has no form somebody takes the workbook of another.
      const book = await giveOut(filler, where ? formOf(schools[SCHOOLS - 1]!.code) : form);
      fillIn(book, said);
      expect((await sendBook(filler, form, book)).faults).toEqual(expected.workbook);
      expect(await stored()).toEqual(before);
    });

    it.each(rowWays.map(way => [way.name, way] as const))('as rows: %s', async (_name, way) => {
      const before = await stored();
      const form = placed();
      const rows = rowsOf(form, said);
      const faults = expected.rows.map(([row, column, code]) => `${way.placeOf(row, column, rows)} ${code}`);
      const whole = await sendRows(filler, way, rows, { mode: 'all-or-nothing' });
      expect(rowsOutcome(whole).faults).toEqual(faults);
      expect(await stored()).toEqual(before);
      // Without that: what cannot be read is refused all the same; a form that cannot be handed in is a draft, and told.
      const kept = await sendRows(filler, way, rows);
      expect(rowsOutcome(kept).faults).toEqual(faults);
      expect(await stored()).toMatchObject({ values: before.values, stages: before.stages });
      if (!isOfForm) return expect(await stored()).toEqual(before);
      const { draft } = await pageOf(form);
      const texts = Object.entries(draft).map(([cell, { v }]) => [cell, v]);
      expect(Object.fromEntries(texts)).toEqual(Object.fromEntries(said.map(([cell, value]) => [cell, value])));
    });
  });

  const everyWay: [
    string,
    (who: Visitor, form: Form, said: Said, base?: Record<string, string>) => Promise<Outcome>,
  ][] = [
    ['grid', typed],
    [
      'workbook of the form',
      async (who, form, said) => {
        const book = await giveOut(who, form);
        fillIn(book, said);
        return sendBook(who, form, book);
      },
    ],
    ...rowWays.map((way): (typeof everyWay)[number] => [
      way.name,
      async (who, form, said) => rowsOutcome(await sendRows(who, way, rowsOf(form, said))),
    ]),
  ];

  it.each(everyWay)('a doubt that is explained is handed in, with the explanation at its cell: %s', async (_, send) => {
    const form = formOf(fresh());
    const said = withCell('BOARDERS', '400', '含借读学生');
    expect(await send(filler, form, said)).toEqual({ faults: [], conflicts: [] });
    const page = await pageOf(form);
    expect([page.stage, page.values.BOARDERS, page.draft]).toEqual([1, '400', {}]);
    expect(page.notes.map(({ cell, kind, body }) => [cell, kind, body])).toEqual([
      ['BOARDERS', 'explanation', '含借读学生'],
    ]);
  });

  it.each(everyWay)('two on one form are merged by cell, and what clashes is shown: %s', async (name, send) => {
    const form = formOf(fresh());
    const book = await giveOut(filler, form);
    await ok(
      typist.write('reporting.saveDraft', { key: keyOf(form), cells: [{ cell: 'BOARDERS', v: '90', base: '' }] }),
    );
    fillIn(book, month);
    const isBook = name === 'workbook of the form';
    const { conflicts } = await (isBook ? sendBook(filler, form, book) : send(filler, form, month));
    expect(conflicts).toEqual(['BOARDERS 80 90']);
    const page = await pageOf(form);
    const isTyped = isBook || name === 'grid';
    // Who types hands in what stands in the draft, the other's cell among it; a program hands in its own, and the other types on.
    expect([page.stage, page.values.BOARDERS, page.draft.BOARDERS?.v]).toEqual(
      isTyped ? [1, '90', undefined] : [1, '80', '90'],
    );
    expect(page.values.CLASSES).toBe('15');
  });

  it.each(everyWay)(
    'what changed under the reviewer is not approved, and the difference is told: %s',
    async (_, send) => {
      const form = formOf(fresh());
      expect((await send(filler, form, month)).faults).toEqual([]);
      const group = { formId, period, groupId: test.unitIds.get('east')!, step: 'approve' };
      const seen = await ok(typist.read<Exceptions>('reporting.exceptions', group));
      const units = [...seen.clean, ...seen.exceptions]
        .filter(({ unitId }) => unitId === form.unitId)
        .map(({ unitId, version }) => ({ unitId, version }));
      expect(units).toHaveLength(1);
      expect((await send(filler, form, withCell('BOARDERS', '85'), { BOARDERS: '80' })).faults).toEqual([]);
      const { status, body } = await typist.write('reporting.approve', { formId, period, units });
      expect([status, body]).toMatchObject([
        409,
        {
          error: {
            code: 'changed-meanwhile',
            detail: {
              by: `filler-${turn % FILLERS}`,
              units: [{ cells: [{ code: 'BOARDERS', before: '80', after: '85' }] }],
            },
          },
        },
      ]);
      expect((await pageOf(form)).stage).toBe(1);
    },
  );

  it.each(rowWays.map(way => [way.name, way] as const))(
    'one wrong row among very many, and none is taken: %s',
    async (_, way) => {
      // A workbook is read by the row like the others; to write one that long here takes longer than to read it.
      const many = way.extension === null || way.extension === 'xlsx' ? 20_000 : 100_000;
      const at = Math.floor(many * 0.77);
      const pasts = Array.from({ length: 300 }, (_past, back) => shiftPeriod(period, -1 - back));
      const cells = month.map(([cell, value]) => [...cell.split('.'), value]);
      const rows = Array.from({ length: many }, (_row, nr): ImportRow => {
        const place = Math.floor(nr / cells.length);
        const [figure = '', second = '', third] = cells[nr % cells.length]!;
        const [category, value] = third === undefined ? ['', second] : [second, third];
        const unit = schools[place % SCHOOLS]!.code;
        const past = pasts[Math.floor(place / SCHOOLS)]!;
        return { unit, period: past, figure, category, value: nr === at ? '两百' : value };
      });
      const before = await stored();
      const how = { stage: 'accepted', openPeriods: true };
      const { faults } = rowsOutcome(await sendRows(office, way as RowWay, rows, how));

      expect(faults).toHaveLength(1);
      if (way.name === 'SDMX') expect(faults[0]).toMatch(/^data\.dataSets\.0\.observations\.[\d:]+ not-a-number$/);
      else expect(faults[0]).toBe(`${way.placeOf(at, 'value', rows)} not-a-number`);

      expect(await stored()).toEqual(before);
    },
    120_000,
  );
});
