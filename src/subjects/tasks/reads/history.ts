import type { Db } from '../../../platform/database/connect';
import type { Id } from '../../../platform/database/tables';
import type { HistoryRow } from '../schema';

const HISTORY_ROWS = 500;

/** Every change of a task and of what hangs on it, newest first; the newest 500. */
export async function historyOf(db: Db, tenantId: Id, taskId: Id): Promise<HistoryRow[]> {
  const rows = await db
    .selectFrom('auditEntries as a')
    .leftJoin('users as u', join => join.onRef('u.tenantId', '=', 'a.tenantId').onRef('u.id', '=', 'a.userId'))
    .select(['a.id', 'a.at', 'u.name as by', 'a.operation', 'a.kind', 'a.before', 'a.after'])
    .where('a.tenantId', '=', tenantId)
    .where(eb =>
      eb.or([
        eb.and([eb('a.kind', '=', 'task'), eb('a.subjectId', '=', taskId)]),
        eb.and([eb('a.underKind', '=', 'task'), eb('a.underId', '=', taskId)]),
      ]),
    )
    .orderBy('a.id', 'desc')
    .limit(HISTORY_ROWS)
    .execute();
  return rows as HistoryRow[];
}
