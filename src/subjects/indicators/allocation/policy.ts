import type { Actor, Post } from '../../../platform/operation';
import { holds, holdsAtRoot, inScope, reaches } from '../../org/rules';
import { seesAllOfTarget } from '../targets/policy';

/** A split: of the unit with this path (null: the body's own), of a target that the unit with `leadPath` leads. */
export type Split = { unitPath: string | null; leadPath: string | null };

const isWholeBody = (path: string | null): boolean => path === null || /^\/\d+\/$/.test(path);

/**
 * Splits a target (目标分解): the body's own the supervision office and the liaison of the lead department; the part that a county
 * was given, that county bureau.
 */
export const maySplit = (actor: Actor, { unitPath, leadPath }: Split): boolean => {
  if (isWholeBody(unitPath))
    return holdsAtRoot(actor, 'supervisor') || (leadPath !== null && reaches(actor.posts, leadPath, ['liaison']));
  return actor.posts.some(({ role, path }) => role === 'county' && path === unitPath);
};

/** Splits something somewhere; what, is asked with the row. */
export const maySplitSomething = (actor: Actor): boolean =>
  holdsAtRoot(actor, 'supervisor') || holds(actor, 'liaison', 'county');

/** Sees every part of a split: who oversees the body or works for the lead department, and whose unit splits. */
export const seesWholeSplit = (actor: Actor, { unitPath, leadPath }: Split): boolean =>
  seesAllOfTarget(actor, leadPath) || (unitPath !== null && inScope(actor, unitPath));

/** Sees a unit's part: as above; the unit itself and those above it once it was sent. Never those beside it. */
export const seesPart = (actor: Actor, split: Split & { sent: boolean }, partPath: string): boolean =>
  seesWholeSplit(actor, split) || (split.sent && inScope(actor, partPath));

const signers: readonly string[] = ['liaison', 'county', 'reporter'];

/** Signs for exactly this unit (签收责任书): nobody above or below it. */
export const signsFor = ({ role, path }: Post, unitPath: string): boolean =>
  signers.includes(role) && path === unitPath;

/** Signs a unit's part. */
export const maySignPart = (actor: Actor, unitPath: string): boolean =>
  actor.posts.some(post => signsFor(post, unitPath));

/** Signs for some unit. */
export const maySignSomething = (actor: Actor): boolean => actor.posts.some(({ role }) => signers.includes(role));
