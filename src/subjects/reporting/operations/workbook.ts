import { periodOf } from '../../../kernel/period';
import { Refusal, refuse } from '../../../kernel/refusal';
import type { Id } from '../../../platform/database/tables';
import { type Context, Download, read, write } from '../../../platform/operation';
import { writeWorkbook } from '../../../platform/papers/workbook';
import { type ReadWorkbook, readWorkbookInput, templateInput } from '../entry-schema';
import { wordsIn } from '../papers/cell-mark';
import { entryTemplate, entryTemplateName } from '../papers/entry-template';
import { readEntrySheet } from '../papers/read-entry-sheet';
import { mayEnter, mayLook } from '../policy';
import { entryPage } from '../reads/entry';
import type { SubmissionKey } from '../schema';
import { lockEntry } from '../store/drafts';
import { mergeInto } from './save-draft';

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export const template = read({
  name: 'reporting.template',
  summary: '下载一个单位一期的填报表（.xlsx），带上期数据',
  perMinute: 60,
  input: templateInput,
  may: mayLook,
  run: async ({ db, actor, today }, key) => {
    const page = await entryPage(db, actor, today, key);
    return new Download(
      entryTemplateName(page, actor.language),
      XLSX,
      await writeWorkbook(entryTemplate(page, actor.language)),
    );
  },
});

/** The bytes of a workbook that the caller uploaded; refuses `not-found` for any other file. */
export async function uploadedWorkbook({ db, actor, files }: Context, fileId: Id) {
  const file =
    (await db
      .selectFrom('files')
      .select(['sha256', 'name'])
      .where('tenantId', '=', actor.tenantId)
      .where('id', '=', fileId)
      .where('createdBy', '=', actor.userId)
      .executeTakeFirst()) ?? refuse('not-found');
  return { name: file.name, bytes: await files.get(file.sha256) };
}

/** What the reader refuses, with the name of the file: the reader does not know it, the person does. */
export const withName = (name: string) => (error: unknown) => {
  if (error instanceof Refusal) throw new Refusal(error.code, { name, ...error.detail });
  throw error;
};

/** Refuses a workbook that was made for another submission, and says for which; of what the caller does not see, nothing is said. */
export async function refuseForeign(context: Context, found: SubmissionKey | null): Promise<never> {
  const words = wordsIn(context.actor.language);
  if (!found || !periodOf(found.period)) return refuse('wrong-template', { found: words('foundNothing') });
  const { db, actor, today } = context;
  const page = await entryPage(db, actor, today, found).catch((error: unknown) => {
    if (error instanceof Refusal) return null;
    throw error;
  });
  const told = page
    ? words('foundOther', { form: page.form.name, unit: page.unit.name, period: found.period })
    : words('foundNothing');
  return refuse('wrong-template', { found: told });
}

export const readWorkbook = write({
  name: 'reporting.readWorkbook',
  summary: '上传填好的填报表，读入草稿；有一格不对就整份不收，逐格列出',
  input: readWorkbookInput,
  uploaded: ({ fileId }) => fileId,
  may: mayEnter,
  run: async (context, { fileId, ...key }): Promise<ReadWorkbook> => {
    const { db, actor, today } = context;
    const entry = await lockEntry(db, actor, today, key);
    const { name, bytes } = await uploadedWorkbook(context, fileId);
    const { language } = actor;
    const sheet = await readEntrySheet(bytes, key, entry.figures, entry.values, language).catch(withName(name));
    if (sheet.foreign !== undefined) await refuseForeign(context, sheet.foreign);
    const errors = sheet.findings.filter(({ level }) => level === 'error');
    if (errors.length > 0) refuse('workbook-has-errors', { name, count: errors.length, findings: sheet.findings });
    const saved = await mergeInto(context, entry, sheet.cells);
    return { ...saved, cells: sheet.cells.map(({ cell, v }) => ({ cell, v })) };
  },
});
