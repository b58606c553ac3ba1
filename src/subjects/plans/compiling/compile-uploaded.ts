import type { Plan } from '../../../compiler/ledger';
import { refuse } from '../../../kernel/refusal';
import type { Id } from '../../../platform/database/tables';
import type { Context } from '../../../platform/operation';
import { compileApart } from './compile-apart';

// A work plan has ten to twenty thousand characters; a yearbook has half a million.
const DOCUMENT_LIMIT_MB = 20;
const TEXT_LIMIT = 1_000_000;

/** Compiles an uploaded file of the body. Refuses `not-found`, `too-large`, `empty-document`, and what `compileApart` refuses. */
export const compileUploaded = async ({ db, actor, files }: Context, fileId: Id): Promise<Plan> => {
  const file =
    (await db
      .selectFrom('files')
      .select(['name', 'sha256', 'size'])
      .where('tenantId', '=', actor.tenantId)
      .where('id', '=', fileId)
      .executeTakeFirst()) ?? refuse('not-found');
  if (Number(file.size) > DOCUMENT_LIMIT_MB * 1024 * 1024) refuse('too-large', { limit: `${DOCUMENT_LIMIT_MB} MB` });
  return compileDocument(file.name, await files.get(file.sha256));
};

/** Compiles a document, or a text that was pasted. */
export const compileDocument = async (name: string, document: Uint8Array | string): Promise<Plan> => {
  const plan = await compileApart({ name, document });
  if (plan.source.text.length > TEXT_LIMIT) refuse('too-large', { limit: TEXT_LIMIT.toLocaleString('en') });
  if (!plan.source.text.trim()) refuse('empty-document', { name });
  return plan;
};
