import { compile } from '../../../compiler/compile';
import { readDocument } from '../../../compiler/readers/read-document';
import type { Source } from '../../../compiler/source';
import { textSource } from '../../../compiler/source';
import { refuse } from '../../../kernel/refusal';
import type { Id } from '../../../platform/database/tables';
import { type Context, write } from '../../../platform/operation';
import { maySettle } from '../policy';
import { importPlanInput, pastePlanInput } from '../schema';
import { insertPlan } from '../store';

// A work plan has ten to twenty thousand characters; a yearbook has half a million.
const DOCUMENT_LIMIT_MB = 20;
const TEXT_LIMIT = 1_000_000;

/** Compiles and keeps. A document that cannot be read was refused before; nothing of it is kept. */
const keep = async ({ db, actor, now, today, audit }: Context, source: Source, fileId: Id | null) => {
  if (source.text.length > TEXT_LIMIT) refuse('too-large', { limit: TEXT_LIMIT.toLocaleString('en') });
  if (!source.text.trim()) refuse('empty-document', { name: source.name });
  const compiled = compile(source);
  const plan = {
    year: compiled.year ?? Number(today.slice(0, 4)),
    title: (compiled.title ?? source.name.replace(/\.[a-z]+$/i, '')).slice(0, 200),
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
  run: async (context, { fileId }) => {
    const { db, actor, files } = context;
    const file =
      (await db
        .selectFrom('files')
        .select(['name', 'sha256', 'size'])
        .where('tenantId', '=', actor.tenantId)
        .where('id', '=', fileId)
        .executeTakeFirst()) ?? refuse('not-found');
    if (Number(file.size) > DOCUMENT_LIMIT_MB * 1024 * 1024) refuse('too-large', { limit: `${DOCUMENT_LIMIT_MB} MB` });
    return keep(context, await readDocument(await files.get(file.sha256), file.name), fileId);
  },
});

export const pastePlan = write({
  name: 'plans.paste',
  summary: '导入工作要点：粘贴的文字',
  input: pastePlanInput,
  may: maySettle,
  run: async (context, { name, text }) => keep(context, textSource(name, text), null),
});
