import type { Actor, Post } from '../../platform/operation';
import type { Me, Role } from './schema';

/** A post on the root of the tree reaches the whole body: its path is one id long. */
const isRootPost = (post: Post): boolean => /^\/\d+\/$/.test(post.path);

/** Does one of the posts with these roles reach the unit with this path? A post reaches its unit and all below. */
export const reaches = (posts: readonly Post[], path: string, roles?: readonly Role[]): boolean =>
  posts.some(post => path.startsWith(post.path) && (!roles || roles.includes(post.role as Role)));

/** Holds one of these roles over the whole body. */
export const holdsAtRoot = (actor: Actor, ...roles: Role[]): boolean =>
  actor.posts.some(post => isRootPost(post) && roles.includes(post.role as Role));

/** Holds one of these roles anywhere. */
export const holds = (actor: Actor, ...roles: Role[]): boolean =>
  actor.posts.some(post => roles.includes(post.role as Role));

/** Sees every task and figure of the body. */
export const seesEverything = (actor: Actor): boolean =>
  holdsAtRoot(actor, 'leader', 'supervisor', 'assessor', 'auditor', 'administrator');

/** Path prefixes of the units the actor reaches; `['/']` where that is everything. */
export const scopePaths = (actor: Actor): string[] =>
  seesEverything(actor) ? ['/'] : [...new Set(actor.posts.map(post => post.path))];

/** What the actor may begin anywhere; finer rights come with each row. */
export const abilitiesOf = (actor: Actor): Me['can'] => ({
  settle: holdsAtRoot(actor, 'supervisor'),
  adopt: holdsAtRoot(actor, 'supervisor'),
  assign: holdsAtRoot(actor, 'supervisor'),
  review: holdsAtRoot(actor, 'supervisor'),
  instruct: holdsAtRoot(actor, 'leader'),
  administer: holdsAtRoot(actor, 'administrator'),
});

/** Entries of the frame: only those with something behind them for this actor. */
export const entriesOf = (actor: Actor): Me['entries'] => {
  const overview = holds(actor, 'leader', 'supervisor', 'assessor', 'auditor', 'county', 'administrator');
  const people = holdsAtRoot(actor, 'administrator', 'supervisor');
  return [
    'todo',
    ...(overview ? (['overview'] as const) : []),
    'plans',
    'ledger',
    ...(people ? (['people'] as const) : []),
  ];
};

/** A unit's name without what writers vary: width of brackets, white space. */
export const comparableName = (name: string): string =>
  name.normalize('NFKC').replaceAll(/\s/g, '').replaceAll('与', '和');
