import type { Id } from '../../../src/platform/database/tables';
import type { DefinitionMarks, Definitions } from './definitions';
import type { Entries, EntryMarks } from './entries';
import type { Measures } from './measures';
import type { ReviewMarks, Reviews } from './reviews';
import type { Splits } from './splits';

/**
 * Words that stand in one thing alone, by what must be seen to read them: the task; a unit's part in it (report, evidence, value,
 * who signed); a report alone; an instruction; a task not yet sent; the people of the unit; a view they share; a plan being settled; an adopted one; a value reported for a target;
 * a part of its split.
 */
export type Marks = Record<
  | 'task'
  | 'part'
  | 'report'
  | 'note'
  | 'draft'
  | 'unit'
  | 'unitHit'
  | 'person'
  | 'view'
  | 'settling'
  | 'adopted'
  | 'counted'
  | 'unsigned'
  | 'planned'
  | 'account'
  | 'session'
  | 'theirAccount'
  | 'theirSession'
  | 'value'
  | 'allocated'
  | 'split'
  | keyof DefinitionMarks
  | keyof EntryMarks
  | keyof ReviewMarks,
  string[]
>;

/** A unit's work, in every state that an operation may need, with the ids to aim at. */
export type Thing = Splits &
  Definitions &
  Entries &
  Measures &
  Reviews & {
    marks: Marks;
    /** The unit whose part it is. */
    unitId: Id;
    unitVersion: number;
    unitParentId: Id;
    /** Under way: signed, with a milestone, a comment, an instruction, and a report of the unit that waits for review. */
    taskId: Id;
    taskVersion: number;
    milestoneId: Id;
    reportId: Id;
    reportVersion: number;
    /** Evidence of that report. */
    fileId: Id;
    /** Sent, and nobody has signed. */
    unsignedId: Id;
    /** Signed, and nothing reported yet. */
    openId: Id;
    /** Not sent out. */
    draftId: Id;
    draftVersion: number;
    /** A person of the unit: the account, its post, a view it shares, a file it uploaded that nothing holds. */
    userId: Id;
    login: string;
    postId: Id;
    viewId: Id;
    looseFileId: Id;
    account: Account;
    /** One-time links: of an invitation into the unit, and to set the person's password anew. */
    invitationToken: string;
    resetToken: string;
    /** Plans belong to the whole body. */
    planId: Id;
    planVersion: number;
    conflictId: Id;
    planFileId: Id;
    adoptedPlanId: Id;
    adoptedFileId: Id;
  };

/** What hangs on an account; `word` is the name of its token and of its binding. */
export type Account = { sessionId: Id; tokenId: Id; linkId: Id; word: string };

/** The caller's own: where a thing belongs to a person and not to a unit, «own» is this. */
export type Own = Pick<Thing, 'viewId' | 'looseFileId' | 'account' | 'openId' | 'unitId' | 'planId'> & {
  workbookId: Id;
  /** The caller's name, to sign with. */
  name: string;
};

const NOBODYS = '999999999999';

/** The same thing as if none of it had ever been: every id is one that was never given. */
export const withoutAny = (thing: Thing): Thing => {
  const gone = <T extends object>(part: T): T =>
    Object.fromEntries(
      Object.entries(part).map(([key, value]) => [key, key === 'id' || key.endsWith('Id') ? NOBODYS : value]),
    ) as T;
  return { ...gone(thing), account: gone(thing.account) };
};
