import { z } from 'zod';
import type { Finding } from '../../../kernel/finding';
import type { DateText, Decimal, Id, Timestamp } from '../../../platform/database/tables';
import { id, type UnitKind } from '../../org/schema';
import type { Balance } from '../rules/allocation';
import type { Direction } from '../rules/targets';
import {
  type AllocationMethod,
  type AllocationRule,
  allocationMethods,
  allocationRules,
  type Comparator,
  type Strength,
} from '../schema';
import { decimal, reason, signature } from '../targets/schema';

const figureCode = z.string().trim().min(1).max(100);
const periodCode = z.string().regex(/^\d{4}(-(S[12]|Q[1-4]|W\d\d|\d\d))?$/);
const yearNumber = z.coerce.number().int().min(2000).max(2100);
const version = z.number().int();

/** Without `targetId` and `unitId`: what the caller's own units split and were given. */
export const allocationsInput = z.object({
  targetId: id.optional(),
  unitId: id.optional(),
  year: yearNumber.optional(),
  /** Only splits under way with a part of a unit that a reform took from below the one that splits. */
  stray: z.union([z.boolean(), z.stringbool()]).default(false),
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(100),
});

/**
 * One split, by its id, or by its target and the unit that splits (the body where it is not said); that one may be new. With
 * `baseFigure` the weights shown are those of that figure, before anything is saved.
 */
export const allocationInput = z
  .object({
    allocationId: id.optional(),
    targetId: id.optional(),
    unitId: id.optional(),
    baseFigure: figureCode.optional(),
    basePeriod: periodCode.optional(),
  })
  .refine(({ allocationId, targetId }) => (allocationId === undefined) !== (targetId === undefined));

export const draftAllocationInput = z.object({
  targetId: id,
  /** Who splits; the body where it is not said. */
  unitId: id.optional(),
  /** That of the split where there is one. */
  version: version.optional(),
  method: z.enum(allocationMethods),
  /** That of the indicator's aggregation where it is not said. */
  rule: z.enum(allocationRules).optional(),
  /** 基数 of a proportional split, denominator of a mean; null: weights are given by hand. Left out: as before. */
  baseFigure: figureCode.nullable().optional(),
  /** The year before the target's where it is not said. */
  basePeriod: periodCode.optional(),
  /** Left out: as before; of a new split the counties below (schools below a county). */
  parts: z
    .array(
      z.object({
        unitId: id,
        value: decimal.nullable().default(null),
        weight: decimal.nullable().default(null),
        fixed: z.boolean().default(false),
        note: z.string().trim().max(200).default(''),
      }),
    )
    .min(1)
    .max(2_000)
    .optional(),
  /** Work out anew what is not fixed; false: the values are as given. */
  split: z.boolean().default(true),
});

export const waiveAllocationInput = z.object({ allocationId: id, version, reason, signedAs: signature });
export const sendAllocationInput = z.object({ allocationId: id, version });
export const signPartInput = z.object({ allocationId: id, unitId: id, version, signedAs: signature });
export const letterInput = z.object({ unitId: id, year: yearNumber });
/** Of the units to which `unitId` gave parts; the body where it is not said. */
export const lettersInput = z.object({ unitId: id.optional(), year: yearNumber });

/** What of the target stands over a split. */
export type AllocationTarget = {
  id: Id;
  taskId: Id;
  year: number;
  indicator: string;
  unit: string | null;
  comparator: Comparator;
  strength: Strength;
  dueOn: DateText;
  baseline: Decimal | null;
  /** As balance and split take it: less is better for `down`. */
  direction: Direction;
  /** Digits of a part. */
  decimals: number;
};

export type AllocationPartRow = {
  unitId: Id;
  unitName: string;
  unitKind: UnitKind;
  value: Decimal | null;
  /** 基数 of the unit, as saved; with `baseFigure` in the question, as reported. */
  weight: Decimal | null;
  /** 去年值, as reported and accepted. */
  last: Decimal | null;
  fixed: boolean;
  note: string;
  signedAs: string | null;
  signedAt: Timestamp | null;
  /** The split of this part over the units below, where there is one that the caller sees. */
  splitId: Id | null;
  may: { sign: boolean; split: boolean };
};

/** `indicators.allocation` */
export type AllocationPage = {
  /** Null where it is not drafted yet: then the parts are those that a draft would begin with, without values. */
  id: Id | null;
  version: number | null;
  state: 'new' | 'draft' | 'sent';
  target: AllocationTarget;
  by: { unitId: Id; unitName: string };
  method: AllocationMethod;
  rule: AllocationRule;
  baseFigure: string | null;
  basePeriod: string | null;
  /** False: only some parts are shown, the whole and the balance are not. */
  allShown: boolean;
  whole: Decimal | null;
  balance: Balance | null;
  waiver: { reason: string; signedAs: string; at: Timestamp } | null;
  sentBy: string | null;
  sentAt: Timestamp | null;
  parts: AllocationPartRow[];
  may: { draft: boolean; send: boolean; waive: boolean };
};

/** A part that a reform left in the split of another unit; `to`: the unit right above it now. */
export type StrayPart = {
  unitId: Id;
  unitName: string;
  value: Decimal | null;
  to: { unitId: Id; unitName: string } | null;
  /** Whether the caller gives for `to`. */
  mayGive: boolean;
};

/** One of `indicators.allocations`: the same without the parts. */
export type AllocationRow = Omit<AllocationPage, 'id' | 'version' | 'state' | 'parts'> & {
  id: Id;
  version: number;
  state: 'draft' | 'sent';
  /** Of those that the caller sees. */
  counts: { parts: number; signed: number };
  /** Parts among them of units that stand no longer right below the unit that splits: it takes them back, the unit above them now gives them anew. */
  stray: StrayPart[];
  /** The parts of the caller's own units. */
  own: Pick<AllocationPartRow, 'unitId' | 'unitName' | 'value' | 'signedAs' | 'signedAt' | 'splitId' | 'may'>[];
};

export type AllocationList = { total: number; rows: AllocationRow[] };

export type DraftedAllocation = {
  allocationId: Id;
  version: number;
  parts: { unitId: Id; value: Decimal | null; weight: Decimal | null; last: Decimal | null; fixed: boolean }[];
  balance: Balance;
  findings: Finding[];
};
