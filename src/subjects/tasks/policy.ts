import type { Actor, Post } from '../../platform/operation';
import { holdsAtRoot, inScope, postPaths, reaches, seesEverything } from '../org/rules';
import type { ReportStatus } from './schema';

/** Whoever works, leads or inspects looks at the ledger; which tasks, is the business of `visibleTasks` in reads. */
export const mayLook = (actor: Actor): boolean => postPaths(actor).length > 0;

/** A unit's part of a task (its signature, progress, reports, evidence): the paths of that unit and of the task's lead. */
export type Part = { path: string; leadPath: string | null };

/** Works for the lead of a task, or oversees the body: sees every part of it, in every county. */
export const seesAllParts = (actor: Actor, leadPath: string | null): boolean =>
  seesEverything(actor) || (leadPath !== null && inScope(actor, leadPath));

/** Sees what a unit does in a task from inside: the unit itself and those above it, the task's lead, and who oversees the body. */
export const seesInside = (actor: Actor, { path, leadPath }: Part): boolean =>
  seesAllParts(actor, leadPath) || inScope(actor, path);

/** Sees whether and how far a unit is: as from inside; how the lead stands is known to every unit of the task. */
export const seesPart = (actor: Actor, part: Part): boolean => part.path === part.leadPath || seesInside(actor, part);

/**
 * Reads a report with its evidence: from inside once it is handed in, while it is a draft only who writes it; what the lead
 * reported is read by every unit of the task once it is accepted.
 */
export const seesReport = (actor: Actor, { status, ...part }: Part & { status: ReportStatus }): boolean =>
  status === 'draft'
    ? actsFor(actor.posts, part.path)
    : seesInside(actor, part) || (status === 'accepted' && part.path === part.leadPath);

/** Reads instructions (批示) on a task: who oversees the body and who works for the lead; comments are read by all who see the task. */
export const seesInstructions = (actor: Actor, leadPath: string | null): boolean => seesAllParts(actor, leadPath);

/** The supervision office settles, sends, assigns, reviews and accepts. */
export const maySupervise = (actor: Actor): boolean => holdsAtRoot(actor, 'supervisor');

/** Leaders write instructions (批示). */
export const mayInstruct = (actor: Actor): boolean => holdsAtRoot(actor, 'leader');

/** The roles that sign and report. */
export const workingRoles = ['liaison', 'county', 'reporter'] as const;

/** Signs and reports for a unit: its liaison, county bureau or school reporter, or one above it. */
export const actsFor = (posts: readonly Post[], unitPath: string): boolean => reaches(posts, unitPath, workingRoles);

/** Holds a post that signs and reports somewhere. */
export const mayWork = (actor: Actor): boolean =>
  actor.posts.some(({ role }) => (workingRoles as readonly string[]).includes(role));

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
