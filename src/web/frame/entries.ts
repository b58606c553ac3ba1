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
