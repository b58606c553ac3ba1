import type { Plan } from '../../../compiler/ledger';
import type { Id } from '../../../platform/database/tables';
import { type Context, write } from '../../../platform/operation';
import { compileDocument, compileUploaded } from '../compiling/compile-uploaded';
import { maySettle } from '../policy';
import { importPlanInput, pastePlanInput } from '../schema';
import { insertPlan } from '../store';

/** Keeps what was compiled. A document that cannot be read was refused before; nothing of it is kept. */
const keep = async ({ db, actor, now, today, audit }: Context, compiled: Plan, fileId: Id | null) => {
  const plan = {
    year: compiled.year ?? Number(today.slice(0, 4)),
    title: (compiled.title ?? compiled.source.name.replace(/\.[a-z]+$/i, '')).slice(0, 200),
    issuer: compiled.issuer,
    fileId,
  };
  const { tenantId, userId } = actor;
  const planId = await insertPlan(db, { ...plan, compiled, tenantId, createdBy: userId, createdAt: now });
  await audit({ kind: 'plan', id: planId, after: plan });
  return { planId };
};

export const importPlan = write({
  name: 'plans.import',
  summary: '导入工作要点：编译已上传的文件',
  input: importPlanInput,
  uploaded: ({ fileId }) => fileId,
  may: maySettle,
  run: async (context, { fileId }) => keep(context, await compileUploaded(context, fileId), fileId),
});

export const pastePlan = write({
  name: 'plans.paste',
  summary: '导入工作要点：粘贴的文字',
  input: pastePlanInput,
  may: maySettle,
  run: async (context, { name, text }) => keep(context, await compileDocument(context, name, text), null),
});
