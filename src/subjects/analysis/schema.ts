import { z } from 'zod';
import type { DateText, Decimal, Id } from '../../platform/database/tables';
import { day, periodCode as period } from '../../platform/day';
import type {
  Awaiting,
  Comparator,
  FigureKind,
  IndicatorAggregation,
  Strength,
  TargetStatus,
} from '../indicators/schema';
import { id, type UnitKind } from '../org/schema';
import type { LensName } from '../reporting/schema';
import type { RegionShapes } from './rules/read-geojson';
import type { StoredMap } from './rules/stored-map';

const lens = z.enum(['submitted', 'approved', 'accepted']).default('accepted');

/** As the tree was in each period, or with every school where it stands today. */
const tree = z.enum(['then', 'today']).default('then');

/** `on`: the day; each indicator shows the last period that was over by then. `unitId`: below which unit; the whole body where it is left out. */
export const boardInput = z.object({
  on: day.optional(),
  unitId: id.optional(),
  lens,
  tree,
  /** As it was known at the end of this day. */
  asOf: day.optional(),
  indicatorIds: z
    .preprocess(said => (typeof said === 'string' ? said.split(',').filter(Boolean) : said), z.array(id).max(300))
    .optional(),
});
export type BoardInput = z.output<typeof boardInput>;
/** The board as a workbook: the rows of these indicators, all where none is named. */
export const exportBoardInput = boardInput;

export const seriesInput = z.object({
  indicatorId: id,
  unitId: id.optional(),
  on: day.optional(),
  lens,
  tree,
  asOf: day.optional(),
  /** How many periods back, that of `on` included. */
  periods: z.coerce.number().int().min(1).max(60).default(12),
});
export type SeriesInput = z.output<typeof seriesInput>;

export const unitsInput = z.object({ indicatorId: id, period, groupId: id, lens, asOf: day.optional() });
export type UnitsInput = z.output<typeof unitsInput>;

/** `period`: that of the indicator; where it is left out the one that is waited for on the day (`on`). */
export const missingInput = z.object({
  indicatorId: id,
  period: period.optional(),
  on: day.optional(),
  unitId: id.optional(),
  lens,
  asOf: day.optional(),
});
export type MissingInput = z.output<typeof missingInput>;
export const leagueInput = z.object({
  formId: id.optional(),
  from: day.optional(),
  to: day.optional(),
});
export const publicInput = z.object({ body: z.string().min(1).max(60) });

/** `geojson`: a FeatureCollection as text, UTF-8; null takes the map away. */
export const saveMapInput = z.object({
  name: z.string().trim().min(1).max(100),
  geojson: z.string().max(3_500_000).nullable(),
});

/** How many units an indicator is asked of, and how many of them count under the lens. */
export type Reported = { expected: number; reported: number };

/** A target as it stands beside a value. */
export type Aim = {
  targetId: Id;
  comparator: Comparator;
  value: Decimal | null;
  low: Decimal | null;
  high: Decimal | null;
  strength: Strength;
  dueOn: DateText;
  /** What counts towards it so far: the value that is shown, or what came since the year began (新增, and what adds up over the year). */
  actual: Decimal | null;
  /** Of which day that is. */
  actualOn: DateText | null;
  /** By the trajectory, on that day. */
  planned: Decimal | null;
  status: TargetStatus;
  gap: Decimal | null;
};

export type UnitHead = { id: Id; name: string; kind: UnitKind; areaCode: string | null };

/** One indicator's row: the value of the whole and, in the order of `Board.units`, of each unit. */
export type BoardRow = {
  id: Id;
  code: string;
  name: string;
  unit: string;
  decimals: number;
  direction: 'up' | 'down';
  leadUnitName: string | null;
  /** The newest period of which enough is in to be judged by (`firmPeriod`). */
  period: string;
  /** False where there is none: then the newest that anybody was asked in is shown, and nothing judged by it. */
  isFirm: boolean;
  /** The newer period that is waited for, over the whole body. */
  awaiting: Awaiting | null;
  /** In that period all that are asked below this unit are in: it waits for the others. */
  isInAlready: boolean;
  value: Decimal | null;
  /** The period before. */
  previous: Decimal | null;
  aim: Aim | null;
  reported: Reported;
  byUnit: (Decimal | null)[];
  /** The places of units in which nobody is asked: they are not missing. */
  nothing: number[];
  /** Each unit's part of the target, where it was split; null where it was not. */
  parts: (Decimal | null)[] | null;
  statuses: (TargetStatus | null)[] | null;
};

/** `analysis.board`: all indicators beside each other, over the units right below one. */
export type Board = {
  on: DateText;
  lens: LensName;
  /** The lenses this person may look through at this unit. */
  lenses: readonly LensName[];
  unit: UnitHead;
  units: UnitHead[];
  rows: BoardRow[];
};

/** `planned`, `status`: by the target as it is now; null where there is none, `status` also of a period that cannot be judged. */
export type SeriesPoint = {
  period: string;
  /** The day that it stands for. */
  endsOn: DateText;
  value: Decimal | null;
  /** What counts towards the target by then; null without a target. */
  actual: Decimal | null;
  planned: Decimal | null;
  status: TargetStatus | null;
  reported: Reported;
};

/** `analysis.series`: one indicator over time, for the whole and each unit below. */
export type Series = {
  indicator: {
    id: Id;
    code: string;
    name: string;
    meaning: string;
    unit: string;
    decimals: number;
    direction: 'up' | 'down';
    aggregation: IndicatorAggregation;
    numerator: string;
    denominator: string | null;
    source: string;
    leadUnitName: string | null;
    isPublic: boolean;
    /** The figures that the formula names, in its order. */
    figures: { code: string; name: string; unit: string; kind: FigureKind }[];
  };
  lens: LensName;
  lenses: readonly LensName[];
  unit: UnitHead;
  /** The unit is the body itself. */
  isWhole: boolean;
  /** Something is summed right under the unit: `analysis.units` shows it. */
  isGroup: boolean;
  /** This person sees into the unit: who is missing by name, and the units that it is summed from. */
  inside: boolean;
  /** Oldest first; the last is the newest period that can be judged, the same as on the board. */
  whole: SeriesPoint[];
  isFirm: boolean;
  awaiting: Awaiting | null;
  /** Of the unit itself, in the period that is waited for. */
  awaited: Reported | null;
  units: (UnitHead & {
    values: (Decimal | null)[];
    part: Decimal | null;
    status: TargetStatus | null;
    reported: Reported;
    awaited: Reported | null;
    inside: boolean;
  })[];
  /** What the unit's value is judged by, the target or the unit's part of it: with its trajectory and what a plan says. */
  target:
    | (Aim & {
        baseline: Decimal | null;
        text: string;
        /** The task it came from, where this person sees it. */
        taskId: Id | null;
        points: { on: DateText; planned: Decimal }[];
        revisions: { at: string; by: string; reason: string; before: Decimal | null; after: Decimal | null }[];
      })
    | null;
};

/** `analysis.units`: the units that a group is summed from, with what each reported for the indicator's figures. */
export type UnitFigures = {
  /** `asked`: the period of the figure's own form whose value is shown; the forms that ask it; the cells that it consists of, by name. */
  figures: { code: string; name: string; unit: string; asked: string | null; formIds: Id[]; cells: string[] }[];
  rows: {
    unitId: Id;
    name: string;
    value: Decimal | null;
    figures: (Decimal | null)[];
    formId: Id | null;
    stage: number;
  }[];
};

export type MissingUnit = {
  unitId: Id;
  name: string;
  groupId: Id;
  groupName: string;
  formId: Id;
  formName: string;
  stage: number;
};

/** `analysis.league`: timeliness and completeness by group, best first. Shares in percent with one decimal. */
export type LeagueRow = {
  unitId: Id;
  name: string;
  expected: number;
  submitted: number;
  onTime: number;
  accepted: number;
  completeness: number;
  timeliness: number;
  place: number;
};

export type League = {
  from: DateText;
  to: DateText;
  /** The forms that were ever due. */
  forms: { id: Id; name: string }[];
  rows: LeagueRow[];
};

/** `analysis.map`: the region map that the body brought, each region beside its unit; null where there is none. */
export type RegionMapKept = { name: string; savedAt: string; shapes: RegionShapes } | null;

/** `analysis.publicFigures`: what a body shows to everybody: accepted figures of its public indicators, down to its counties. */
export type PublicFigures = {
  body: { name: string; shortName: string };
  on: DateText;
  units: { name: string }[];
  rows: Pick<
    BoardRow,
    | 'id'
    | 'name'
    | 'unit'
    | 'decimals'
    | 'direction'
    | 'period'
    | 'isFirm'
    | 'awaiting'
    | 'value'
    | 'previous'
    | 'aim'
    | 'reported'
    | 'byUnit'
  >[];
};

declare module '../../platform/database/tables' {
  interface Database {
    regionMaps: { tenantId: Id; name: string; geojson: Json<StoredMap>; savedBy: Id; savedAt: Timestamp };
  }
}
