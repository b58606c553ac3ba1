import type { Plan } from '../../../compiler/ledger';
import { refuse } from '../../../kernel/refusal';
import type { Id } from '../../../platform/database/tables';
import type { Context } from '../../../platform/operation';
import { compileApart } from './compile-apart';

// A work plan has ten to twenty thousand characters; a yearbook has half a million.
const DOCUMENT_LIMIT_MB = 20;
const TEXT_LIMIT = 1_000_000;

// A body that has only just begun knows nobody: then no name is strange.
const FEWEST_UNITS = 5;

/** The names of the body's units; undefined where it has hardly any. */
const registerOf = async ({ db, actor }: Context): Promise<string[] | undefined> => {
  const units = await db
    .selectFrom('orgUnits')
    .select(['name', 'shortName', 'aliases'])
    .where('tenantId', '=', actor.tenantId)
    .execute();
  if (units.length < FEWEST_UNITS) return undefined;
  return units.flatMap(({ name, shortName, aliases }) => [name, shortName, ...aliases]);
};

/** Compiles an uploaded file of the body. Refuses `not-found`, `too-large`, `empty-document`, and what `compileApart` refuses. */
export const compileUploaded = async (context: Context, fileId: Id): Promise<Plan> => {
  const { db, actor, files } = context;
  const file =
    (await db
      .selectFrom('files')
      .select(['name', 'sha256', 'size'])
      .where('tenantId', '=', actor.tenantId)
      .where('id', '=', fileId)
      // One's own upload: another's is not read by compiling it.
      .where('createdBy', '=', actor.userId)
      .executeTakeFirst()) ?? refuse('not-found');
  if (Number(file.size) > DOCUMENT_LIMIT_MB * 1024 * 1024) refuse('too-large', { limit: `${DOCUMENT_LIMIT_MB} MB` });
  return compileDocument(context, file.name, await files.get(file.sha256));
};

/** Compiles a document, or a text that was pasted. */
export const compileDocument = async (context: Context, name: string, document: Uint8Array | string): Promise<Plan> => {
  const register = await registerOf(context);
  const plan = await compileApart({ name, document, ...(register ? { register } : {}) });
  if (plan.source.text.length > TEXT_LIMIT) refuse('too-large', { limit: TEXT_LIMIT.toLocaleString('en') });
  if (!plan.source.text.trim()) refuse('empty-document', { name });
  return plan;
};
