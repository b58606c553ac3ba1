import { useMemo } from 'react';
import type { z } from 'zod';
import type {
  Light,
  ledgerFilter,
  ledgerGroups,
  ledgerSorts,
  TaskSource,
  TaskStatus,
} from '../../../subjects/tasks/schema';
import { type Address, type Search, type SetAddress, useAddress } from '../../address';
import { useYear } from '../../me';
import { type ColumnId, columnIds, defaultColumns } from './columns';

export type LedgerFilter = z.output<typeof ledgerFilter>;
export type LedgerSort = (typeof ledgerSorts)[number];
export type LedgerGroupBy = (typeof ledgerGroups)[number];

/** Everything that the ledger shows, as its address says it. */
export type LedgerState = {
  filter: LedgerFilter;
  sort: LedgerSort;
  direction: 'asc' | 'desc';
  group: LedgerGroupBy;
  /** Keys of the groups that are folded. */
  folded: string[];
  columns: ColumnId[];
  widths: Partial<Record<ColumnId, number>>;
  /** The task in the drawer. */
  task: string | undefined;
};

// The names in the address are those of the operation's input.
export const filterNames = [
  'q',
  'light',
  'status',
  'lead',
  'unit',
  'source',
  'planId',
  'section',
  'dueFrom',
  'dueTo',
  'mine',
] as const;
/** What a saved view keeps: filters and the look of the table, not the year or the open task. */
const viewNames = [...filterNames, 'sort', 'direction', 'group', 'cols', 'w'] as const;

export const noFilter: Record<string, null> = Object.fromEntries(filterNames.map(name => [name, null]));

const widthsOf = (text: string | undefined): LedgerState['widths'] => {
  const widths: LedgerState['widths'] = {};
  for (const part of text?.split(',') ?? []) {
    const [name, width] = part.split(':');
    if (columnIds.includes(name as ColumnId) && Number(width) > 0) widths[name as ColumnId] = Number(width);
  }
  return widths;
};

const read = (address: Address, year: number): LedgerState => ({
  filter: {
    year,
    q: address.text('q') ?? '',
    light: address.list('light') as Light[],
    status: address.list('status') as TaskStatus[],
    lead: address.list('lead'),
    unit: address.list('unit'),
    source: address.list('source') as TaskSource[],
    planId: address.text('planId'),
    section: address.text('section'),
    dueFrom: address.text('dueFrom'),
    dueTo: address.text('dueTo'),
    mine: address.text('mine') === 'true' ? 'true' : 'false',
  },
  sort: (address.text('sort') as LedgerSort | undefined) ?? 'sort',
  direction: address.text('direction') === 'desc' ? 'desc' : 'asc',
  group: (address.text('group') as LedgerGroupBy | undefined) ?? 'none',
  folded: address.list('folded'),
  columns: address.text('cols')
    ? columnIds.filter(id => address.text('cols')?.split(',').includes(id))
    : [...defaultColumns],
  widths: widthsOf(address.text('w')),
  task: address.text('task'),
});

/** The state of the ledger and the way to change it; both are the address. */
export const useLedgerAddress = (): [LedgerState, SetAddress] => {
  const [address, setAddress] = useAddress();
  const year = useYear();
  return [useMemo(() => read(address, year), [address, year]), setAddress];
};

/** How many filters hold. */
export const countFilters = (filter: LedgerFilter): number =>
  filterNames.filter(name => {
    const value = filter[name];
    return Array.isArray(value) ? value.length > 0 : Boolean(value) && value !== 'false';
  }).length;

/** The part of the address that a saved view keeps. */
export const viewQuery = (all: Search): string => {
  const parameters = new URLSearchParams();
  for (const name of viewNames) for (const value of [all[name] ?? []].flat()) parameters.append(name, value);
  parameters.sort();
  return parameters.toString();
};

/** What to change in the address to show a saved view: what it does not name is taken away. */
export const viewPatch = (query: string): Record<string, string[] | null> => {
  const parameters = new URLSearchParams(query);
  return Object.fromEntries(
    viewNames.map(name => [name, parameters.getAll(name).length ? parameters.getAll(name) : null]),
  );
};
