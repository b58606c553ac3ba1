import { say } from '../../locales/say';
import type { DateText, Decimal } from '../../platform/database/tables';
import type { DocumentModel, TableBlock } from '../../platform/papers/document-model';
import type { SheetColumn, SheetModel, WorkbookModel } from '../../platform/papers/workbook-model';
import type { JudgedTarget } from '../indicators/reads';
import type { ExportRow } from './reads/export-rows';

/** What stands at the head of a paper. */
export type PaperHead = { body: string; year: number; today: DateText; language: string };

const speaker =
  ({ language }: PaperHead) =>
  (key: string, values: Record<string, unknown> = {}) =>
    say(language, `task-papers:${key}`, values);

type Say = ReturnType<typeof speaker>;

const column = (text: Say, key: string, width: number, more: Partial<SheetColumn> = {}): SheetColumn => ({
  key,
  header: text(`column.${key}`),
  width,
  kind: 'text',
  ...more,
});

const ledgerSheet = (head: PaperHead, rows: readonly ExportRow[]): SheetModel => {
  const text = speaker(head);
  const count = (light: ExportRow['light']) => rows.filter(row => row.light === light).length;
  const lights = {
    red: count('red'),
    yellow: count('yellow'),
    green: count('green'),
    grey: count('grey'),
    blue: count('blue'),
  };
  return {
    name: text('workbook.sheet'),
    title: text('workbook.title', head),
    subtitle: text('workbook.subtitle', { ...head, ...lights, count: rows.length }),
    columns: [
      column(text, 'place', 5, { kind: 'number' }),
      column(text, 'section', 13, { wrap: true }),
      column(text, 'number', 6),
      column(text, 'title', 20, { wrap: true }),
      column(text, 'content', 44, { wrap: true }),
      column(text, 'lead', 11, { wrap: true }),
      column(text, 'units', 18, { wrap: true }),
      column(text, 'leader', 9),
      column(text, 'due', 11, { kind: 'date' }),
      column(text, 'status', 8),
      column(text, 'light', 8, { kind: 'light' }),
      column(text, 'percent', 7, { kind: 'percent', decimals: 0 }),
      column(text, 'reason', 24, { wrap: true }),
      column(text, 'lastPeriod', 9),
      column(text, 'summary', 34, { wrap: true }),
    ],
    rows: rows.map((row, index) => ({
      place: index + 1,
      section: row.section,
      number: row.number,
      title: row.title,
      content: row.content,
      lead: row.leadUnitName,
      units: row.units.join(text('between')),
      leader: row.leaderName,
      due: row.dueOn,
      status: text(`status.${row.status}`),
      light: { light: row.light, text: say(head.language, `light:words.${row.light}`) },
      percent: row.percent / 100,
      reason: say(head.language, `light:${row.lightReason.code}`, row.lightReason),
      lastPeriod: row.lastPeriod,
      summary: row.summary,
    })),
  };
};

const valueText = (
  text: Say,
  { value, low, high }: { value: Decimal | null; low: Decimal | null; high: Decimal | null },
) => value ?? text('range', { low: low ?? '', high: high ?? '' });

const targetSheet = (head: PaperHead, rows: readonly ExportRow[], targets: readonly JudgedTarget[]): SheetModel => {
  const text = speaker(head);
  const titles = new Map(rows.map(({ id, title }) => [id, title]));
  return {
    name: text('workbook.targets'),
    title: text('workbook.targetsTitle', head),
    columns: [
      column(text, 'number', 7),
      column(text, 'title', 30, { wrap: true }),
      column(text, 'indicator', 36, { wrap: true }),
      column(text, 'comparator', 9),
      column(text, 'value', 14),
      column(text, 'unit', 10),
      column(text, 'strength', 8),
      column(text, 'baseline', 12, { kind: 'number' }),
      column(text, 'due', 12, { kind: 'date' }),
      column(text, 'latest', 12, { kind: 'number' }),
      column(text, 'latestOn', 12, { kind: 'date' }),
    ],
    rows: targets.map(target => ({
      number: target.number,
      title: titles.get(target.taskId) ?? '',
      indicator: target.indicator,
      comparator: text(`comparator.${target.comparator}`),
      value: valueText(text, target),
      unit: target.unit,
      strength: text(`strength.${target.strength}`),
      baseline: target.baseline,
      due: target.dueOn,
      latest: target.latest,
      latestOn: target.latestOn,
    })),
  };
};

/** 台账 as a workbook: the tasks as filtered and sorted, and their targets on a second sheet. */
export const ledgerWorkbook = (
  head: PaperHead,
  rows: readonly ExportRow[],
  targets: readonly JudgedTarget[],
): WorkbookModel => ({
  sheets: [ledgerSheet(head, rows), ...(targets.length ? [targetSheet(head, rows, targets)] : [])],
  creator: head.body,
  language: head.language,
});

/** 12月底前, 6月15日前: a deadline as an official document writes it. */
const dueText = (text: Say, dueOn: DateText, year: number): string => {
  const [dueYear, month, day] = dueOn.split('-').map(Number) as [number, number, number];
  if (dueYear !== year) return text('dueInOtherYear', { year: dueYear, month, day });
  const last = new Date(Date.UTC(dueYear, month, 0)).getUTCDate();
  return day === last ? text('dueInMonth', { month }) : text('dueOn', { month, day });
};

/** 任务分解表 as an official document: a landscape table, headed by the sections of the plan. */
export const divisionDocument = (head: PaperHead, rows: readonly ExportRow[]): DocumentModel => {
  const text = speaker(head);
  const lines: (string[] | { group: string })[] = [];
  let section: string | null | undefined;
  for (const [index, row] of rows.entries()) {
    if (row.section !== section) {
      section = row.section;
      lines.push({ group: section ?? text('noSection') });
    }
    lines.push([
      row.number ?? String(index + 1),
      row.title,
      row.content,
      row.leadUnitName ?? '',
      row.units.join(text('between')),
      dueText(text, row.dueOn, head.year),
    ]);
  }
  const columns: TableBlock['columns'] = [
    { header: text('column.place'), width: 12, align: 'center' },
    { header: text('column.title'), width: 42 },
    { header: text('column.content'), width: 92 },
    { header: text('column.lead'), width: 26, align: 'center' },
    { header: text('column.units'), width: 33 },
    { header: text('column.due'), width: 20, align: 'center' },
  ];
  return {
    title: text('document.title', head),
    orientation: 'landscape',
    pageNumbers: true,
    creator: head.body,
    blocks: [{ kind: 'table', columns, rows: lines, size: '五号' }],
  };
};

export const workbookName = (head: PaperHead): string => `${speaker(head)('workbook.name', head)}.xlsx`;
export const documentName = (head: PaperHead): string => `${speaker(head)('document.name', head)}.docx`;
