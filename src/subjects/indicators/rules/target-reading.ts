import { plainDecimal, subtractDecimals } from '../../../kernel/decimal';
import type { DateText, Decimal } from '../../../platform/database/tables';
import type { TargetStatus, TargetTerms } from '../schema';
import {
  aimOf,
  type Direction,
  judgeTarget,
  plannedOn,
  shareReached,
  type TargetShape,
  type TrajectoryPoint,
  wantsLess,
} from './targets';

/** A value towards a target: measured from accepted figures, or said in a progress report. */
export type ReportedValue = { on: DateText; value: Decimal; isMeasured: boolean };

/** 序时进度: where a target should stand on a day, and where it stood as far as was reported by then. */
export type TargetReading = {
  on: DateText;
  /** Planned for the day itself; null without a trajectory or before it begins. */
  planned: Decimal | null;
  /** The newest value by the day, and of which day it is. */
  actual: Decimal | null;
  actualOn: DateText | null;
  /** Planned for the day of that value: what it is held against. */
  plannedThen: Decimal | null;
  /** How far ahead of it (positive) or behind (negative), whichever way the target goes; once the day is past, of the value to reach. */
  gap: Decimal | null;
  /** How much of the way is done and should be, 0 to 100. */
  share: number | null;
  plannedShare: number | null;
  status: TargetStatus;
};

/**
 * The newest value by a day that counts: what was measured, where anything was; else what reports said. A number of the office's own beside the
 * collected one would make two of one thing.
 */
export const newestThatCounts = (values: readonly ReportedValue[], on: DateText): ReportedValue | null =>
  values.reduce<ReportedValue | null>((newest, value) => {
    if (value.on > on || (newest?.isMeasured && !value.isMeasured)) return newest;
    return newest === null || value.isMeasured !== newest.isMeasured || value.on > newest.on ? value : newest;
  }, null);

/** The reading of a target on any day, past or to come. */
export const readTarget = (
  target: TargetShape & { dueOn: DateText },
  points: readonly TrajectoryPoint[],
  values: readonly ReportedValue[],
  on: DateText,
  direction: Direction = 'up',
  limits?: { yellow: number; red: number },
): TargetReading => {
  const latest = newestThatCounts(values, on);
  const past = target.dueOn < on;
  const planned = plannedOn(points, on, target.trajectory);
  const plannedThen = latest && plannedOn(points, latest.on, target.trajectory);
  const heldAgainst = past ? aimOf(target, direction) : plannedThen;
  const ahead = latest && heldAgainst !== null ? plainDecimal(subtractDecimals(latest.value, heldAgainst)) : null;
  return {
    on,
    planned,
    actual: latest && plainDecimal(latest.value),
    actualOn: latest?.on ?? null,
    plannedThen,
    gap: ahead !== null && wantsLess(target, direction) ? plainDecimal(subtractDecimals('0', ahead)) : ahead,
    share: latest && shareReached(target, latest.value, direction),
    plannedShare: planned === null ? null : shareReached(target, planned, direction),
    status: judgeTarget(target, points, latest, direction, limits, past).status,
  };
};

/** 目标调整: the terms until then and from then on. */
export type Revision = { on: DateText; before: TargetTerms; after: TargetTerms };

/** The terms that were in force at the end of a day; `revisions` oldest first. */
export const termsOn = (current: TargetTerms, revisions: readonly Revision[], on: DateText): TargetTerms =>
  revisions.find(revision => revision.on > on)?.before ?? current;
