import type { Generated } from 'kysely';
import type { Comparator, Strength } from '../../compiler/ledger';
import type { DateText, Id } from '../../platform/database/tables';

export type { Comparator, Strength };

/**
 * A target against its trajectory: met 已达标, on-track 达进度, behind 欠进度, far-behind 严重欠进度, missed 到期未达标 (its day is past),
 * under-way 进行中 (there is no trajectory to hold it against), unreported 未填报.
 */
export const targetStatuses = ['met', 'on-track', 'behind', 'far-behind', 'missed', 'under-way', 'unreported'] as const;
export type TargetStatus = (typeof targetStatuses)[number];

declare module '../../platform/database/tables' {
  interface Database {
    indicators: {
      tenantId: Id;
      id: GeneratedId;
      name: string;
      unit: Generated<string>;
      direction: Generated<'up' | 'down'>;
      createdAt: Timestamp;
      version: Generated<number>;
    };
    targets: {
      tenantId: Id;
      id: GeneratedId;
      indicatorId: Id;
      taskId: Id;
      planId: Id | null;
      nodeId: string | null;
      planKey: string | null;
      spanStart: number | null;
      spanEnd: number | null;
      text: Generated<string>;
      comparator: Comparator;
      value: Decimal | null;
      low: Decimal | null;
      high: Decimal | null;
      unit: string | null;
      strength: Generated<Strength>;
      approximate: Generated<boolean>;
      baseline: Decimal | null;
      pairId: Id | null;
      dueOn: DateText;
      sort: Generated<number>;
      latest: Decimal | null;
      latestOn: DateText | null;
      version: Generated<number>;
    };
    targetPoints: { tenantId: Id; targetId: Id; onDate: DateText; planned: Decimal };
    targetValues: {
      tenantId: Id;
      id: GeneratedId;
      targetId: Id;
      orgUnitId: Id;
      onDate: DateText;
      value: Decimal;
      note: Generated<string>;
      reportedBy: Id | null;
      reportedAt: Timestamp;
      reportId: Id | null;
    };
  }
}

/** 目标值 of a task, with its trajectory and the values reported against it. Decimals are text, exact. */
export type TaskTarget = {
  id: Id;
  indicator: string;
  comparator: Comparator;
  value: string | null;
  low: string | null;
  high: string | null;
  unit: string | null;
  strength: Strength;
  approximate: boolean;
  baseline: string | null;
  text: string;
  span: [number, number] | null;
  dueOn: DateText;
  pairId: Id | null;
  latest: string | null;
  latestOn: DateText | null;
  /** Planned value today by the trajectory; null where there is none. */
  plannedToday: string | null;
  /** Judged on the day of the latest value. */
  status: TargetStatus;
  points: { on: DateText; planned: string }[];
  values: { on: DateText; value: string; unitId: Id; unitName: string; by: string | null }[];
  version: number;
};

/** A target of an item to adopt; `key` names it inside its plan. `dueOn` null means the task's. */
export type AdoptTarget = {
  key: string;
  indicator: string;
  comparator: Comparator;
  value: number | null;
  low: number | null;
  high: number | null;
  unit: string | null;
  strength: Strength;
  approximate: boolean;
  baseline: number | null;
  text: string;
  span: [number, number];
  dueOn: DateText | null;
};
