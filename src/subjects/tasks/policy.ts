import type { Actor, Post } from '../../platform/operation';
import { holdsAtRoot, reaches, seesEverything } from '../org/rules';

/** Anyone with a post sees the tasks that concern them; which, is the business of `visibleTasks` in reads. */
export const mayLook = (actor: Actor): boolean => actor.posts.length > 0;

/** The supervision office settles, sends, assigns, reviews and accepts. */
export const maySupervise = (actor: Actor): boolean => holdsAtRoot(actor, 'supervisor');

/** Leaders write instructions (批示). */
export const mayInstruct = (actor: Actor): boolean => holdsAtRoot(actor, 'leader');

const working = ['liaison', 'county', 'reporter'] as const;

/** Signs and reports for a unit: its liaison, county bureau or school reporter, or one above it. */
export const actsFor = (posts: readonly Post[], unitPath: string): boolean => reaches(posts, unitPath, working);

/** Holds a post that signs and reports somewhere. */
export const mayWork = (actor: Actor): boolean =>
  actor.posts.some(({ role }) => (working as readonly string[]).includes(role));

/** Reviews the report of a unit: the office any, a county bureau those of its schools, never one's own. */
export const mayReview = (actor: Actor, unitPath: string): boolean =>
  maySupervise(actor) ||
  actor.posts.some(({ role, path }) => role === 'county' && unitPath.startsWith(path) && unitPath !== path);

/** Reviews something somewhere. */
export const mayReviewAnything = (actor: Actor): boolean =>
  maySupervise(actor) || actor.posts.some(({ role }) => role === 'county');

/** Keeps the milestones of a task: the office, and who acts for its lead. */
export const mayKeepMilestones = (actor: Actor, leadPath: string | null): boolean =>
  maySupervise(actor) || (leadPath !== null && actsFor(actor.posts, leadPath));

/** Comments on what they see: everybody but those who only read. */
export const mayComment = (actor: Actor): boolean =>
  actor.posts.some(({ role }) => role !== 'auditor' && role !== 'assessor' && role !== 'administrator');

/** Sees tasks before they are sent out. */
export const seesDrafts = (actor: Actor): boolean => seesEverything(actor);
