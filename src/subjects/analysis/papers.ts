import { subtractDecimals } from '../../kernel/decimal';
import { say } from '../../locales/say';
import type { DateText, Decimal } from '../../platform/database/tables';
import type { RowInput, SheetColumn, SheetModel, WorkbookModel } from '../../platform/papers/workbook-model';
import { inDigits } from '../indicators/rules/shown-digits';
import type { Aim, Board, League, Series } from './schema';

/** For whom and of when a paper is. */
export type PaperOf = { body: string; today: DateText; language: string };

const wordsIn =
  (language: string) =>
  (key: string, values: Record<string, unknown> = {}): string =>
    say(language, `analysis-papers:${key}`, values);
type Words = ReturnType<typeof wordsIn>;

const column = (text: Words, key: string, kind: SheetColumn['kind'], width: number): SheetColumn => ({
  key,
  header: text(`column.${key}`),
  kind,
  width,
});
const unitColumns = (units: readonly { name: string }[]): SheetColumn[] =>
  units.map(({ name }, at) => ({ key: `u${at}`, header: name, kind: 'number', width: 12 }));
const byUnit = (values: readonly (Decimal | null)[]): RowInput =>
  Object.fromEntries(values.map((value, at) => [`u${at}`, value]));

/** A value as its indicator shows it: a ratio has digits without end. */
const shown = (value: Decimal | null | undefined, { decimals }: { decimals: number }): Decimal | null =>
  value == null ? null : inDigits(value, decimals);

/** A column may be named twice by two units of one name; a workbook wants each once. */
const distinct = (columns: readonly SheetColumn[]): SheetColumn[] =>
  columns.map((one, at) => {
    const before = columns.slice(0, at).filter(({ header }) => header === one.header).length;
    return before === 0 ? one : { ...one, header: `${one.header} (${before + 1})` };
  });

/** Between the two values that stand in the table. */
const changeOf = (row: Board['rows'][number]): Decimal | null => {
  const [value, previous] = [shown(row.value, row), shown(row.previous, row)];
  return value === null || previous === null ? null : subtractDecimals(value, previous);
};

const statusOf = (text: Words, aim: Pick<Aim, 'status'> | null): string => (aim ? text(`status.${aim.status}`) : '');

export const boardWorkbook = (board: Board, { body, language }: PaperOf): WorkbookModel => {
  const text = wordsIn(language);
  const subtitle = text('subtitle', { on: board.on, lens: text(`lens.${board.lens}`) });
  const head = [
    column(text, 'code', 'text', 32),
    column(text, 'name', 'text', 28),
    column(text, 'unit', 'text', 8),
    column(text, 'period', 'text', 10),
  ];
  const named = ({ code, name, unit, period }: Board['rows'][number]) => ({ code, name, unit, period });
  const table = (
    key: string,
    valuesOf: (row: Board['rows'][number]) => readonly (Decimal | null)[] | null,
  ): SheetModel => ({
    name: text(`sheet.${key}`),
    title: text(`title.${key}`, { body, unit: board.unit.name }),
    subtitle,
    columns: distinct([...head, ...unitColumns(board.units)]),
    rows: board.rows.flatMap(row => {
      const values = valuesOf(row);
      return values ? [{ ...named(row), ...byUnit(values.map(value => shown(value, row))) }] : [];
    }),
  });
  return {
    language,
    sheets: [
      {
        name: text('sheet.board'),
        title: text('title.board', { body, unit: board.unit.name }),
        subtitle,
        columns: [
          ...head,
          column(text, 'value', 'number', 12),
          column(text, 'previous', 'number', 12),
          column(text, 'change', 'number', 10),
          column(text, 'comparator', 'text', 8),
          column(text, 'target', 'number', 12),
          column(text, 'dueOn', 'date', 12),
          column(text, 'actual', 'number', 12),
          column(text, 'planned', 'number', 12),
          column(text, 'gap', 'number', 10),
          column(text, 'status', 'text', 12),
          column(text, 'reported', 'number', 9),
          column(text, 'expected', 'number', 9),
          column(text, 'lead', 'text', 16),
        ],
        rows: board.rows.map(row => ({
          ...named(row),
          value: shown(row.value, row),
          previous: shown(row.previous, row),
          change: changeOf(row),
          target: row.aim && (row.aim.value ?? row.aim.low ?? row.aim.high),
          comparator: row.aim ? text(`comparator.${row.aim.comparator}`) : '',
          dueOn: row.aim?.dueOn,
          actual: shown(row.aim?.actual, row),
          planned: shown(row.aim?.planned, row),
          gap: shown(row.aim?.gap, row),
          status: statusOf(text, row.aim),
          reported: row.reported.reported,
          expected: row.reported.expected,
          lead: row.leadUnitName,
        })),
      },
      ...(board.units.length > 0 ? [table('units', row => row.byUnit)] : []),
      ...(board.rows.some(({ parts }) => parts) ? [table('parts', row => row.parts)] : []),
    ],
    notes: { name: text('notes.title'), lines: [text('notes.missing'), text('notes.ratio')] },
  };
};

export const seriesWorkbook = (series: Series, { body, language }: PaperOf): WorkbookModel => {
  const text = wordsIn(language);
  const { indicator, whole, units, target } = series;
  const title = text('title.series', { body, unit: series.unit.name, name: indicator.name });
  const subtitle = text('seriesSubtitle', { unit: indicator.unit, lens: text(`lens.${series.lens}`) });
  const formula = [indicator.numerator, indicator.denominator].filter(Boolean).join(' ÷ ');
  const periods = whole.map(
    ({ period }, at): SheetColumn => ({ key: `p${at}`, header: period, kind: 'number', width: 11 }),
  );
  return {
    language,
    sheets: [
      {
        name: text('sheet.series'),
        title,
        subtitle,
        columns: [
          column(text, 'period', 'text', 10),
          column(text, 'endsOn', 'date', 12),
          column(text, 'value', 'number', 12),
          column(text, 'planned', 'number', 12),
          column(text, 'status', 'text', 12),
          column(text, 'reported', 'number', 9),
          column(text, 'expected', 'number', 9),
        ],
        rows: whole.map(point => ({
          period: point.period,
          endsOn: point.endsOn,
          value: shown(point.value, indicator),
          planned: shown(point.planned, indicator),
          status: point.status === null ? '' : text(`status.${point.status}`),
          ...point.reported,
        })),
      },
      ...(units.length > 0
        ? [
            {
              name: text('sheet.units'),
              title,
              subtitle,
              columns: [
                column(text, 'unitName', 'text', 16),
                ...periods,
                column(text, 'part', 'number', 11),
                column(text, 'status', 'text', 12),
                column(text, 'reported', 'number', 9),
                column(text, 'expected', 'number', 9),
              ],
              rows: units.map(({ name, values, part, status, reported }) => ({
                unitName: name,
                ...Object.fromEntries(values.map((value, at) => [`p${at}`, shown(value, indicator)])),
                part,
                status: status === null ? '' : text(`status.${status}`),
                ...reported,
              })),
            } satisfies SheetModel,
          ]
        : []),
    ],
    notes: {
      name: text('notes.title'),
      lines: [
        ...(indicator.meaning ? [text('notes.meaning', { meaning: indicator.meaning })] : []),
        text('notes.formula', { formula }),
        ...indicator.figures.map(({ code, name, unit }) => text('notes.figure', { code, name, unit })),
        ...(target ? [text('notes.target', { text: target.text })] : []),
        text('notes.missing'),
      ],
    },
  };
};

export const leagueWorkbook = (league: League, { body, language }: PaperOf, form: string | null): WorkbookModel => {
  const text = wordsIn(language);
  return {
    language,
    sheets: [
      {
        name: text('sheet.league'),
        title: text('title.league', { body }),
        subtitle: text('leagueSubtitle', { from: league.from, to: league.to, form: form ?? text('allForms') }),
        columns: [
          column(text, 'place', 'number', 7),
          column(text, 'unitName', 'text', 18),
          { ...column(text, 'expected', 'number', 10), header: text('column.reports') },
          column(text, 'submitted', 'number', 10),
          column(text, 'onTime', 'number', 10),
          column(text, 'accepted', 'number', 10),
          { ...column(text, 'timeliness', 'number', 11), unit: '%', decimals: 1 },
          { ...column(text, 'completeness', 'number', 11), unit: '%', decimals: 1 },
        ],
        rows: league.rows.map(({ name, unitId: _, ...row }) => ({ unitName: name, ...row })),
      },
    ],
    notes: { name: text('notes.title'), lines: [text('notes.league')] },
  };
};

/** The name of a file, without what a file's name cannot hold. */
export const paperName = (title: string, on: DateText): string =>
  `${title.replaceAll(/[\\/:*?"<>|]/g, '_')} ${on}.xlsx`;
