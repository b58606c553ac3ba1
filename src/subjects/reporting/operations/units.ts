import { refuse } from '../../../kernel/refusal';
import type { DateText, Id } from '../../../platform/database/tables';
import { type Context, write } from '../../../platform/operation';
import { closeUnits, lockTree, type PlacedUnit, placedUnits, placeUnit, unitsBelow } from '../../org/place-unit';
import { followAcceptance } from '../follow-acceptance';
import { namesOf, refuseReview } from '../reads/review-place';
import { mayReformTree } from '../review-policy';
import { closeUnitInput, mergeUnitsInput, moveUnitInput, type Reformed } from '../snapshot-schema';
import { excuse, type NewGroup, regroup } from '../store/regroup';
import { handOf } from '../store/review';

/** The units by id, open and none of them the root; the day is not before their last reform, nor after today. */
const unitsToReform = async (context: Context, unitIds: readonly Id[], on: DateText): Promise<PlacedUnit[]> => {
  const { db, actor, today } = context;
  await lockTree(db, actor.tenantId);
  const units = await placedUnits(db, actor.tenantId, unitIds);
  if (units.length < new Set(unitIds).size) refuse('not-found');
  if (units.some(({ parentId }) => parentId === null)) refuseReview(actor, 'root-stays');
  if (on > today) refuseReview(actor, 'not-yet');
  for (const unit of units) expectStanding(context, unit, on);
  return units;
};

/** It is open, and has stood where it stands since a day: reforms follow each other. */
const expectStanding = (context: Context, unit: PlacedUnit, on: DateText): void => {
  expectOpen(context, unit);
  const last = [unit.placedOn ?? unit.validFrom, unit.validFrom].sort().at(-1)!;
  if (on < last) refuseReview(context.actor, 'placed-later', { unit: unit.name, on: last });
};

const expectOpen = ({ actor }: Context, { validTo, name }: PlacedUnit): void => {
  if (validTo !== null) refuseReview(actor, 'unit-closed', { unit: name });
};

/** A unit that others are put under: it exists, is open, and is neither of them nor below one. */
const unitAbove = async (context: Context, parentId: Id, below: readonly PlacedUnit[]): Promise<PlacedUnit> => {
  const { db, actor } = context;
  const [parent] = await placedUnits(db, actor.tenantId, [parentId]);
  if (!parent) return refuse('not-found');
  expectOpen(context, parent);
  if (below.some(({ path }) => parent.path.startsWith(path))) refuseReview(actor, 'within-itself');
  return parent;
};

/** Places units anew; what schools among them report from then on is summed under the new parent. */
const place = async (
  context: Context,
  units: readonly PlacedUnit[],
  parent: PlacedUnit,
  on: DateText,
  reason: string,
): Promise<number> => {
  const { db, actor, audit } = context;
  for (const unit of units) {
    await placeUnit(db, actor.tenantId, unit, parent, on);
    const [before, after] = [{ parentId: unit.parentId }, { parentId: parent.id, from: on, reason }];
    await audit({ kind: 'unit', id: unit.id, before, after });
  }
  const schools = units.filter(({ kind }) => kind === 'school');
  const groups = schools.map(({ id }) => ({ unitId: id, groupId: parent.id }));
  return sumElsewhere(context, groups, on, reason);
};

/** Sums what they report from then on elsewhere; what is measured county by county follows. Returns how many submissions went over. */
const sumElsewhere = async (
  context: Context,
  groups: readonly NewGroup[],
  on: DateText,
  reason: string,
): Promise<number> => {
  const moved = await regroup(handOf(context), groups, on, reason);
  for (const { formId, period } of moved) followAcceptance(context, formId, period);
  return moved.length;
};

export const moveUnit = write({
  name: 'reporting.moveUnit',
  summary: '调整单位隶属：从某日起归另一单位管，此前各期仍按原隶属汇总',
  input: moveUnitInput,
  may: mayReformTree,
  run: async (context, { unitId, parentId, from, reason }): Promise<Reformed> => {
    const [unit] = await unitsToReform(context, [unitId], from);
    const parent = await unitAbove(context, parentId, [unit!]);
    if (unit!.parentId === parentId) refuseReview(context.actor, 'same-place');
    return { moved: await place(context, [unit!], parent, from, reason), dropped: 0 };
  },
});

export const mergeUnits = write({
  name: 'reporting.mergeUnits',
  summary: '单位撤并：并入另一单位，其历史数据保留，之后各期归并入的单位汇总',
  input: mergeUnitsInput,
  may: mayReformTree,
  run: async (context, { unitIds, intoId, on, reason }): Promise<Reformed> => {
    const { db, actor, audit } = context;
    const units = await unitsToReform(context, unitIds, on);
    if (unitIds.includes(intoId)) refuseReview(actor, 'into-itself');
    const into = await unitAbove(context, intoId, units);
    expectStanding(context, into, on);
    const others = units.filter(({ kind }) => kind !== into.kind);
    if (others.length > 0)
      refuseReview(actor, 'kinds-differ', {
        unit: namesOf(
          actor,
          others.map(({ name }) => name),
        ),
      });
    const ids = units.map(({ id }) => id);
    const below = (await unitsBelow(db, actor.tenantId, ids)).filter(({ id }) => !ids.includes(id));
    await unitsToReform(
      context,
      below.map(({ id }) => id),
      on,
    );
    let moved = await place(context, below, into, on, reason);
    await closeUnits(db, actor.tenantId, ids, on, into.id);
    for (const { id } of units) await audit({ kind: 'unit', id, after: { validTo: on, successorId: into.id, reason } });
    // What a closed school had handed in already goes where its successor is summed; a county's own, to its successor.
    const groupId = into.kind === 'school' ? into.parentId! : into.id;
    const groups = ids.map(unitId => ({ unitId, groupId }));
    moved += await sumElsewhere(context, groups, on, reason);
    return { moved, dropped: await excuse(handOf(context), ids, on, reason) };
  },
});

export const closeUnit = write({
  name: 'reporting.closeUnit',
  summary: '撤销单位：其历史数据保留，之后各期不再要求填报',
  input: closeUnitInput,
  may: mayReformTree,
  run: async (context, { unitId, on, reason }): Promise<Reformed> => {
    const { db, actor, audit } = context;
    const [unit] = await unitsToReform(context, [unitId], on);
    const below = await unitsBelow(db, actor.tenantId, [unitId]);
    if (below.length > 0) refuseReview(actor, 'has-units-below', { count: below.length });
    await closeUnits(db, actor.tenantId, [unitId], on, null);
    await audit({ kind: 'unit', id: unitId, before: { validTo: unit!.validTo }, after: { validTo: on, reason } });
    return { moved: 0, dropped: await excuse(handOf(context), [unitId], on, reason) };
  },
});
