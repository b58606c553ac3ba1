import { z } from 'zod';
import type { DateText, Id } from '../../platform/database/tables';
import { day } from '../../platform/day';
import { listOf } from '../../platform/list-of';
import { type HeldKind, heldKinds } from '../org/rules';
import { type Held, id, type UnitKind } from '../org/schema';
import { reforms } from './rules/reforms';

const reason = z.string().trim().min(1).max(1000);
const on = day;

/** `reporting.moveUnit` 调整隶属: the unit stands under another from a day on; what ended before that day stays as it was summed. */
export const moveUnitInput = z.object({ unitId: id, parentId: id, from: on, reason });
/** `reporting.mergeUnits` 撤并: these go into another, which may have its own data; their last day is the day before. */
export const mergeUnitsInput = z.object({ unitIds: z.array(id).min(1).max(100), intoId: id, on, reason });

/** Who goes on with what waits on a closed unit: all of a kind, or the one thing named; another unit, or nobody with the reason. */
const decision = z
  .object({
    kind: z.enum(heldKinds),
    id: z.string().min(1).max(60).optional(),
    toId: id.optional(),
    ended: z.string().trim().min(1).max(500).optional(),
  })
  .refine(({ toId, ended }) => (toId === undefined) !== (ended === undefined));
export type Decision = z.output<typeof decision>;

/** `reporting.closeUnit` 撤销; what still waits on the unit is given to somebody, or ended, in the same step. */
export const closeUnitInput = z.object({
  unitId: id,
  on,
  reason,
  decisions: z.array(decision).max(2_000).default([]),
});

/** `reporting.reopenUnit` 恢复: a merger or closing was wrong. */
export const reopenUnitInput = z.object({ unitId: id, reason });

/** `reporting.previewReform`: the same questions as the reform itself, before it is done. */
export const previewReformInput = z
  .object({
    kind: z.enum(reforms),
    unitIds: listOf(id),
    /** The new parent, or the unit that goes on. */
    targetId: id.optional(),
    on,
  })
  .refine(({ kind, targetId }) => (kind === 'close') === (targetId === undefined))
  .refine(
    ({ kind, unitIds }) => unitIds.length > 0 && (kind === 'merge' ? unitIds.length <= 100 : unitIds.length === 1),
  );
export type Reform = z.output<typeof previewReformInput>;

/** What a reform does, counted. */
export type Reformed = {
  /** What waits on the units: it passes to the successor or ends; of a moved unit it goes along. */
  handed: Record<HeldKind, number>;
  /** Units below that stand elsewhere from now on. */
  units: number;
  /** Submissions that are summed elsewhere from now on, and how many values they hold. */
  moved: number;
  values: number;
  /** Submissions that are no longer expected. */
  dropped: number;
};

/** `reporting.previewReform`. */
export type ReformPreview = Reformed & {
  /** One by one, for a closing; the name is null to whoever does not read such things. */
  held: (Omit<Held, 'name' | 'role' | 'unitId'> & { name: string | null })[];
  /** Parts of targets that stay in the split of a unit above which the units stand no longer: to be given anew. */
  stray: { by: string; count: number }[];
};

/** `reporting.reopenUnit`: what is back, and what somebody went on with meanwhile and stays where it is. */
export type Reopened = { back: number; left: number; units: number; moved: number };

/** `reporting.closedUnits`. */
export type ClosedUnit = {
  id: Id;
  name: string;
  kind: UnitKind;
  on: DateText;
  successor: string | null;
  /** What passed from it, or ended, by kind. */
  handed: Record<HeldKind, number>;
};
