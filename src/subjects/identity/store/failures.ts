import { sql } from 'kysely';
import type { Db } from '../../../platform/database/connect';
import type { Id, Timestamp } from '../../../platform/database/tables';
import { type Failures, FORGOTTEN_AFTER_MS } from '../rules/back-off';

/** From anywhere that the account does not know. */
export const ANYWHERE = '';

/** One more wrong attempt from each of these sources. */
export async function countFailure(
  db: Db,
  tenantId: Id,
  account: Buffer,
  sources: readonly string[],
  now: Timestamp,
): Promise<void> {
  const forgotten = new Date(Date.parse(now) - FORGOTTEN_AFTER_MS).toISOString();
  for (const source of sources)
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

/** The counts that still hold, by source. */
export async function failuresOf(
  db: Db,
  tenantId: Id,
  account: Buffer,
  sources: readonly string[],
  now: Timestamp,
): Promise<Map<string, Failures>> {
  const rows = await db
    .selectFrom('signInFailures')
    .select(['source', 'failures', 'failedAt'])
    .where('tenantId', '=', tenantId)
    .where('account', '=', account)
    .where('source', 'in', [...sources])
    .where('failedAt', '>', new Date(Date.parse(now) - FORGOTTEN_AFTER_MS).toISOString())
    .execute();
  return new Map(rows.map(({ source, ...counted }) => [source, counted]));
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
