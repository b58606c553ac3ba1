import type { Db } from '../database/connect';
import type { Id } from '../database/tables';
import { inTenant } from '../database/tenant';
import type { Actor } from '../operation';

/**
 * Forgets a file that this person uploaded, unless something has come to hold it meanwhile. Its bytes stay where they are until the daily
 * sweep: from inside one body nobody can tell whether another has the same.
 */
export async function discardFile(
  { db }: { db: Db },
  { tenantId, userId }: Pick<Actor, 'tenantId' | 'userId'>,
  fileId: Id,
): Promise<void> {
  await inTenant(db, tenantId, inside =>
    inside
      .deleteFrom('files')
      .where('tenantId', '=', tenantId)
      .where('id', '=', fileId)
      // Another's upload is not thrown away by naming it.
      .where('createdBy', '=', userId)
      .execute(),
  )
    // Held by a plan or a report: its foreign key keeps it.
    .catch(() => undefined);
}
