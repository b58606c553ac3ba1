import { z } from 'zod';
import type { Finding } from '../../../kernel/finding';
import type { DateText, Decimal, Id, Timestamp } from '../../../platform/database/tables';
import { day } from '../../../platform/day';
import { id } from '../../org/schema';
import type { Balance } from '../rules/allocation';
import type { TargetReading } from '../rules/target-reading';
import type { Direction } from '../rules/targets';
import {
  type AllocationMethod,
  type AllocationRule,
  type IndicatorAggregation,
  type TargetTerms,
  trajectoryShapes,
} from '../schema';

/** An exact number as text: `-12.5`. */
export const decimal = z.string().regex(/^-?\d{1,15}(\.\d{1,6})?$/);
/** 签名: the signer's own name, typed. */
export const signature = z.string().trim().min(1).max(50);
export const reason = z.string().trim().min(1).max(500);

const comparators = ['eq', 'ge', 'gt', 'le', 'lt', 'range', 'add'] as const;

export const targetRef = z.object({ targetId: id });

/** What is left out stays. `points` are the days of `stepped` (with or without values) or the points of `manual`. */
export const reviseTargetInput = z.object({
  targetId: id,
  version: z.number().int(),
  comparator: z.enum(comparators).optional(),
  value: decimal.nullable().optional(),
  low: decimal.nullable().optional(),
  high: decimal.nullable().optional(),
  dueOn: day.optional(),
  strength: z.enum(['commit', 'strive']).optional(),
  baseline: decimal.nullable().optional(),
  trajectory: z.enum(trajectoryShapes).optional(),
  startOn: day.nullable().optional(),
  points: z
    .array(z.object({ on: day, planned: decimal.nullable() }))
    .max(120)
    .optional(),
  /** 去年各月, January first, for `seasonal`; without them those that were reported are taken. */
  seasons: z.array(decimal.nullable()).length(12).optional(),
  /** The new value of the increment or stock that this target is paired with, signed together with it. */
  pairValue: decimal.optional(),
  reason,
  signedAs: signature,
});

/** `unitId`: the reading of one unit's part, in the shape of the whole. */
export const targetReadingInput = z.object({ targetId: id, on: day.optional(), unitId: id.optional() });

export type RevisedTarget = { version: number; findings: Finding[]; points: TargetTerms['points'] };

/** `indicators.target` */
export type TargetPage = {
  id: Id;
  version: number;
  indicator: {
    id: Id;
    code: string | null;
    name: string;
    direction: Direction;
    aggregation: IndicatorAggregation;
    decimals: number;
    /** Worked out from reported figures: what reports say beside them does not count. */
    isMeasured: boolean;
  };
  unit: string | null;
  task: { id: Id; title: string; number: string | null; year: number };
  /** Lead department of the indicator; of the task where the indicator has none. */
  lead: { unitId: Id; unitName: string } | null;
  text: string;
  approximate: boolean;
  terms: TargetTerms;
  latest: Decimal | null;
  latestOn: DateText | null;
  /** Of today. */
  reading: TargetReading;
  /** 新增与存量: the other one of the pair; `base` is what the two imply. */
  pair: {
    targetId: Id;
    comparator: TargetTerms['comparator'];
    value: Decimal | null;
    base: Decimal;
    agrees: boolean;
  } | null;
  /** Those for the whole, and those of units whose part the caller sees; oldest first. */
  values: { on: DateText; value: Decimal; unitId: Id; unitName: string; by: string | null; whole: boolean }[];
  /** Newest first. */
  revisions: {
    id: Id;
    at: Timestamp;
    by: string;
    signedAs: string;
    reason: string;
    before: TargetTerms;
    after: TargetTerms;
  }[];
  /** The split over the body's units; null where there is none or the caller does not see all of it. */
  allocation: {
    id: Id;
    state: 'draft' | 'sent';
    method: AllocationMethod;
    rule: AllocationRule;
    balance: Balance | null;
    parts: number;
    signed: number;
    waived: boolean;
    sentAt: Timestamp | null;
  } | null;
  may: { revise: boolean; allocate: boolean };
};

/** `indicators.targetReading`: the reading, by the terms that were in force that day. */
export type TargetReadingAnswer = TargetReading & {
  unitId: Id | null;
  value: Decimal | null;
  baseline: Decimal | null;
  dueOn: DateText;
  points: TargetTerms['points'];
};
