import type { Board, BoardRow } from '../../../subjects/analysis/schema';
import type { TargetStatus } from '../../../subjects/indicators/schema';
import type { Address } from '../../address';

export const boardViews = ['table', 'heat', 'map', 'small'] as const;
export type BoardView = (typeof boardViews)[number];

/** What the address says of how the board is shown. */
export type BoardAddress = {
  view: BoardView;
  q: string;
  lead: string;
  status: TargetStatus | null;
  /** The one indicator of a map or of small multiples. */
  one: string | null;
  tint: 'light' | 'ink';
  /** What is open beside, and for which unit. */
  open: string | null;
  openUnit: string | undefined;
};

export const boardIn = (address: Address): BoardAddress => ({
  view: boardViews.find(view => view === address.text('view')) ?? 'table',
  q: address.text('q') ?? '',
  lead: address.text('lead') ?? '',
  status: (address.text('status') as TargetStatus | undefined) ?? null,
  one: address.text('one') ?? null,
  tint: address.text('tint') === 'ink' ? 'ink' : 'light',
  open: address.text('open') ?? null,
  openUnit: address.text('openUnit'),
});

/** The rows that fit the filter, in the catalogue's order. */
export const rowsShown = ({ rows }: Board, { q, lead, status }: BoardAddress): BoardRow[] => {
  const words = q.trim().toLowerCase();
  return rows.filter(
    row =>
      (!words || row.name.toLowerCase().includes(words) || row.code.toLowerCase().includes(words)) &&
      (!lead || row.leadUnitName === lead) &&
      (!status || row.aim?.status === status),
  );
};
