import type { Actor } from '../../platform/operation';
import { holdsAtRoot, inScope, postPaths, reaches } from '../org/rules';

/** Whoever works, leads or inspects looks at forms; which units' figures, is asked with each. */
export const mayLook = (actor: Actor): boolean => postPaths(actor).length > 0;

/** Keeps a form and its windows: the supervision office any, the liaison of its keeper (主管处室) its own. */
export const keepsForm = (actor: Actor, keeperPath: string | null): boolean =>
  holdsAtRoot(actor, 'supervisor') || (keeperPath !== null && reaches(actor.posts, keeperPath, ['liaison']));

/** Keeps some form. */
export const mayKeepForms = (actor: Actor): boolean =>
  holdsAtRoot(actor, 'supervisor') || actor.posts.some(({ role }) => role === 'liaison');

/** Takes all forms of a pack at once, whoever keeps them. */
export const mayImportForms = (actor: Actor): boolean => holdsAtRoot(actor, 'supervisor');

/** The roles that fill in forms for their own unit. */
const enteringRoles = ['liaison', 'county', 'reporter'];

/** Fills in forms for a unit: who works in that very unit, or a county bureau for the schools below it (代填). */
export const mayEnterFor = (actor: Actor, unitPath: string): boolean =>
  actor.posts.some(
    ({ role, path }) =>
      (path === unitPath && enteringRoles.includes(role)) || (role === 'county' && unitPath.startsWith(path)),
  );

/** Fills in forms for the units below this one, all on one sheet: the county bureau, not everybody who fills in something of its own. */
export const mayEnterBelow = (actor: Actor, unitPath: string): boolean =>
  actor.posts.some(({ role, path }) => role === 'county' && unitPath.startsWith(path));

/** Fills in forms somewhere. */
export const mayEnter = (actor: Actor): boolean => actor.posts.some(({ role }) => enteringRoles.includes(role));

/** Where a submission belongs: the unit it is of, and the keeper of its form. */
export type SubmissionPlace = { unitPath: string; keeperPath: string | null };

/** Reads what a unit filled in: that unit and those above it, who oversees the body, and the keeper of the form. */
export const seesSubmission = (actor: Actor, { unitPath, keeperPath }: SubmissionPlace): boolean =>
  inScope(actor, unitPath) || (keeperPath !== null && reaches(actor.posts, keeperPath, ['liaison']));

/** Says something about a cell they see: everybody but those who only read. */
export const mayComment = (actor: Actor): boolean =>
  actor.posts.some(({ role }) => role !== 'auditor' && role !== 'assessor' && role !== 'administrator');
