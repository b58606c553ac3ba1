import { sql } from 'kysely';
import type { Db } from '../../../platform/database/connect';
import type { Id, Timestamp } from '../../../platform/database/tables';
import { type Failures, FORGOTTEN_AFTER_MS } from '../rules/back-off';

/** Where wrong attempts count: for an account (a keyed hash) at a source (an address, a device, '' for all unknown places). */
export type Counter = { account: Buffer; source: string };

/** One more wrong attempt in each of these counts. */
export async function countFailure(db: Db, tenantId: Id, counters: readonly Counter[], now: Timestamp): Promise<void> {
  const forgotten = new Date(Date.parse(now) - FORGOTTEN_AFTER_MS).toISOString();
  for (const { account, source } of counters)
    await db
      .insertInto('signInFailures')
      .values({ tenantId, account, source, failures: 1, failedAt: now })
      .onConflict(conflict =>
        conflict.columns(['tenantId', 'account', 'source']).doUpdateSet({
          failures: sql<number>`case when sign_in_failures.failed_at < ${forgotten}::timestamptz then 1
                                     else sign_in_failures.failures + 1 end`,
          failedAt: eb => eb.ref('excluded.failedAt'),
        }),
      )
      .execute();
}

/** What one of them says, where that still holds. */
export async function failuresOf(
  db: Db,
  tenantId: Id,
  { account, source }: Counter,
  now: Timestamp,
): Promise<Failures | undefined> {
  return db
    .selectFrom('signInFailures')
    .select(['failures', 'failedAt'])
    .where('tenantId', '=', tenantId)
    .where('account', '=', account)
    .where('source', '=', source)
    .where('failedAt', '>', new Date(Date.parse(now) - FORGOTTEN_AFTER_MS).toISOString())
    .executeTakeFirst();
}

/** Forgets wrong attempts: of one source after a right one, of all after a reset. */
export async function clearFailures(db: Db, tenantId: Id, account: Buffer, source?: string): Promise<void> {
  await db
    .deleteFrom('signInFailures')
    .where('tenantId', '=', tenantId)
    .where('account', '=', account)
    .$if(source !== undefined, query => query.where('source', '=', source!))
    .execute();
}

/**
 * False where another attempt on this account from this source is just being judged: guesses at the same moment would each
 * see the same count. Held to the end of the transaction; nobody waits.
 */
export async function takeTurn(db: Db, account: Buffer, source: string): Promise<boolean> {
  const { rows } = await sql<{ mine: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${`${account.toString('hex')} ${source}`}, 8)) as mine`.execute(
    db,
  );
  return rows[0]!.mine;
}
