import { sql } from 'kysely';
import { type Context, Download, read } from '../../../platform/operation';
import { writeDocument } from '../../../platform/papers/document';
import { writeWorkbook } from '../../../platform/papers/workbook';
import { judgedTargets } from '../../indicators/reads';
import { divisionDocument, documentName, ledgerWorkbook, type PaperHead, workbookName } from '../papers';
import { mayLook } from '../policy';
import { exportRows } from '../reads/export-rows';
import { thresholdsOf } from '../reads/settings';
import { exportInput } from '../schema';

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const DOCUMENT = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

const headOf = async ({ db, actor, today }: Context, year: number): Promise<PaperHead> => {
  const { name } = await db
    .selectFrom('tenants')
    .select('name')
    .where('tenantId', '=', actor.tenantId)
    .executeTakeFirstOrThrow();
  return { body: name, year, today, language: actor.language };
};

export const exportWorkbook = read({
  name: 'tasks.exportWorkbook',
  summary: '导出台账为 .xlsx，按当前筛选和排序',
  perMinute: 30,
  input: exportInput,
  may: mayLook,
  run: async (context, input) => {
    const { db, actor, today } = context;
    const [head, rows, limits] = await Promise.all([
      headOf(context, input.year),
      exportRows(db, actor, input),
      thresholdsOf(db, actor.tenantId),
    ]);
    const ids = rows.map(({ id }) => id);
    const targets = await judgedTargets(db, actor.tenantId, sql`t.id = any(${ids}::bigint[])`, today, limits);
    return new Download(workbookName(head), WORKBOOK, await writeWorkbook(ledgerWorkbook(head, rows, targets)));
  },
});

export const exportDocument = read({
  name: 'tasks.exportDocument',
  summary: '导出任务分解表为 .docx（GB/T 9704-2012 版式），按当前筛选和排序',
  perMinute: 30,
  input: exportInput,
  may: mayLook,
  run: async (context, input) => {
    const [head, rows] = await Promise.all([headOf(context, input.year), exportRows(context.db, context.actor, input)]);
    return new Download(documentName(head), DOCUMENT, await writeDocument(divisionDocument(head, rows)));
  },
});
