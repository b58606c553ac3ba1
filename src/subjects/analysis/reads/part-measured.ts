import { sql } from 'kysely';
import { refuse } from '../../../kernel/refusal';
import type { DateText, Id } from '../../../platform/database/tables';
import type { Context } from '../../../platform/operation';
import type { ReportedValue } from '../../indicators/rules/target-reading';
import { lensesFor } from '../policy';
import type { AimsSeen } from './aims';
import { workOutBoard } from './board';
import { sumsAlone, unitOf } from './units';

/**
 * What a unit's accepted figures give towards a target by a day: what the board holds against its part. Null where nothing can be judged;
 * refuses `not-found` to whoever sees the part but not the figures of the unit.
 */
export async function partMeasured(
  { db, actor, today }: Context,
  { indicatorId, targetId, unitId, on }: { indicatorId: Id; targetId: Id; unitId: Id; on: DateText },
): Promise<ReportedValue | null> {
  const { tenantId } = actor;
  const unit = await unitOf(db, tenantId, unitId);
  if (!lensesFor(actor, unit.path, sumsAlone(unit)).includes('accepted')) refuse('not-found');
  const aims: AimsSeen = { targets: sql`g.id = ${targetId}`, parts: sql`o.id = ${unitId}` };
  const asked = { on, today, lens: 'accepted', tree: 'then', aims } as const;
  const { rows } = await workOutBoard(db, tenantId, unit, { ...asked, indicatorIds: [indicatorId] }, false);
  const aim = rows[0]?.aim;
  return aim?.actual != null && aim.actualOn !== null
    ? { on: aim.actualOn, value: aim.actual, isMeasured: true }
    : null;
}
