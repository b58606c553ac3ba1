import type { Actor } from '../../platform/operation';
import { holdsAtRoot, reaches } from '../org/rules';
import { keepsForm, type SubmissionPlace } from './policy';
import type { Step } from './review-schema';

/** Reviews what a unit handed in for the level above it (审核): a county bureau for what stands below it, never for itself. */
export const approvesFor = (actor: Actor, unitPath: string): boolean =>
  actor.posts.some(({ role, path }) => role === 'county' && unitPath.startsWith(path) && unitPath !== path);

/** Accepts for the body (核定): the supervision office any form, its keeper its own. */
export const acceptsForm = keepsForm;

/** The roles that take a step somewhere. */
export const steppingRoles = ['supervisor', 'county', 'liaison'] as const;

/** Reviews something somewhere. */
export const mayReviewAnything = (actor: Actor): boolean =>
  holdsAtRoot(actor, 'supervisor') || actor.posts.some(({ role }) => role === 'county' || role === 'liaison');

/** Is there no level between the unit and the body? Then what it hands in is accepted at once: nobody stands between. */
export const standsBelowBody = (unitPath: string): boolean => unitPath.split('/').length <= 4;

/** The step that a submission of this stage waits for; null where none. */
export const stepOf = (stage: number, unitPath: string): Step | null => {
  if (stage === 2) return 'accept';
  if (stage !== 1) return null;
  return standsBelowBody(unitPath) ? 'accept' : 'approve';
};

/** May the actor take this step with this submission? */
export const takesStep = (actor: Actor, step: Step, { unitPath, keeperPath }: SubmissionPlace): boolean =>
  step === 'approve' ? approvesFor(actor, unitPath) : acceptsForm(actor, keeperPath);

/** Sends back: who has the next step in hand, and a county what it has approved itself as long as that is not accepted. */
export const mayReturn = (actor: Actor, stage: number, place: SubmissionPlace): boolean => {
  const step = stepOf(stage, place.unitPath);
  if (step === null) return false;
  return takesStep(actor, step, place) || (stage === 2 && approvesFor(actor, place.unitPath));
};

/** Opens again what is approved or accepted: who accepts; a county what it approved and nobody accepted yet. */
export const mayReopen = (actor: Actor, stage: number, place: SubmissionPlace): boolean =>
  stage >= 2 && (acceptsForm(actor, place.keeperPath) || (stage === 2 && approvesFor(actor, place.unitPath)));

/** Looks across the tree at a figure: who works for its lead department (牵头处室), and the supervision office. */
export const leadsFigure = (actor: Actor, leadPath: string | null): boolean =>
  holdsAtRoot(actor, 'supervisor') || (leadPath !== null && reaches(actor.posts, leadPath, ['liaison']));

/** Leads some figure, as far as a post can tell. */
export const mayLookAcross = (actor: Actor): boolean =>
  holdsAtRoot(actor, 'supervisor') || actor.posts.some(({ role }) => role === 'liaison');

/** Answers a doubt: the unit that handed the cell in, and the bureau above it. */
export const answersFor = (actor: Actor, unitPath: string): boolean =>
  reaches(actor.posts, unitPath, ['liaison', 'county', 'reporter']);

/** Reforms of the tree change who reaches what and where figures are summed: the office, and who keeps the units. */
export const mayReformTree = (actor: Actor): boolean => holdsAtRoot(actor, 'supervisor', 'administrator');
