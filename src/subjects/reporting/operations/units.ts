import { refuse } from '../../../kernel/refusal';
import type { DateText, Id } from '../../../platform/database/tables';
import { type Context, read, write } from '../../../platform/operation';
import { partsGoingAstray } from '../../indicators/reads/stray-parts';
import { type Heir, noteHandover } from '../../org/hand-over';
import { closeUnits, lockTree, lockUnits, placeUnit } from '../../org/place-unit';
import { mayGrant } from '../../org/policy';
import { seesEverything } from '../../org/rules';
import type { Held } from '../../org/schema';
import { followAcceptance } from '../follow-acceptance';
import { planReform, type ReformPlan, unitGoingOn } from '../reads/reform-plan';
import { refuseReview } from '../reads/review-place';
import {
  closeUnitInput,
  type Decision,
  mergeUnitsInput,
  moveUnitInput,
  previewReformInput,
  type Reform,
  type Reformed,
  type ReformPreview,
} from '../reform-schema';
import { mayReformTree } from '../review-policy';
import { neverEnded } from '../rules/reforms';
import { submissionId } from '../rules/submission-id';
import { handOver } from '../store/hand-over';
import { excuse, regroup } from '../store/regroup';
import { handOf } from '../store/review';

/** Things of the ledger are named only to who reads the ledger; people to everybody who keeps them. */
const nameSeen = (context: Context, { kind, name }: Held): string | null =>
  kind === 'post' || kind === 'invitation' || seesEverything(context.actor) ? name : null;

export const previewReform = read({
  name: 'reporting.previewReform',
  summary: '机构调整的预演：任务、目标、报表、岗位和数据各有多少随之转移或终止',
  input: previewReformInput,
  may: mayReformTree,
  run: async (context, reform): Promise<ReformPreview> => {
    const { held, counts, target } = await planReform(context, reform);
    const { db, actor } = context;
    return {
      ...counts,
      held: held.map(one => ({ kind: one.kind, id: one.id, name: nameSeen(context, one) })),
      stray: target ? await partsGoingAstray(db, actor.tenantId, reform.unitIds, target.path) : [],
    };
  },
});

/** One reform at a time, each of what the one before has left. */
const drawn = async (context: Context, reform: Reform): Promise<ReformPlan> => {
  await lockTree(context.db, context.actor.tenantId);
  await lockUnits(context.db, context.actor.tenantId, reform.unitIds);
  return planReform(context, reform);
};

/** Places the units that a plan names under its target, and sums elsewhere what follows from it. Returns how many submissions. */
export const place = async (
  context: Context,
  { placed, target, groups }: Pick<ReformPlan, 'placed' | 'target' | 'groups'>,
  on: DateText,
  reason: string,
): Promise<number> => {
  const { db, actor, audit } = context;
  for (const unit of placed) {
    await placeUnit(db, actor.tenantId, unit, target!, on);
    const [before, after] = [{ parentId: unit.parentId }, { parentId: target!.id, from: on, reason }];
    await audit({ kind: 'unit', id: unit.id, before, after });
  }
  const moved = await regroup(handOf(context), groups, on, reason);
  // What is measured county by county follows.
  for (const { formId, period } of moved) followAcceptance(context, formId, period);
  return moved.length;
};

/** Closes units, and notes down all that follows, so that it can be taken back. */
const close = async (
  context: Context,
  { units, target, placed, dropped, counts }: ReformPlan,
  { on, reason, heirOf }: { on: DateText; reason: string; heirOf: (held: Held) => Heir },
): Promise<Reformed> => {
  const { db, actor, audit } = context;
  const { tenantId } = actor;
  const heir: Heir = target ? { toId: target.id } : { toId: null, ended: reason };
  const noted = (unitId: Id, kind: 'submission' | 'unit' | 'heir', subjectId: string, before: unknown) =>
    noteHandover(db, tenantId, { unitId, kind, subjectId }, heir, before);
  for (const unit of placed) await noted(unit.parentId!, 'unit', unit.id, {});
  for (const { id } of units) await handOver(context, id, heirOf);
  const ids = units.map(({ id }) => id);
  const earlier = await closeUnits(db, tenantId, ids, on, target?.id ?? null);
  for (const { id, successorId } of earlier) await noted(successorId, 'heir', id, {});
  const excused = await excuse(handOf(context), dropped, reason);
  // What a closed unit still owed for one that had gone into it comes back with itself.
  for (const key of excused)
    await noted(ids.includes(key.unitId) ? key.unitId : ids[0]!, 'submission', submissionId(key), {});
  for (const { id, validTo } of units)
    await audit({
      kind: 'unit',
      id,
      before: { validTo },
      after: { validTo: on, successorId: target?.id ?? null, reason },
    });
  return { ...counts, dropped: excused.length };
};

export const moveUnit = write({
  name: 'reporting.moveUnit',
  summary: '调整单位隶属：从某日起归另一单位管，此前各期仍按原隶属汇总',
  input: moveUnitInput,
  may: mayReformTree,
  run: async (context, { unitId, parentId, from, reason }): Promise<Reformed> => {
    const plan = await drawn(context, { kind: 'move', unitIds: [unitId], targetId: parentId, on: from });
    return { ...plan.counts, moved: await place(context, plan, from, reason) };
  },
});

export const mergeUnits = write({
  name: 'reporting.mergeUnits',
  summary: '单位撤并：并入另一单位，未办结的任务、目标、报表和岗位随之转入，历史数据保留',
  input: mergeUnitsInput,
  may: mayReformTree,
  run: async (context, { unitIds, intoId, on, reason }): Promise<Reformed> => {
    const plan = await drawn(context, { kind: 'merge', unitIds, targetId: intoId, on });
    const done = await close(context, plan, { on, reason, heirOf: () => ({ toId: intoId }) });
    return { ...done, moved: await place(context, plan, on, reason) };
  },
});

/** The most particular decision about a thing: that which names it, else that of its kind. */
const decisionOn = (decisions: readonly Decision[], { kind, id }: Held): Decision | undefined =>
  decisions.find(one => one.kind === kind && one.id === id) ??
  decisions.find(one => one.kind === kind && one.id === undefined);

/** Everything that waits on the unit is decided, by who may, for units that stand. */
const expectDecided = async (
  context: Context,
  { units, held }: ReformPlan,
  decisions: readonly Decision[],
): Promise<void> => {
  const { db, actor } = context;
  const open = held.filter(one => !decisionOn(decisions, one));
  if (open.length > 0)
    refuseReview(actor, 'still-open', {
      count: open.length,
      open: open.map(({ kind, id }) => ({ kind, id })),
    });
  const ended = held.filter(one => decisionOn(decisions, one)!.ended !== undefined);
  if (ended.some(({ kind }) => neverEnded.includes(kind))) refuseReview(actor, 'needs-a-lead');
  if (held.some(({ role }) => role !== undefined && !mayGrant(actor, role))) refuse('not-permitted');
  const heirs = [...new Set(decisions.flatMap(({ toId }) => (toId === undefined ? [] : [toId])))].toSorted();
  await lockUnits(db, actor.tenantId, heirs);
  for (const heir of heirs) await unitGoingOn(context, heir, units);
};

export const closeUnit = write({
  name: 'reporting.closeUnit',
  summary: '撤销单位：尚未办结的逐类移交或写明理由终止，历史数据保留，之后各期不再要求填报',
  input: closeUnitInput,
  may: mayReformTree,
  run: async (context, { unitId, on, reason, decisions }): Promise<Reformed> => {
    const plan = await drawn(context, { kind: 'close', unitIds: [unitId], on });
    await expectDecided(context, plan, decisions);
    const heirOf = (held: Held): Heir => {
      const { toId, ended } = decisionOn(decisions, held)!;
      return toId === undefined ? { toId: null, ended: ended! } : { toId };
    };
    return close(context, plan, { on, reason, heirOf });
  },
});
