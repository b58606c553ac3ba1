import type { Timestamp } from '../../../platform/database/tables';
import type { WebhookEvent } from '../schema';

/** Which deed is told as what. */
const EVENTS: Record<string, WebhookEvent> = {
  'reporting.accept': 'figures.accepted',
  'reporting.reopen': 'figures.reopened',
  'exchange.writeValues': 'figures.imported',
  'exchange.importFile': 'figures.imported',
  'reporting.closePeriod': 'period.closed',
  'indicators.reviseTarget': 'target.revised',
  'indicators.sendAllocation': 'allocation.sent',
};

export const eventOf = (operation: string): WebhookEvent | null => EVENTS[operation] ?? null;
export const toldOperations: readonly string[] = Object.keys(EVENTS);

// As Standard Webhooks advises: soon at first, then rarer, a day and a half in all.
const WAITS_SECONDS = [30, 300, 1_800, 7_200, 18_000, 36_000, 50_400];

/** When a delivery that has failed so many times is tried again; null where it is given up. */
export const nextTry = (attempts: number, now: Timestamp): Timestamp | null => {
  const wait = WAITS_SECONDS[attempts - 1];
  return wait === undefined ? null : new Date(Date.parse(now) + wait * 1000).toISOString();
};
