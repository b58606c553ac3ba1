import { z } from 'zod';
import type { DateText, Decimal, Id } from '../../../platform/database/tables';
import type { Balance } from '../rules/allocation';
import type { Comparator, Strength, TargetStatus, TrajectoryShape } from '../schema';

export const targetListInput = z.object({ year: z.coerce.number().int().min(2000).max(2200) });

/** One of `indicators.targets`: a target of the year and how far it is set up, split and reached. */
export type TargetRow = {
  id: Id;
  version: number;
  /** 条目 of its task, and the task's title. */
  number: string | null;
  title: string;
  text: string;
  indicator: string;
  /** Worked out from reported figures; else its values come with the progress reports of its task. */
  isMeasured: boolean;
  unit: string | null;
  /** Digits that the indicator is shown with; values keep all digits of a ratio. */
  decimals: number;
  leadName: string | null;
  comparator: Comparator;
  value: Decimal | null;
  low: Decimal | null;
  high: Decimal | null;
  strength: Strength;
  dueOn: DateText;
  baseline: Decimal | null;
  trajectory: TrajectoryShape;
  /** There are planned values: it can be ahead or behind. */
  hasCourse: boolean;
  /** Planned for today. */
  planned: Decimal | null;
  latest: Decimal | null;
  latestOn: DateText | null;
  status: TargetStatus;
  /** 去年值 of the whole, from accepted figures; null where it is not known. */
  lastYear: Decimal | null;
  /** 目标分解 by the body; null: not split, or not for the caller to see. */
  split: {
    state: 'draft' | 'sent';
    parts: number;
    signed: number;
    balance: Balance['state'] | null;
    waived: boolean;
  } | null;
  may: { allocate: boolean };
};

/** `indicators.targets`, in the order of the plan. */
export type TargetList = { rows: TargetRow[]; may: { revise: boolean } };
