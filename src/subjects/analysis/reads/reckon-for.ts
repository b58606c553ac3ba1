import type { Db } from '../../../platform/database/connect';
import type { DateText, Id } from '../../../platform/database/tables';
import type { LensName } from '../../reporting/schema';
import type { SumColumn } from '../rules/sums';
import { cellsOf, endOfDay, loadSums } from './sums';
import { type TallyTable, talliesAsOf, talliesOf, talliesOfUnit } from './tallies';
import { type PlacedUnit, sumsAlone } from './units';

/** The sums that a unit's values are worked out from. */
export const sumsFor = (
  db: Db,
  tenantId: Id,
  unit: PlacedUnit,
  wanted: Parameters<typeof loadSums>[2],
): Promise<SumColumn[]> =>
  sumsAlone(unit) ? cellsOf(db, tenantId, wanted, { unitId: unit.id }) : loadSums(db, tenantId, wanted);

/** How far the forms behind them are reported; with `asOf` how far they were at the end of that day. */
export const talliesFor = (
  db: Db,
  tenantId: Id,
  unit: PlacedUnit,
  asOf: DateText | undefined,
  ...asked: [formIds: readonly Id[], periods: readonly string[], lens: LensName]
): Promise<TallyTable> => {
  const at = asOf === undefined ? null : endOfDay(asOf);
  if (sumsAlone(unit)) return talliesOfUnit(db, tenantId, { unitId: unit.id, at }, ...asked);
  return at === null ? talliesOf(db, tenantId, ...asked) : talliesAsOf(db, tenantId, at, ...asked);
};
