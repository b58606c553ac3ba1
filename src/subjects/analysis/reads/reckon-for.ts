import type { Db } from '../../../platform/database/connect';
import type { Id } from '../../../platform/database/tables';
import type { LensName } from '../../reporting/schema';
import type { SumColumn } from '../rules/sums';
import { cellsOf, loadSums } from './sums';
import { type TallyTable, talliesOf, talliesOfUnit } from './tallies';
import { type PlacedUnit, sumsAlone } from './units';

/** The sums that a unit's values are worked out from. */
export const sumsFor = (
  db: Db,
  tenantId: Id,
  unit: PlacedUnit,
  wanted: Parameters<typeof loadSums>[2],
): Promise<SumColumn[]> =>
  sumsAlone(unit) ? cellsOf(db, tenantId, wanted, { unitId: unit.id }) : loadSums(db, tenantId, wanted);

/** How far the forms behind them are reported. */
export const talliesFor = (
  db: Db,
  tenantId: Id,
  unit: PlacedUnit,
  ...asked: [formIds: readonly Id[], periods: readonly string[], lens: LensName]
): Promise<TallyTable> =>
  sumsAlone(unit) ? talliesOfUnit(db, tenantId, unit.id, ...asked) : talliesOf(db, tenantId, ...asked);
