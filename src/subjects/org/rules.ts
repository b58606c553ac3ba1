import type { Actor, Post } from '../../platform/operation';
import type { Me, Role } from './schema';

/** A post on the root of the tree reaches the whole body: its path is one id long. */
const isRootPost = (post: Post): boolean => /^\/\d+\/$/.test(post.path);

/** Does one of the posts with these roles reach the unit with this path? A post reaches its unit and all below. */
export const reaches = (posts: readonly Post[], path: string, roles?: readonly Role[]): boolean =>
  posts.some(post => path.startsWith(post.path) && (!roles || roles.includes(post.role as Role)));

/** The posts themselves, without the merged units for which they stand. */
export const ownPosts = ({ posts }: Actor): Post[] => posts.filter(({ merged }) => !merged);

/** Holds one of these roles over the whole body. */
export const holdsAtRoot = (actor: Actor, ...roles: Role[]): boolean =>
  actor.posts.some(post => isRootPost(post) && roles.includes(post.role as Role));

/** Holds one of these roles anywhere. */
export const holds = (actor: Actor, ...roles: Role[]): boolean =>
  actor.posts.some(post => roles.includes(post.role as Role));

/** Sees every task and figure of the body. Who only administers does not: accounts are kept without reading the work. */
export const seesEverything = (actor: Actor): boolean =>
  holdsAtRoot(actor, 'leader', 'supervisor', 'assessor', 'auditor');

/** Path prefixes of the units of the actor's own posts; what is administered is not thereby seen. */
export const postPaths = (actor: Actor): string[] => [
  ...new Set(actor.posts.filter(({ role }) => role !== 'administrator').map(({ path }) => path)),
];

/** Path prefixes of the units the actor reaches; `['/']` where that is everything. */
export const scopePaths = (actor: Actor): string[] => (seesEverything(actor) ? ['/'] : postPaths(actor));

/** Is the unit with this path within what the actor reaches? */
export const inScope = (actor: Actor, path: string): boolean =>
  scopePaths(actor).some(prefix => path.startsWith(prefix));

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
  const works = postPaths(actor).length > 0;
  const overview = holds(actor, 'leader', 'supervisor', 'assessor', 'auditor', 'county');
  const reporting = holds(actor, 'liaison', 'county', 'reporter', 'supervisor');
  const people = holdsAtRoot(actor, 'administrator', 'supervisor');
  return [
    ...(works ? (['todo'] as const) : []),
    ...(overview ? (['overview'] as const) : []),
    ...(works ? (['plans', 'ledger', 'indicators'] as const) : []),
    ...(reporting ? (['reporting'] as const) : []),
    ...(people ? (['people'] as const) : []),
    ...(holdsAtRoot(actor, 'auditor') ? (['audit'] as const) : []),
  ];
};

/** A unit's name without what writers vary: width of brackets, white space. */
export const comparableName = (name: string): string =>
  name.normalize('NFKC').replaceAll(/\s/g, '').replaceAll('与', '和');

// As many as `org.saveUnit` takes, so that a unit can still be edited.
export const MOST_TAGS = 20;

/** The labels of a unit after some were taken and others given; what is in both is given. The same list where nothing changes. */
export const tagsAfter = (
  tags: readonly string[],
  { give, take }: { give: readonly string[]; take: readonly string[] },
): readonly string[] => {
  const gone = new Set(take.filter(tag => !give.includes(tag)));
  const fresh = [...new Set(give)].filter(tag => !tags.includes(tag));
  if (fresh.length === 0 && !tags.some(tag => gone.has(tag))) return tags;
  return [...tags.filter(tag => !gone.has(tag)), ...fresh];
};

// Those who look rather than do: nothing waits for them in 待办.
const LOOKERS: readonly Role[] = ['leader', 'assessor', 'auditor'];

/** The page on which a person with these roles begins: 总览 for those who only look, 待办 for everybody else. */
export const homeOf = (held: readonly Role[]): '/' | '/overview' =>
  held.length > 0 && held.every(role => LOOKERS.includes(role)) ? '/overview' : '/';

/** 签名 as it is kept: name, unit and post of this moment; the first post of which `acts` holds. */
export const signatureOf = (actor: Actor, acts: (post: Post) => boolean): string => {
  const post = actor.posts.find(acts);
  return post ? `${actor.name}（${[post.unitName, post.title].filter(Boolean).join(' ')}）` : actor.name;
};

/**
 * What waits on a unit, kind by kind: the lead of a task (牵头任务), a part in one (责任任务), a part of a target (承接目标), its own split
 * of a target (目标分解), figures and indicators it leads (牵头指标), forms it keeps (主管报表), posts, invitations not yet taken up.
 */
export const heldKinds = ['lead', 'part', 'target', 'split', 'definition', 'form', 'post', 'invitation'] as const;
export type HeldKind = (typeof heldKinds)[number];
