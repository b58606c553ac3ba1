import type { Id } from '../platform/database/tables';
import { isRights, rightsOf } from '../platform/live/live-route';
import type { Change } from '../platform/operation';

/** What pages are told of: the beginning of the names of the reads that look different now. */
const TOPICS: Record<string, string | readonly string[]> = {
  task: 'tasks',
  milestone: 'tasks',
  report: 'tasks',
  comment: 'tasks',
  // Shown on the page of its task and on its own.
  target: ['tasks', 'indicators'],
  allocation: 'indicators',
  indicator: 'indicators',
  figure: 'indicators',
  dimension: 'indicators',
  pack: 'indicators',
  light: 'tasks',
  view: 'tasks',
  // Sums follow what was handed in.
  submission: ['reporting', 'analysis'],
  import: ['reporting', 'analysis', 'exchange'],
  webhook: 'exchange',
  'region-map': 'analysis',
  form: 'reporting',
  'form-window': 'reporting',
  'cell-note': 'reporting',
  snapshot: 'reporting',
  plan: 'plans',
  unit: 'org',
  post: 'org',
  invitation: 'org',
  tenant: 'org',
  user: 'org',
  'api-token': 'org',
  'linked-identity': 'org',
};

// Written down for the auditor; nobody's page shows them.
const UNTOLD = new Set(['audit', 'file', 'sign-on']);
// What is written down of somebody's coming and going. A hundred people who sign in at half past eight are no news to each other.
const COMING = ['signedIn', 'signInFailed'];
const GOING = ['signedOut', 'sessionEnded', 'sessionsEnded', 'passwordChanged', 'resetLink', 'recoveryCodes'];

const says = ({ after }: Change, fields: readonly string[]): boolean =>
  typeof after === 'object' && after !== null && Object.keys(after).some(field => fields.includes(field));

/** Could somebody's rights be others after this change? What is not known here might. */
export const touchesRights = (change: Change): boolean => topicsOf(change).some(isRights);

/** Whose rights hang on what changed; null: those of many (a unit moved, the body's rules are others). */
const holderOf = ({ kind, id, under }: Change): Id | null => {
  if (kind === 'user') return id;
  return under?.kind === 'user' ? under.id : null;
};

/** What may be told of a change to everybody of its body: a topic, never the thing. A kind that is not known here is told as all. */
export function topicsOf(change: Change): readonly string[] {
  if (UNTOLD.has(change.kind)) return [];
  if (change.kind === 'user' || change.kind === 'tenant') {
    if (says(change, COMING)) return [];
    if (says(change, GOING)) return [rightsOf(change.id)];
  }
  const topic = TOPICS[change.kind];
  if (topic === undefined) return ['all', rightsOf(null)];
  return topic === 'org' ? [topic, rightsOf(holderOf(change))] : [topic].flat();
}
