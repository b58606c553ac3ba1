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
  /** The place of a cell (`CODE`, `CODE.option`). */
  placeOf: ReadonlyMap<string, Place>;
  /** The cell of a place by `row column`. */
  cellAt: ReadonlyMap<string, string>;
};

export const placeKey = (row: string, column: string): string => `${row} ${column}`;
export const derivedRow = (code: string): string => `${DERIVED}${code}`;

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

type Words = {
  /** Heads the first column where no figure has categories, and where some have. */
  value: string;
  total: string;
  derived: string;
};

/** Figures in their sections as rows, categories as columns, then the indicators that the form gives by itself. */
export const formSheet = ({ sections, figures, derived }: EntryPage, words: Words): FormSheet => {
  const options = optionColumns(figures);
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
      for (const option of categories)
        put(cellNameOf(code, option.code), code, options.get(optionKey(option.code, option.name))!.key);
    }
  }
  if (derived.length > 0) rows.push({ kind: 'section', key: DERIVED, name: words.derived });
  for (const { code, name, unit, decimals } of derived) rows.push({ key: derivedRow(code), name, unit, decimals });
  const first: EntryColumn[] = hasFirst ? [{ key: ALL, name: options.size > 0 ? words.total : words.value }] : [];
  return { rows, columns: [...first, ...options.values()], placeOf, cellAt };
};
