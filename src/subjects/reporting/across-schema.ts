import { z } from 'zod';
import type { Decimal, Id, Timestamp } from '../../platform/database/tables';
import { listOf } from '../../platform/list-of';
import { id } from '../org/schema';
import { category, cellRef, periodCode, reason, windowRef } from './review-schema';
import type { LensName, Stage } from './schema';

// Across: the lead department (牵头处室) of a figure looks at its cells from all counties.

/** `reporting.across`: the figures led by the caller's units; for all where the caller oversees the body. */
export type AcrossFigure = {
  figureId: Id;
  code: string;
  name: string;
  unit: string;
  leadUnitName: string;
  openQueries: number;
  /** Newest first, at most 12. */
  periods: { period: string; formId: Id; formName: string; expected: number; submitted: number; accepted: number }[];
};

export const lensName = z.enum(['submitted', 'approved', 'accepted']).default('approved');
export const acrossFigureInput = z.object({ figureId: id, period: periodCode, lens: lensName });
export const acrossUnitsInput = acrossFigureInput.extend({ groupId: id });
export const acrossMovesInput = z.object({ figureIds: listOf(id), period: periodCode });

/** `reporting.acrossMoves`: several figures in a period by county, each sum of what was handed in beside that of the period before. */
export type AcrossMoves = {
  period: string;
  /** `figures`: those that are asked there; null where nothing has come. */
  groups: {
    groupId: Id;
    groupName: string;
    figures: { figureId: Id; total: Decimal | null; previous: Decimal | null }[];
  }[];
};

/** `reporting.acrossFigure`: one figure and period by county. */
export type AcrossGroups = {
  figure: { id: Id; code: string; name: string; unit: string; decimals: number; aggregation: string };
  period: string;
  lens: LensName;
  categories: { code: string; name: string }[];
  groups: {
    groupId: Id;
    groupName: string;
    expected: number;
    /** Units in the sums. */
    n: number;
    missing: number;
    openQueries: number;
    cells: AcrossSum[];
  }[];
};
/** `previous`: the same sum in the period before. */
export type AcrossSum = {
  category: string;
  n: number;
  total: Decimal;
  low: Decimal | null;
  high: Decimal | null;
  previous: Decimal | null;
};

/** `reporting.acrossUnits`: the units of one county. `counts`: has come as far as the lens asks. */
export type AcrossUnits = {
  formId: Id | null;
  units: {
    unitId: Id;
    unitName: string;
    stage: Stage;
    exempt: boolean;
    counts: boolean;
    cells: {
      category: string;
      value: Decimal | null;
      previous: Decimal | null;
      query: { id: Id; body: string; by: string; at: Timestamp; answered: boolean } | null;
      explanation: string | null;
      confirmed: boolean;
    }[];
  }[];
};

export const queryInput = cellRef.extend({ reason });
export const answerQueryInput = z.object({ noteId: id, body: reason });
/** Confirming resolves the open queries of these cells. */
export const confirmCellsInput = windowRef.extend({
  cells: z
    .array(z.object({ unitId: id, figureId: id, category }))
    .min(1)
    .max(500),
  body: z.string().trim().max(1000).default(''),
});
export const queriesInput = z.object({ unitIds: listOf(id), state: z.enum(['open', 'all']).default('open') });

/** `reporting.queries`: doubts over cells that the caller asked or has to answer, newest first, at most 200. */
export type QueryRow = {
  noteId: Id;
  formId: Id;
  formName: string;
  period: string;
  unitId: Id;
  unitName: string;
  figureId: Id;
  figureName: string;
  category: string;
  value: Decimal | null;
  reason: string;
  by: string;
  at: Timestamp;
  answers: { body: string; by: string; at: Timestamp }[];
  resolvedAt: Timestamp | null;
  may: { answer: boolean; confirm: boolean };
};
