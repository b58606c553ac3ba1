import { z } from 'zod';
import type { DateText, Decimal, Id, Timestamp } from '../../platform/database/tables';
import { periodCode } from '../../platform/day';
import { id } from '../org/schema';
import type { CellFinding } from './entry-schema';
import type { CellNoteKind, Stage, SubmissionAction } from './schema';

// Shapes of the review: up the tree (审核、核定) and across it (质疑、确认). Decimals are text, exact.

export { periodCode };

export const category = z.string().max(40).default('');
export const reason = z.string().trim().min(1).max(1000);
const version = z.number().int().min(0);

/** A form in a period. */
export const windowRef = z.object({ formId: id, period: periodCode });
/** The submission of one unit. */
export const submissionRef = windowRef.extend({ unitId: id });
/** A cell, with the form it was handed in with. */
export const cellRef = submissionRef.extend({ figureId: id, category });

/** `reporting.exceptions`: `step` approve 审核 (stage 1 → 2, a county's schools) or accept 核定 (→ 3, the body). */
export const exceptionsInput = windowRef.extend({ groupId: id, step: z.enum(['approve', 'accept']) });

const seen = z
  .array(z.object({ unitId: id, version }))
  .min(1)
  .max(5000);
/** Each unit with the version the reviewer looked at. */
export const approveInput = windowRef.extend({ units: seen });
/** `despiteQueries`: the reason for accepting what a lead department still doubts; without it such a thing is refused. */
export const acceptInput = windowRef.extend({
  units: seen,
  despiteQueries: z.string().trim().max(1000).default(''),
});
/** Back to the unit: one reason for all, and one for each cell that is wrong. */
export const returnInput = submissionRef.extend({
  version,
  reason,
  cells: z
    .array(z.object({ figureId: id, category, reason }))
    .max(500)
    .default([]),
});
export const reopenInput = submissionRef.extend({ version, reason });

/** 催报: units that have not handed in, with a word to them. */
export const remindInput = windowRef.extend({
  unitIds: z.array(id).min(1).max(5000),
  text: z.string().trim().max(200).default(''),
});
/** `skipped`: handed in meanwhile, exempt, or asked today already. */
export type Reminded = { count: number; skipped: number };

export type Step = 'approve' | 'accept';

/** One group (a county, or a unit directly below the body) of a form and period, with what waits for the caller in it. */
export type WaitingGroup = {
  groupId: Id;
  groupName: string;
  expected: number;
  /** Handed in, approved, accepted so far; what was accepted and is being corrected counts. */
  submitted: number;
  approved: number;
  accepted: number;
  /** Units that wait for this step. */
  waiting: number;
  /** Of those, how many are in the list of exceptions without asking for changes: explained findings, open queries, handed in again. */
  explained: number;
  queried: number;
  corrected: number;
  oldest: Timestamp;
};

/** `reporting.toReview`: what waits for the caller; groups with exceptions first. */
export type ToReview = {
  forms: {
    formId: Id;
    formName: string;
    period: string;
    step: Step;
    dueOn: DateText;
    locksOn: DateText;
    closed: boolean;
    groups: WaitingGroup[];
  }[];
  /** Queries of lead departments that the caller's units have yet to answer. */
  queries: number;
};

/** A cell whose value moved more than its form allows without an explanation; percent rounded to one place. */
export type BigChange = {
  figureId: Id;
  code: string;
  name: string;
  category: string;
  categoryName: string;
  before: Decimal;
  after: Decimal;
  percent: Decimal;
};

export type WaitingUnit = {
  unitId: Id;
  unitName: string;
  version: number;
  submittedAt: Timestamp | null;
  late: boolean;
  /** Must-explain findings handed in with it. */
  explained: number;
  /** Doubts of lead departments that are open. */
  queries: number;
  /** Cells that differ from what was last approved or accepted; 0 for the first hand-in. */
  corrected: number;
  /** The largest first, at most 10. */
  changes: BigChange[];
  /** True where the caller handed it in and somebody else could review it. */
  own: boolean;
};

/** `reporting.exceptions`: before a group is approved or accepted as a whole. */
export type Exceptions = {
  formName: string;
  groupName: string;
  /** With something to look at, the gravest first (queries, explained, corrected, changes, late). */
  exceptions: WaitingUnit[];
  /** The rest, to be repeated with the versions when all are approved or accepted. */
  clean: { unitId: Id; unitName: string; version: number }[];
  /** Expected and not yet so far. */
  missing: {
    unitId: Id;
    unitName: string;
    stage: Stage;
    returnReason: string | null;
    /** When it was asked last (催报). */
    remindedAt: Timestamp | null;
  }[];
};

/** What a bulk deed did. */
export type Reviewed = { count: number };

/** Detail of the refusal `changed-meanwhile` of approve and accept, under `units`: what changed since the version looked at. */
export type ChangedUnit = {
  unitId: Id;
  unitName: string;
  /** As it is now. */
  version: number;
  stage: Stage;
  by: string | null;
  at: Timestamp | null;
  cells: CellDifference[];
};
export type CellDifference = {
  figureId: Id;
  code: string;
  name: string;
  category: string;
  categoryName: string;
  before: Decimal | null;
  after: Decimal | null;
};

export type ReviewNote = {
  id: Id;
  kind: CellNoteKind;
  body: string;
  by: string;
  /** Name of a unit of the writer's posts. */
  byUnit: string | null;
  at: Timestamp;
  resolvedAt: Timestamp | null;
  resolvedBy: string | null;
  files: { id: Id; name: string }[];
};

export type ReviewCell = {
  figureId: Id;
  code: string;
  name: string;
  unit: string;
  decimals: number;
  section: string;
  category: string;
  categoryName: string;
  value: Decimal | null;
  /** The same cell in the period before, as handed in. */
  previous: Decimal | null;
  /** 去年同期. */
  lastYear: Decimal | null;
  /** What it held when it was last approved or accepted; equal to `value` where nothing changed since, null where never. */
  settled: Decimal | null;
  /** Differs from what was last approved or accepted. */
  changed: boolean;
  /** Moved more than the form's limit against the period before. */
  big: boolean;
  /** What the reporter was asked about it: an explanation answers this. */
  findings: CellFinding[];
  notes: ReviewNote[];
};

/** `reporting.reviewOne`. */
export type ReviewOne = {
  form: { id: Id; code: string; name: string };
  unit: { id: Id; name: string };
  group: { id: Id; name: string };
  period: string;
  stage: Stage;
  version: number;
  exempt: string | null;
  explained: number;
  submittedAt: Timestamp | null;
  submittedBy: string | null;
  returnReason: string | null;
  /** When it was last approved or accepted: what `settled` of the cells is as of. */
  settledAt: Timestamp | null;
  /** An acceptance stands while it is corrected. */
  acceptedAt: Timestamp | null;
  cells: ReviewCell[];
  /** What the form works out of its figures; nothing for who sees some of them only. */
  derived: {
    code: string;
    name: string;
    unit: string;
    value: Decimal | null;
    previous: Decimal | null;
    lastYear: Decimal | null;
  }[];
  events: {
    at: Timestamp;
    by: string | null;
    action: SubmissionAction;
    fromStage: Stage;
    toStage: Stage;
    reason: string;
  }[];
  /** Whoever sees the whole submission opens a cell with its history and remarks (`reporting.entry`). */
  wholly: boolean;
  may: { approve: boolean; accept: boolean; return: boolean; reopen: boolean; answer: boolean; query: Id[] };
};
