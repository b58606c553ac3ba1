import { sql } from 'kysely';
import { z } from 'zod';
import { refuse } from '../../../kernel/refusal';
import type { DateText, Id } from '../../../platform/database/tables';
import { type Context, read, write } from '../../../platform/operation';
import { forgetHandovers, type Handed, handoversOf } from '../../org/hand-over';
import { lockTree, lockUnits, openUnit, type PlacedUnit, placedUnits, setSuccessor } from '../../org/place-unit';
import { closedUnits } from '../reads/closed-units';
import { refuseReview } from '../reads/review-place';
import { type ClosedUnit, type Reopened, reopenUnitInput } from '../reform-schema';
import { mayReformTree } from '../review-policy';
import type { SubmissionKey } from '../schema';
import { handBack } from '../store/hand-over';
import { excuse, type NewGroup } from '../store/regroup';
import { handOf } from '../store/review';
import { expectSubmissions } from '../store/windows';
import { place } from './units';

export const closed = read({
  name: 'reporting.closedUnits',
  summary: '已撤并、撤销的单位：何时、并入何处、移交了什么',
  input: z.object({}),
  may: mayReformTree,
  run: ({ db, actor }): Promise<ClosedUnit[]> => closedUnits(db, actor.tenantId),
});

/** A closed unit whose parent stands, and everybody that something passed to as well: the last reform is taken back first. */
const closedUnit = async (context: Context, unitId: Id, handed: readonly Handed[]): Promise<PlacedUnit> => {
  const { db, actor } = context;
  const [unit] = await placedUnits(db, actor.tenantId, [unitId]);
  if (!unit) return refuse('not-found');
  if (unit.validTo === null) refuseReview(actor, 'unit-open', { unit: unit.name });
  const others = [unit.parentId!, ...handed.flatMap(({ toUnitId }) => (toUnitId === null ? [] : [toUnitId]))];
  const over = (await placedUnits(db, actor.tenantId, [...new Set(others)])).find(({ validTo }) => validTo !== null);
  if (over) refuseReview(actor, 'unit-closed', { unit: over.name });
  return unit;
};

const keyOf = (subjectId: string): SubmissionKey => {
  const [formId, period, unitId] = subjectId.split('/') as [Id, string, Id];
  return { formId, period, unitId };
};

/** Units that the merger placed anew, where nobody has placed them since. */
const stillPlaced = async (context: Context, unit: PlacedUnit, handed: readonly Handed[]): Promise<PlacedUnit[]> => {
  const moved = new Map(handed.filter(({ kind }) => kind === 'unit').map(one => [one.subjectId, one.toUnitId]));
  const units = await placedUnits(context.db, context.actor.tenantId, [...moved.keys()]);
  return units.filter(
    ({ id, parentId, placedOn, validTo }) =>
      parentId === moved.get(id) && placedOn === unit.validTo && validTo === null,
  );
};

/** Asks the unit again for what it would have been asked meanwhile. */
const expectAgain = async ({ db, actor, today }: Context, { kind }: PlacedUnit, since: DateText): Promise<void> => {
  const { tenantId } = actor;
  const { rows } = await sql<{ formId: Id; period: string }>`
    select w.form_id, w.period from form_windows w join forms f on f.tenant_id = w.tenant_id and f.id = w.form_id and f.level = ${kind}
    where w.tenant_id = ${tenantId} and w.closed_at is null and w.ends_on >= ${since}::date and w.locks_on >= ${today}::date
    order by w.form_id, w.period`.execute(db);
  for (const { formId, period } of rows) await expectSubmissions(db, tenantId, formId, period);
};

export const reopenUnit = write({
  name: 'reporting.reopenUnit',
  summary: '恢复误撤并、误撤销的单位：移交出去而尚无人接着办的收回，已接着办的留在原处',
  input: reopenUnitInput,
  may: mayReformTree,
  run: async (context, { unitId, reason }): Promise<Reopened> => {
    const { db, actor, audit } = context;
    const { tenantId } = actor;
    await lockTree(db, tenantId);
    const handed = await handoversOf(db, tenantId, unitId);
    await lockUnits(db, tenantId, [unitId]);
    const unit = await closedUnit(context, unitId, handed);
    const on = unit.validTo!;
    await openUnit(db, tenantId, unitId);
    const result: Reopened = { back: 0, left: 0, units: 0, moved: 0 };
    for (const one of handed) {
      const back = await handBack(context, one);
      if (back !== null) result[back ? 'back' : 'left'] += 1;
      if (one.kind === 'heir') await setSuccessor(db, tenantId, one.subjectId, unitId);
    }
    const excused = handed.filter(({ kind }) => kind === 'submission').map(({ subjectId }) => keyOf(subjectId));
    await excuse(handOf(context), excused, null);
    const below = await stillPlaced(context, unit, handed);
    result.units = below.length;
    const home = unit.kind === 'school' ? unit.parentId! : unitId;
    const groups: NewGroup[] = [
      { unitId, groupId: home },
      ...below.filter(({ kind }) => kind === 'school').map(({ id }) => ({ unitId: id, groupId: unitId })),
    ];
    const plan = { placed: below, target: { ...unit, validTo: null }, groups };
    result.moved = await place(context, plan, on, reason);
    await expectAgain(context, unit, on);
    await forgetHandovers(db, tenantId, unitId);
    const before = { validTo: on, successorId: unit.successorId };
    await audit({ kind: 'unit', id: unitId, before, after: { validTo: null, successorId: null, reason } });
    return result;
  },
});
