import { z } from 'zod';
import { refuse } from '../../../kernel/refusal';
import { read, write } from '../../../platform/operation';
import { id } from '../../org/schema';
import { compileUploaded } from '../compiling/compile-uploaded';
import { maySettle } from '../policy';
import { correctionsOf, revisedFrom, settledPlan } from '../reads';
import { itemsToAdopt } from '../rules/adoption';
import { carryOver } from '../rules/carry-over';
import { previewOf } from '../rules/rebase';
import { laterThan } from '../rules/steps';
import { type AdoptionPreview, answerConflictInput, type RevisedPlan, reviseInput } from '../schema';
import {
  answerConflict as answerRow,
  insertCarried,
  insertConflicts,
  insertCorrections,
  insertPlan,
  lockPlan,
  stepPlan,
} from '../store';

export const revise = write({
  name: 'plans.revise',
  summary: '导入修订稿：编译已上传的文件，把原稿上的更正按含义带过来，对不上的留待决定',
  input: reviseInput,
  uploaded: ({ fileId }) => fileId,
  may: maySettle,
  run: async (context, { planId: revises, fileId }): Promise<RevisedPlan> => {
    const { db, actor, now, audit } = context;
    const { tenantId, userId } = actor;
    await lockPlan(db, tenantId, revises);
    const before = await settledPlan(db, tenantId, revises);
    const compiled = await compileUploaded(context, fileId);
    const { title: old, year } = before.row;
    const plan = { year: compiled.year ?? year, title: (compiled.title ?? old).slice(0, 200), issuer: compiled.issuer };
    const planId = await insertPlan(db, {
      ...plan,
      compiled,
      fileId,
      revises,
      tenantId,
      createdBy: userId,
      createdAt: now,
    });
    const kept = before.corrections.filter(one => one.undoneAt === null);
    const over = carryOver(
      before.compiled,
      compiled,
      kept.map(one => one.payload),
    );
    const rows = over.carried.map((from, index) => ({
      correctionId: kept[from]!.id,
      payload: over.corrections[index]!,
    }));
    await insertCarried(db, tenantId, planId, rows);
    await insertConflicts(db, tenantId, planId, over.conflicts);
    const counts = {
      carried: over.corrections.length,
      already: over.already.length,
      conflicts: over.conflicts.length,
    };
    await audit({ kind: 'plan', id: planId, after: { ...plan, revises, ...counts, fulfilled: over.already } });
    return { planId, ...counts };
  },
});

export const answerConflict = write({
  name: 'plans.answerConflict',
  summary: '修订稿：一处更正与新稿不一致时，沿用更正或以新稿为准',
  input: answerConflictInput,
  may: maySettle,
  run: async ({ db, actor, now, audit }, { planId, version, conflictId, answer }) => {
    const { tenantId, userId } = actor;
    const plan = await lockPlan(db, tenantId, planId, version);
    const conflict =
      (await answerRow(db, tenantId, { planId, conflictId, answer, answeredBy: userId, answeredAt: now })) ??
      refuse('not-found');
    if (answer === 'mine') {
      const mine = conflict.mine ?? refuse('wrong-state');
      const kept = await correctionsOf(db, tenantId, planId);
      const createdAt = laterThan(
        now,
        kept.flatMap(one => (one.undoneAt === null ? [one.at] : [one.at, one.undoneAt])),
      );
      const firstSeq = (kept.at(-1)?.seq ?? 0) + 1;
      await insertCorrections(db, { tenantId, planId, firstSeq, createdBy: userId, createdAt }, [mine]);
    }
    await audit({ kind: 'plan', id: planId, after: { conflict, answer } });
    return { version: await stepPlan(db, tenantId, planId, plan.version) };
  },
});

export const preview = read({
  name: 'plans.preview',
  summary: '修订稿：采纳后台账会有哪些变化',
  input: z.object({ planId: id }),
  may: maySettle,
  run: async ({ db, actor }, { planId }): Promise<AdoptionPreview> => {
    const { plan, matches, row } = await settledPlan(db, actor.tenantId, planId);
    const from = await revisedFrom(db, actor.tenantId, row.revises, plan);
    return previewOf(from?.tasks ?? [], itemsToAdopt(plan, matches), from?.rebase ?? { nodes: [], targets: [] });
  },
});
