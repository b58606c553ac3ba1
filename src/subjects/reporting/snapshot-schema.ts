import { z } from 'zod';
import type { Decimal, Id, Timestamp } from '../../platform/database/tables';
import { listOf } from '../../platform/list-of';
import { id } from '../org/schema';
import { periodCode, windowRef } from './review-schema';

/** `reporting.closePeriod` 定格: the window is closed, its accepted sums are frozen and signed. `signedAs`: as the person signs, 王某（办公室主任）. */
export const closePeriodInput = windowRef.extend({
  statement: z.string().trim().min(1).max(1000),
  signedAs: z.string().trim().min(1).max(100),
});

/** `reporting.snapshots`; of all forms where none is named, newest first. */
export const snapshotsInput = z.object({ formId: id.optional() });
export type SnapshotRow = {
  id: Id;
  formId: Id;
  formName: string;
  period: string;
  takenAt: Timestamp;
  takenBy: string;
  signedAs: string;
  statement: string;
  sha256: string;
  expected: number;
  accepted: number;
};

/** A sum of a group; `null` where it does not exist. */
export type FrozenSum = { n: number; total: Decimal; low: Decimal | null; high: Decimal | null };

/** `reporting.snapshot`. */
export type SnapshotPage = SnapshotRow & {
  /** Do the rows give the hash they were signed with? */
  intact: boolean;
  tallies: { groupId: Id; groupName: string; expected: number; accepted: number; onTime: number }[];
  sums: (FrozenSum & {
    figureId: Id;
    code: string;
    name: string;
    unit: string;
    groupId: Id;
    groupName: string;
    category: string;
  })[];
  /** What is not the same today: corrected after it was frozen, or the tree was reformed. */
  differences: {
    figureId: Id;
    code: string;
    name: string;
    groupId: Id;
    groupName: string;
    category: string;
    frozen: FrozenSum | null;
    today: FrozenSum | null;
  }[];
};

/** `reporting.checkSums`: stored sums beside what the submissions give; nothing is expected in `faults`. */
export const checkSumsInput = z.object({
  /** All where none are named: minutes where there are many millions of values. */
  periods: listOf(periodCode),
});
export type CheckedSums = {
  checked: { sums: number; tallies: number };
  faults: { what: string; stored: string | null; reckoned: string | null }[];
};
