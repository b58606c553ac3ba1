import type { z } from 'zod';
import type { Decimal, Id } from '../../platform/database/tables';
import { seriesInput, unitsInput } from './schema';

/** One period of an indicator, by the categories of its figures. */
export const breakdownInput = unitsInput
  .pick({ indicatorId: true, period: true })
  .extend(seriesInput.pick({ unitId: true, lens: true, tree: true, asOf: true }).shape);
export type BreakdownInput = z.output<typeof breakdownInput>;

/**
 * `analysis.breakdown`: the value by sex, stage, town and country …, for a unit and each one right below it, in the order of `options`;
 * null where its figures are not counted by one dimension.
 */
export type Breakdown = {
  dimension: string;
  options: { code: string; name: string }[];
  whole: (Decimal | null)[];
  units: { id: Id; name: string; values: (Decimal | null)[] }[];
} | null;
