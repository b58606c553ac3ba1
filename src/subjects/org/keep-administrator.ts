import { refuse } from '../../kernel/refusal';
import type { Db } from '../../platform/database/connect';
import type { Id } from '../../platform/database/tables';

const administrators = (db: Db, tenantId: Id) =>
  db
    .selectFrom('users as u')
    .select('u.id')
    .where('u.tenantId', '=', tenantId)
    .where('u.disabledAt', 'is', null)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('posts as p')
          .innerJoin('orgUnits as o', join =>
            join.onRef('o.tenantId', '=', 'p.tenantId').onRef('o.id', '=', 'p.orgUnitId'),
          )
          .select('p.id')
          .whereRef('p.tenantId', '=', 'u.tenantId')
          .whereRef('p.userId', '=', 'u.id')
          .where('p.role', '=', 'administrator')
          .where('p.validTo', 'is', null)
          .where('o.parentId', 'is', null),
      ),
    );

/**
 * Does what may take an administrator from a body, and refuses `last-administrator` where nobody would be left who can keep accounts
 * and give the post again. Of two who do it to each other at the same moment the second waits for the first.
 */
export async function keepingAdministrator<Done>(db: Db, tenantId: Id, work: () => Promise<Done>): Promise<Done> {
  // Asked again afterwards by a statement of its own: it sees what whoever was waited for has done.
  const before = await administrators(db, tenantId).orderBy('u.id').forNoKeyUpdate().execute();
  const done = await work();
  if (before.length > 0 && !(await administrators(db, tenantId).limit(1).executeTakeFirst()))
    refuse('last-administrator');
  return done;
}
