import { z } from 'zod';
import { refuse } from '../../../kernel/refusal';
import { write } from '../../../platform/operation';
import { id } from '../../org/schema';
import { maySettle } from '../policy';
import { correctionsOf } from '../reads';
import { lastAct, laterThan, nextUndone } from '../rules/steps';
import { correctInput } from '../schema';
import { insertCorrections, lockPlan, markUndone, stepPlan } from '../store';

const stepInput = z.object({ planId: id, version: z.number().int() });

const timesOf = (kept: readonly { at: string; undoneAt: string | null }[]): string[] =>
  kept.flatMap(one => (one.undoneAt === null ? [one.at] : [one.at, one.undoneAt]));

export const correct = write({
  name: 'plans.correct',
  summary: '校核：记下一步更正（一次点击的几条更正一起记下，一起撤销）',
  input: correctInput,
  may: maySettle,
  run: async ({ db, actor, now, audit }, { planId, version, corrections }) => {
    const { tenantId, userId } = actor;
    const plan = await lockPlan(db, tenantId, planId, version);
    const kept = await correctionsOf(db, tenantId, planId);
    const createdAt = laterThan(now, timesOf(kept));
    const firstSeq = (kept.at(-1)?.seq ?? 0) + 1;
    await insertCorrections(db, { tenantId, planId, firstSeq, createdBy: userId, createdAt }, corrections);
    await audit({ kind: 'plan', id: planId, after: { corrections } });
    return { version: await stepPlan(db, tenantId, planId, plan.version), at: createdAt };
  },
});

export const undo = write({
  name: 'plans.undo',
  summary: '校核：撤销最近一步更正',
  input: stepInput,
  may: maySettle,
  run: async ({ db, actor, now, audit }, { planId, version }) => {
    const plan = await lockPlan(db, actor.tenantId, planId, version);
    const kept = await correctionsOf(db, actor.tenantId, planId);
    const act = lastAct(kept);
    if (act.length === 0) refuse('not-found');
    const undoneAt = laterThan(now, timesOf(kept));
    const ids = act.map(one => one.id);
    await markUndone(db, actor.tenantId, ids, { undoneAt, undoneBy: actor.userId });
    await audit({ kind: 'plan', id: planId, before: { corrections: act.map(one => one.payload) } });
    return { version: await stepPlan(db, actor.tenantId, planId, plan.version), at: undoneAt };
  },
});

export const redo = write({
  name: 'plans.redo',
  summary: '校核：恢复刚才撤销的一步',
  input: stepInput,
  may: maySettle,
  run: async ({ db, actor, now, audit }, { planId, version }) => {
    const plan = await lockPlan(db, actor.tenantId, planId, version);
    const kept = await correctionsOf(db, actor.tenantId, planId);
    const act = nextUndone(kept);
    if (act.length === 0) refuse('not-found');
    const ids = act.map(one => one.id);
    await markUndone(db, actor.tenantId, ids, { undoneAt: null, undoneBy: null });
    await audit({ kind: 'plan', id: planId, after: { corrections: act.map(one => one.payload) } });
    return { version: await stepPlan(db, actor.tenantId, planId, plan.version), at: now };
  },
});
