import { faultOf } from '../../../kernel/parse-entry';
import type { CellTexts, EntryPage } from '../../../subjects/reporting/entry-schema';
import type { FormFigure } from '../../../subjects/reporting/form-schema';
import { cellsOfFigure } from '../../../subjects/reporting/rules/cell-name';
import { saysSame } from '../../../subjects/reporting/rules/cell-number';
import type { EntryCell, EntryCells, EntryMark } from '../../parts/entry-grid/entry-types';
import { checkedCells, derivedValues, totalOf } from './derived-values';
import type { Pending } from './entry-texts';
import { ALL, derivedRow, type FormSheet, hasTotal, shownDerived } from './form-sheet';

/** What is wrong with a cell, as a sentence. */
export type SaidFinding = { at: string; level: 'must-fix' | 'must-explain'; message: string; isMissing: boolean };

/** Everything that the cells of the grid are made of. */
export type CellSource = {
  page: EntryPage;
  sheet: FormSheet;
  texts: CellTexts;
  pending: Pending;
  findings: readonly SaidFinding[];
  explanations: Readonly<Record<string, string>>;
};

type Words = {
  shown: (form: string | null) => string;
  total: string;
  /** A formula in the names of the figures. */
  formula: (text: string) => string;
  someone: string;
  returned: (why: string) => string;
};

const groupBy = <T>(list: readonly T[], cellOf: (one: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const one of list) {
    const group = groups.get(cellOf(one));
    if (group) group.push(one);
    else groups.set(cellOf(one), [one]);
  }
  return groups;
};

/** What was settled last in a cell, where that is known and something else stands there now; null for the same. */
const settledOf = (page: EntryPage, changes: ReadonlyMap<string, string | null>) => {
  const wasSettled = page.approved !== null || page.accepted !== null || page.changes.length > 0;
  return (cell: string, text: string): string | null => {
    if (!wasSettled) return null;
    const before = changes.has(cell) ? (changes.get(cell) ?? '') : (page.values[cell] ?? '');
    return saysSame(before, text) ? null : before;
  };
};

/** The cells of a form for the grid: texts, last period, and what each has to say. */
export const buildCells = (source: CellSource, words: Words): EntryCells => {
  const { page, sheet, texts, pending, explanations } = source;
  const findings = groupBy(source.findings, ({ at }) => at);
  const notes = groupBy(
    page.notes.filter(({ kind }) => kind !== 'explanation'),
    ({ cell }) => cell,
  );
  const before = settledOf(page, new Map(page.changes.map(change => [change.cell, change.before])));

  const marksOf = (cell: string, figure: FormFigure): EntryMark[] => {
    const text = texts[cell] ?? '';
    const isFaulty = faultOf(text, figure) !== null;
    const marks: EntryMark[] = [];
    for (const { level, message } of findings.get(cell) ?? []) {
      // The grid says by itself what is no number.
      if (level === 'must-fix' && !isFaulty) marks.push({ kind: level, message });
      if (level === 'must-explain') marks.push({ kind: level, message, explanation: explanations[cell] });
    }
    const { theirs, v } = pending[cell] ?? {};
    if (theirs) marks.push({ kind: 'conflict', mine: v ?? '', theirs: theirs.text, by: theirs.by || words.someone });
    const was = before(cell, text);
    if (was !== null) marks.push({ kind: 'changed', before: was });
    const said = notes.get(cell);
    // Why it came back is said before what was said since.
    const last = said?.find(({ kind, resolvedAt }) => kind === 'return' && resolvedAt === null) ?? said?.at(-1);
    if (said && last)
      marks.push({
        kind: 'comment',
        count: said.length,
        last: last.kind === 'return' ? words.returned(last.body) : last.body,
      });
    return marks;
  };

  const cellOf = (cell: string, figure: FormFigure): EntryCell => {
    const marks = marksOf(cell, figure);
    const previous = page.previous.values[cell];
    return {
      text: texts[cell] ?? '',
      ...(figure.mode === 'show' ? { kind: 'readonly', why: words.shown(figure.askedIn?.name ?? null) } : {}),
      ...(previous === undefined ? {} : { previous }),
      ...(marks.length > 0 ? { marks } : {}),
    };
  };

  const cells: Record<string, Record<string, EntryCell>> = {};
  for (const figure of page.figures) {
    const record: Record<string, EntryCell> = {};
    if (hasTotal(figure) && sheet.columns.some(({ key }) => key === ALL)) {
      const previous = totalOf(figure, page.previous.values);
      record[ALL] = {
        text: totalOf(figure, texts),
        kind: 'computed',
        formula: figure.categories.length > 4 ? words.total : figure.categories.map(({ name }) => name).join(' + '),
        ...(previous === '' ? {} : { previous }),
      };
    }
    cells[figure.code] = record;
    for (const cell of cellsOfFigure(figure)) {
      const { row, column } = sheet.placeOf.get(cell)!;
      cells[row] = { ...cells[row], [column]: cellOf(cell, figure) };
    }
  }
  const now = derivedValues(page, checkedCells(page, texts));
  const nothing = { texts: page.previous.values, previous: {}, lastYear: {}, history: { periods: [], values: {} } };
  const then = derivedValues(page, { period: page.previous.period, ...nothing });
  for (const { code, text } of shownDerived(page)) {
    const previous = then[code];
    cells[derivedRow(code)] = {
      [ALL]: {
        text: now[code] ?? '',
        kind: 'computed',
        formula: words.formula(text),
        ...(previous ? { previous } : {}),
      },
    };
  }
  return cells;
};

/** The same cells, with the record of every row in which nothing changed taken from before: such rows are not drawn again. */
export const keepRecords = (before: EntryCells, now: EntryCells): EntryCells =>
  Object.fromEntries(
    Object.entries(now).map(([row, record]) => {
      const old = before[row];
      return [row, old && JSON.stringify(old) === JSON.stringify(record) ? old : record];
    }),
  );
