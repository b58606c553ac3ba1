import type { Db } from '../database/connect';
import type { Id } from '../database/tables';
import type { FileStore } from './file-store';

/** Throws an uploaded file away, unless something has come to hold it meanwhile; its bytes too, if no other file has the same. */
export async function discardFile(
  { db, files }: { db: Db; files: FileStore },
  tenantId: Id,
  fileId: Id,
): Promise<void> {
  const gone = await db
    .deleteFrom('files')
    .where('tenantId', '=', tenantId)
    .where('id', '=', fileId)
    .returning('sha256')
    .executeTakeFirst()
    // Held by a plan or a report: its foreign key keeps it.
    .catch(() => undefined);
  if (!gone) return;
  const other = await db.selectFrom('files').select('id').where('sha256', '=', gone.sha256).limit(1).executeTakeFirst();
  if (!other) await files.remove(gone.sha256);
}
