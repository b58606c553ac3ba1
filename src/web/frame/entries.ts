import type { Me } from '../../subjects/org/schema';

export type Entry = Me['entries'][number];

/** Addresses of the entries of the frame; their words are `frame:entry.<name>`. */
export const entryPaths: Record<Entry, string> = {
  todo: '/',
  overview: '/overview',
  plans: '/plans',
  ledger: '/ledger',
  indicators: '/indicators',
  reporting: '/reporting',
  people: '/people',
  audit: '/audit',
};

/** The entries this person has something behind, in order. */
export const entriesFor = (me: Me): Entry[] => me.entries;

// Pages that belong to an entry and have an address of their own.
const BESIDE: Partial<Record<Entry, readonly string[]>> = {
  ledger: ['/tasks', '/gantt'],
  indicators: ['/targets', '/allocations'],
  reporting: ['/review', '/definitions', '/exchange'],
};

/** Is the page with this path one of the entry's own with another address? */
export const standsUnder = (entry: Entry, path: string): boolean =>
  (BESIDE[entry] ?? []).some(own => path === own || path.startsWith(`${own}/`));
