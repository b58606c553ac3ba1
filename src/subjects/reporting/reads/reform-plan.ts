import { refuse } from '../../../kernel/refusal';
import type { DateText, Id } from '../../../platform/database/tables';
import type { Context } from '../../../platform/operation';
import { type PlacedUnit, placedUnits, unitIdsBelow, unitsBelow } from '../../org/place-unit';
import { type HeldKind, heldKinds } from '../../org/rules';
import type { Held } from '../../org/schema';
import type { Reform, Reformed } from '../reform-schema';
import type { SubmissionKey } from '../schema';
import { heldBy } from '../store/hand-over';
import { countValues, keysToExcuse, keysToRegroup, type NewGroup } from '../store/regroup';
import { namesOf, refuseReview } from './review-place';

type Looker = Pick<Context, 'db' | 'actor' | 'today' | 'realNow'>;

/** What a reform comes to: the preview shows it, and the operation does it. */
export type ReformPlan = {
  units: PlacedUnit[];
  /** The new parent, or the unit that goes on; null where a unit is closed without. */
  target: PlacedUnit | null;
  /** Units below that are placed under the target. */
  placed: PlacedUnit[];
  /** Where whose submissions are summed from the day on. */
  groups: NewGroup[];
  dropped: SubmissionKey[];
  held: Held[];
  counts: Reformed;
};

/** The units by id, open and none of them the root; the day is not before their last reform, nor after today. */
const unitsToReform = async (context: Looker, unitIds: readonly Id[], on: DateText): Promise<PlacedUnit[]> => {
  const { db, actor, today } = context;
  const units = await placedUnits(db, actor.tenantId, unitIds);
  if (units.length < new Set(unitIds).size) refuse('not-found');
  if (units.some(({ parentId }) => parentId === null)) refuseReview(actor, 'root-stays');
  if (on > today) refuseReview(actor, 'not-yet');
  for (const unit of units) expectStanding(context, unit, on);
  return units;
};

/** It is open, and has stood where it stands since a day: reforms follow each other. */
const expectStanding = (context: Looker, unit: PlacedUnit, on: DateText): void => {
  expectOpen(context, unit);
  const last = [unit.placedOn ?? unit.validFrom, unit.validFrom].sort().at(-1)!;
  if (on < last) refuseReview(context.actor, 'placed-later', { unit: unit.name, on: last });
};

const expectOpen = ({ actor }: Looker, { validTo, name }: PlacedUnit): void => {
  if (validTo !== null) refuseReview(actor, 'unit-closed', { unit: name });
};

/** A unit that others are put under, or given things to: it exists, is open, and is neither of them nor below one. */
export const unitGoingOn = async (context: Looker, unitId: Id, below: readonly PlacedUnit[]): Promise<PlacedUnit> => {
  const { db, actor } = context;
  const [unit] = await placedUnits(db, actor.tenantId, [unitId]);
  if (!unit) return refuse('not-found');
  expectOpen(context, unit);
  if (below.some(({ path }) => unit.path.startsWith(path))) refuseReview(actor, 'within-itself');
  return unit;
};

const groupsUnder = (units: readonly PlacedUnit[], parent: PlacedUnit): NewGroup[] =>
  units.filter(({ kind }) => kind === 'school').map(({ id }) => ({ unitId: id, groupId: parent.id }));

const counted = (held: readonly Held[]): Record<HeldKind, number> => {
  const counts = Object.fromEntries(heldKinds.map(kind => [kind, 0])) as Record<HeldKind, number>;
  for (const { kind } of held) counts[kind] += 1;
  return counts;
};

type Drawn = Omit<ReformPlan, 'counts' | 'held'> & { holders: Id[] };

const drawMove = async (context: Looker, { unitIds, targetId, on }: Reform): Promise<Drawn> => {
  const { db, actor } = context;
  const units = await unitsToReform(context, unitIds, on);
  const target = await unitGoingOn(context, targetId!, units);
  if (units[0]!.parentId === target.id) refuseReview(actor, 'same-place');
  const holders = await unitIdsBelow(db, actor.tenantId, units[0]!.path);
  return { units, target, placed: units, groups: groupsUnder(units, target), dropped: [], holders };
};

const drawMerger = async (context: Looker, { unitIds, targetId, on }: Reform): Promise<Drawn> => {
  const { db, actor } = context;
  const { tenantId } = actor;
  const units = await unitsToReform(context, unitIds, on);
  if (unitIds.includes(targetId!)) refuseReview(actor, 'into-itself');
  const target = await unitGoingOn(context, targetId!, units);
  // What is held in a part of the body would reach all of it.
  if (target.parentId === null) refuseReview(actor, 'root-stays');
  expectStanding(context, target, on);
  const others = units.filter(({ kind }) => kind !== target.kind);
  const names = others.map(({ name }) => name);
  if (others.length > 0) refuseReview(actor, 'kinds-differ', { unit: namesOf(actor, names) });
  const ids = units.map(({ id }) => id);
  const below = (await unitsBelow(db, tenantId, ids)).filter(({ id }) => !ids.includes(id));
  const placed =
    below.length === 0
      ? []
      : await unitsToReform(
          context,
          below.map(({ id }) => id),
          on,
        );
  // What a closed school had handed in already goes where its successor is summed; a county's own, to its successor.
  const groupId = target.kind === 'school' ? target.parentId! : target.id;
  const groups = [...groupsUnder(placed, target), ...ids.map(unitId => ({ unitId, groupId }))];
  const dropped = await keysToExcuse({ db, tenantId }, ids, on, false);
  return { units, target, placed, groups, dropped, holders: ids };
};

const drawClosing = async (context: Looker, { unitIds, on }: Reform): Promise<Drawn> => {
  const { db, actor } = context;
  const { tenantId } = actor;
  const units = await unitsToReform(context, unitIds, on);
  const below = await unitsBelow(db, tenantId, unitIds);
  if (below.length > 0) refuseReview(actor, 'has-units-below', { count: below.length });
  const dropped = await keysToExcuse({ db, tenantId }, unitIds, on, true);
  return { units, target: null, placed: [], groups: [], dropped, holders: unitIds };
};

const draw = { move: drawMove, merge: drawMerger, close: drawClosing };

/** Works a reform out, without changing anything; refuses what the reform would refuse. */
export async function planReform(context: Looker, reform: Reform): Promise<ReformPlan> {
  const { holders, ...drawn } = await draw[reform.kind](context, reform);
  const looking = { db: context.db, tenantId: context.actor.tenantId };
  const held = await heldBy(context, holders);
  const moving = await keysToRegroup(looking, drawn.groups, reform.on);
  const counts = {
    handed: counted(held),
    units: reform.kind === 'move' ? holders.length - 1 : drawn.placed.length,
    moved: moving.length,
    values: await countValues(looking, moving),
    dropped: drawn.dropped.length,
  };
  return { ...drawn, held, counts };
}
