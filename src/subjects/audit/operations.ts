import { chainHead } from '../../platform/audit/seal';
import { verifyAudit } from '../../platform/audit/verify';
import { Download, read } from '../../platform/operation';
import { writeWorkbook } from '../../platform/papers/workbook';
import { auditWorkbook, auditWorkbookName } from './papers';
import { mayAudit } from './policy';
import { auditPage, countEntries, entriesOf, MOST_EXPORTED } from './reads/entries';
import { type AuditPage, type AuditProof, auditFilter, auditInput, verifyInput } from './schema';

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const list = read({
  name: 'audit.list',
  summary: '审计记录：谁在何时把什么从什么改成了什么，最近的在前',
  input: auditInput,
  may: mayAudit,
  run: ({ db, actor }, { before, ...filter }): Promise<AuditPage> => auditPage(db, actor.tenantId, filter, before),
});

const verify = read({
  name: 'audit.verify',
  summary: '校验审计链：是否有记录被改动、移除或插入',
  input: verifyInput,
  perMinute: 20,
  may: mayAudit,
  run: ({ db, actor }, { position, hash }): Promise<AuditProof> =>
    verifyAudit(db, actor.tenantId, position && hash ? { position, hash } : undefined),
});

const exportWorkbook = read({
  name: 'audit.exportWorkbook',
  summary: '导出审计记录为 .xlsx，按当前筛选',
  input: auditFilter,
  perMinute: 20,
  may: mayAudit,
  // That somebody took the history along is history too.
  restricted: () => ({ kind: 'audit', id: 'export' }),
  run: async ({ db, actor, today }, filter) => {
    const { tenantId, language } = actor;
    const { name } = await db
      .selectFrom('tenants')
      .select('name')
      .where('tenantId', '=', tenantId)
      .executeTakeFirstOrThrow();
    const head = await chainHead(db, tenantId);
    const paper = {
      body: name,
      today,
      language,
      total: await countEntries(db, tenantId, filter),
      rows: await entriesOf(db, tenantId, filter, { limit: MOST_EXPORTED }),
      head: head && { position: head.position, hash: head.hash.toString('hex') },
    };
    return new Download(auditWorkbookName(paper), WORKBOOK, await writeWorkbook(auditWorkbook(paper)));
  },
});

/** The table of this subject's operations. */
export const auditOperations = [list, verify, exportWorkbook] as const;
