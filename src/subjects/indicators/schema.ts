import type { Generated } from 'kysely';
import type { Comparator, Strength } from '../../compiler/ledger';
import type { Frequency } from '../../kernel/period';
import type { DateText, Id } from '../../platform/database/tables';
import type { UnitKind } from '../org/schema';
import type { Expression } from './rules/expression/expression';

export type { Comparator, Strength };

/**
 * A target against its trajectory: met 已达标, on-track 达进度, behind 欠进度, far-behind 严重欠进度, missed 到期未达标 (its day is past),
 * under-way 进行中 (there is no trajectory to hold it against), unreported 未填报.
 */
export const targetStatuses = ['met', 'on-track', 'behind', 'far-behind', 'missed', 'under-way', 'unreported'] as const;
export type TargetStatus = (typeof targetStatuses)[number];

/** 存量 stock: as on the period's last day; 流量 flow: what came in the period; 累计 cumulative: since the year began. */
export const figureKinds = ['stock', 'flow', 'cumulative'] as const;
export type FigureKind = (typeof figureKinds)[number];

/** How a figure adds over the tree. Over time its kind decides. */
export const figureAggregations = ['sum', 'mean', 'max', 'min'] as const;
export type FigureAggregation = (typeof figureAggregations)[number];

/**
 * How an indicator adds over the tree: sum 求和; ratio 比率 (sum of numerators over sum of denominators, never a mean of
 * percentages); mean 平均; last 最新; max 最大; each 逐一达标 (its value is that of the worst unit of `eachLevel`). mean and max
 * stand on one figure of that aggregation.
 */
export const indicatorAggregations = ['sum', 'ratio', 'mean', 'last', 'max', 'each'] as const;
export type IndicatorAggregation = (typeof indicatorAggregations)[number];

/** One option of a dimension (分组), such as {code: 'f', name: '女'}. */
export type CategoryOption = { code: string; name: string };

/** The formula of an indicator, parsed; `denominator` null where there is none. A unit of % multiplies by 100. */
export type IndicatorExpression = { numerator: Expression; denominator: Expression | null };

/** 推进方式: equal steps by month; by term; in steps at given days; by the monthly shares of last year; by hand. */
export const trajectoryShapes = ['linear', 'terms', 'stepped', 'seasonal', 'manual'] as const;
export type TrajectoryShape = (typeof trajectoryShapes)[number];

/** What a revision (目标调整) may change of a target. */
export type TargetTerms = {
  comparator: Comparator;
  value: string | null;
  low: string | null;
  high: string | null;
  dueOn: DateText;
  strength: Strength;
  baseline: string | null;
  trajectory: TrajectoryShape;
  startOn: DateText | null;
  points: { on: DateText; planned: string }[];
};

/** 分解方式: by hand, in proportion to a base figure, by last year's value, equal. */
export const allocationMethods = ['manual', 'proportional', 'last-year', 'equal'] as const;
export type AllocationMethod = (typeof allocationMethods)[number];

/** What the parts have to give: their sum, their mean by weight, or each the whole. */
export const allocationRules = ['sum', 'weighted', 'each'] as const;
export type AllocationRule = (typeof allocationRules)[number];

declare module '../../platform/database/tables' {
  interface Database {
    indicators: {
      tenantId: Id;
      id: GeneratedId;
      name: string;
      unit: Generated<string>;
      direction: Generated<'up' | 'down'>;
      code: string | null;
      aliases: Generated<string[]>;
      meaning: Generated<string>;
      aggregation: Generated<IndicatorAggregation>;
      eachLevel: UnitKind | null;
      numerator: string | null;
      denominator: string | null;
      expression: Json<IndicatorExpression> | null;
      frequency: Frequency | null;
      level: UnitKind | null;
      decimals: Generated<number>;
      leadUnitId: Id | null;
      source: Generated<string>;
      isPublic: Generated<boolean>;
      validFrom: Generated<DateText>;
      validTo: DateText | null;
      sort: Generated<number>;
      pack: string | null;
      createdAt: Timestamp;
      version: Generated<number>;
    };
    dimensions: {
      tenantId: Id;
      id: GeneratedId;
      code: string;
      name: string;
      options: Json<CategoryOption[]>;
      pack: string | null;
      version: Generated<number>;
    };
    figures: {
      tenantId: Id;
      id: GeneratedId;
      code: string;
      name: string;
      meaning: Generated<string>;
      unit: Generated<string>;
      kind: Generated<FigureKind>;
      aggregation: Generated<FigureAggregation>;
      dimension: string | null;
      decimals: Generated<number>;
      low: Decimal | null;
      high: Decimal | null;
      leadUnitId: Id | null;
      source: Generated<string>;
      validFrom: Generated<DateText>;
      validTo: DateText | null;
      pack: string | null;
      createdAt: Timestamp;
      version: Generated<number>;
    };
    targetRevisions: {
      tenantId: Id;
      id: GeneratedId;
      targetId: Id;
      at: Timestamp;
      userId: Id;
      signedAs: string;
      reason: string;
      before: Json<TargetTerms>;
      after: Json<TargetTerms>;
    };
    allocations: {
      tenantId: Id;
      id: GeneratedId;
      targetId: Id;
      orgUnitId: Id;
      method: AllocationMethod;
      rule: AllocationRule;
      baseFigure: string | null;
      basePeriod: string | null;
      state: Generated<'draft' | 'sent'>;
      waiver: string | null;
      waivedAs: string | null;
      waivedBy: Id | null;
      waivedAt: Timestamp | null;
      sentBy: Id | null;
      sentAt: Timestamp | null;
      /** Its parts keep what they were last year. */
      keepsLast: Generated<boolean>;
      createdAt: Timestamp;
      version: Generated<number>;
    };
    allocationParts: {
      tenantId: Id;
      allocationId: Id;
      orgUnitId: Id;
      value: Decimal | null;
      weight: Decimal | null;
      /** 去年值, kept when the split was sent out. */
      last: Generated<Decimal | null>;
      fixed: Generated<boolean>;
      note: Generated<string>;
      signedBy: Id | null;
      signedAs: string | null;
      signedAt: Timestamp | null;
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
      trajectory: Generated<TrajectoryShape>;
      startOn: DateText | null;
      latest: Decimal | null;
      latestOn: DateText | null;
      awaiting: Json<Awaiting> | null;
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

/** 待核定: a period in which too few of those who are asked are accepted yet to be judged by; an earlier one stands meanwhile. */
export type Awaiting = { period: string; reported: number; expected: number };

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
  /** In the digits that are shown: the indicator's, or those of its terms. */
  latest: string | null;
  latestOn: DateText | null;
  /** The newer period that is waited for before it is judged by. */
  awaiting: Awaiting | null;
  /** 推进方式: by term and in steps a planned value holds until the next point, else it goes on by the days. */
  trajectory: TrajectoryShape;
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
