import type { LedgerSort } from './ledger-address';

/** Columns of the ledger in order. Their words are `ledger:column.<id>`. */
export const columnIds = [
  'number',
  'title',
  'light',
  'lead',
  'units',
  'leader',
  'due',
  'percent',
  'targets',
  'status',
  'section',
  'source',
  'last',
] as const;
export type ColumnId = (typeof columnIds)[number];

export const defaultColumns: readonly ColumnId[] = [
  'number',
  'title',
  'light',
  'lead',
  'units',
  'due',
  'percent',
  'targets',
  'status',
  'last',
];

/** Width in pixels as it begins; the title takes what is left over. */
export const columnWidth: Record<ColumnId, number> = {
  number: 56,
  title: 280,
  light: 102,
  lead: 116,
  units: 150,
  leader: 84,
  due: 136,
  percent: 148,
  targets: 56,
  status: 78,
  section: 150,
  source: 84,
  last: 88,
};

/** What a click on the header sorts by. */
export const columnSort: Partial<Record<ColumnId, LedgerSort>> = {
  number: 'sort',
  title: 'title',
  light: 'light',
  lead: 'lead',
  due: 'due',
  percent: 'percent',
  last: 'updated',
};
