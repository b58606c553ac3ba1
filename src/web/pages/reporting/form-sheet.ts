import type { EntryPage } from '../../../subjects/reporting/entry-schema';
import type { FormFigure } from '../../../subjects/reporting/form-schema';
import { cellNameOf } from '../../../subjects/reporting/rules/cell-name';
import type { EntryColumn, EntryRow } from '../../parts/entry-grid/entry-types';

/** The column of figures without a dimension, and of the totals of those with one. */
export const ALL = 'all';
const DERIVED = '=';

export type Place = { row: string; column: string };

/** How a form lies in the grid: which cell stands where. Stays the same as long as the form does. */
export type FormSheet = {
  rows: EntryRow[];
  columns: EntryColumn[];
  /** Categories stand below their figure, where most figures have none. */
  isTall: boolean;
  /** The place of a cell (`CODE`, `CODE.option`). */
  placeOf: ReadonlyMap<string, Place>;
  /** The cell of a place by `row column`. */
  cellAt: ReadonlyMap<string, string>;
};

export const placeKey = (row: string, column: string): string => `${row} ${column}`;
export const derivedRow = (code: string): string => `${DERIVED}${code}`;

/** The form's own indicators that say more than one of its figures does. */
export const shownDerived = ({ derived }: Pick<EntryPage, 'derived'>): EntryPage['derived'] =>
  derived.filter(({ expression }) => expression.op !== 'figure');

// Shares are not added up over categories.
const RATE = /[%‰]/;
/** A figure whose categories add up to a total. */
export const hasTotal = ({ categories, unit }: Pick<FormFigure, 'categories' | 'unit'>): boolean =>
  categories.length > 1 && !RATE.test(unit);

/** Options of different dimensions may share a code: then each name has a column of its own. */
const optionColumns = (figures: readonly FormFigure[]): Map<string, EntryColumn> => {
  const byOption = new Map<string, EntryColumn>();
  for (const { code, name } of figures.flatMap(({ categories }) => categories)) {
    const option = optionKey(code, name);
    if (byOption.has(option)) continue;
    const isTaken = [...byOption.values()].some(({ key }) => key === code);
    byOption.set(option, { key: isTaken ? option : code, name });
  }
  return byOption;
};
const optionKey = (code: string, name: string): string => `${code} ${name}`;

const SPARSE = 0.5;

/** Are most places of a table with a column for each category shut? */
const isSparse = (figures: readonly FormFigure[], columns: number): boolean => {
  const cells = figures.reduce((sum, { categories }) => sum + Math.max(1, categories.length), 0);
  return columns > 0 && cells < SPARSE * figures.length * (columns + 1);
};

type Words = {
  /** Heads the first column where no figure has categories, and where some have. */
  value: string;
  total: string;
  derived: string;
  ofWhich: (option: string) => string;
};

/**
 * Figures in their sections as rows, then the indicators that the form gives by itself. Categories are columns; or rows below their
 * figure (其中) where a table would be mostly shut (`wide`: on a phone each figure has its own card anyway).
 */
export const formSheet = (page: EntryPage, words: Words, wide: boolean): FormSheet => {
  const { sections, figures } = page;
  const derived = shownDerived(page);
  const options = optionColumns(figures);
  const isTall = wide && isSparse(figures, options.size);
  const hasFirst = derived.length > 0 || figures.some(figure => figure.categories.length === 0 || hasTotal(figure));
  const rows: EntryRow[] = [];
  const placeOf = new Map<string, Place>();
  const cellAt = new Map<string, string>();
  const put = (cell: string, row: string, column: string) => {
    placeOf.set(cell, { row, column });
    cellAt.set(placeKey(row, column), cell);
  };
  for (const section of sections) {
    if (section) rows.push({ kind: 'section', key: `§${section}`, name: section });
    for (const { code, name, unit, meaning, decimals, categories } of figures.filter(one => one.section === section)) {
      rows.push({ key: code, name, unit, decimals, ...(meaning ? { help: meaning } : {}) });
      if (categories.length === 0) put(code, code, ALL);
      for (const option of categories) {
        const cell = cellNameOf(code, option.code);
        if (isTall)
          rows.push({
            ...{ key: cell, name: words.ofWhich(option.name), fullName: `${name} · ${option.name}` },
            ...{ unit, decimals, level: 1 },
          });
        put(cell, isTall ? cell : code, isTall ? ALL : options.get(optionKey(option.code, option.name))!.key);
      }
    }
  }
  if (derived.length > 0) rows.push({ kind: 'section', key: DERIVED, name: words.derived });
  for (const { code, name, unit, decimals } of derived) rows.push({ key: derivedRow(code), name, unit, decimals });
  const columns = isTall ? [] : [...options.values()];
  const first = {
    key: ALL,
    name: columns.length > 0 ? words.total : words.value,
    // Alone it has room.
    ...(columns.length > 0 ? {} : { width: 220 }),
  };
  return { rows, columns: [...(hasFirst || isTall ? [first] : []), ...columns], isTall, placeOf, cellAt };
};
