import type { Timestamp } from '../../../platform/database/tables';
import type { WebhookEvent } from '../schema';

/** A sealed deed, as far as it decides what is told. `stage`: to which a submission came; `existed`: the subject was there before. */
export type Deed = { operation: string; kind: string; stage: string | null; existed: boolean };

type Telling = { operations: readonly string[]; kind: string; when?: (deed: Deed) => boolean };

const IMPORTS = ['exchange.writeValues', 'exchange.importFile'];

/** Which deeds are told as what: whoever listens for accepted figures hears of all, however they came to be accepted. */
const TELLINGS: Record<WebhookEvent, readonly Telling[]> = {
  'figures.accepted': [
    { operations: ['reporting.accept'], kind: 'submission' },
    { operations: IMPORTS, kind: 'submission', when: ({ stage }) => stage === '3' },
  ],
  'figures.reopened': [{ operations: ['reporting.reopen'], kind: 'submission' }],
  'figures.imported': [{ operations: IMPORTS, kind: 'import' }],
  'period.closed': [{ operations: ['reporting.closePeriod'], kind: 'snapshot' }],
  'target.revised': [
    { operations: ['indicators.reviseTarget'], kind: 'target' },
    // A revised plan says another target; what is new in it was nobody's before.
    { operations: ['plans.adopt'], kind: 'target', when: ({ existed }) => existed },
  ],
  'allocation.sent': [{ operations: ['indicators.sendAllocation'], kind: 'allocation' }],
};

export const isToldAs = (event: WebhookEvent, deed: Deed): boolean =>
  TELLINGS[event].some(
    ({ operations, kind, when }) =>
      operations.includes(deed.operation) && kind === deed.kind && (when === undefined || when(deed)),
  );
export const toldOperations: readonly string[] = [
  ...new Set(Object.values(TELLINGS).flatMap(tellings => tellings.flatMap(({ operations }) => operations))),
];

// As Standard Webhooks advises: soon at first, then rarer, a day and a half in all.
const WAITS_SECONDS = [30, 300, 1_800, 7_200, 18_000, 36_000, 50_400];

/** When a delivery that has failed so many times is tried again; null where it is given up. */
export const nextTry = (attempts: number, now: Timestamp): Timestamp | null => {
  const wait = WAITS_SECONDS[attempts - 1];
  return wait === undefined ? null : new Date(Date.parse(now) + wait * 1000).toISOString();
};

/** A receiver's address as it may be written down: what stands behind the host, or before it, may be a secret of the receiver. */
export const shownAddress = (url: string): string => {
  const { protocol, host, pathname, search, username } = new URL(url);
  return `${protocol}//${host}${pathname === '/' && !search && !username ? '' : '/…'}`;
};
