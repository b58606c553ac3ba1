import { sql } from 'kysely';
import type { Db } from '../../../platform/database/connect';
import type { Id, Timestamp } from '../../../platform/database/tables';
import { eventOf, nextTry, toldOperations } from '../rules/webhook-plan';

const PER_DELIVERY = 500;
// Posted one after the other to each receiver: with ten seconds of patience no longer than they are held.
const DUE_AT_ONCE = 50;

type Sealed = { position: string; operation: string; kind: string; subjectId: string; at: Timestamp };
type Told = { id: Id; events: string[]; toldUntil: string };

/** Where the chain of what was done ends now: a new webhook is told from here on. */
export const chainEnd = async (db: Db, tenantId: Id): Promise<string> => {
  const { rows } = await sql<{ position: string }>`
    select coalesce(max(position), 0)::text as position from audit_chain where tenant_id = ${tenantId}`.execute(db);
  return rows[0]!.position;
};

/**
 * Writes down what each webhook has to be told since the last time: the sealed chain is the one order in which deeds are certain, so
 * none is told before it is committed and none is passed over. Subjects of one kind of event go together.
 */
export async function noteDeliveries(db: Db, tenantId: Id, now: Timestamp): Promise<void> {
  const { rows: webhooks } = await sql<Told>`
    select w.id, w.events, w.told_until from webhooks w
    where w.tenant_id = ${tenantId} and w.paused_at is null for update of w`.execute(db);
  for (const { id, events, toldUntil } of webhooks) {
    const { rows } = await sql<Sealed>`
      select c.position, e.operation, e.kind, e.subject_id, e.at
      from audit_chain c
      join audit_entries e on e.tenant_id = c.tenant_id and e.id = c.entry_id
      where c.tenant_id = ${tenantId} and c.position > ${toldUntil}::bigint and e.operation = any(${[...toldOperations]}::text[])
      order by c.position limit ${PER_DELIVERY}`.execute(db);
    const end = rows.length === PER_DELIVERY ? rows.at(-1)!.position : await chainEnd(db, tenantId);
    for (const event of events) {
      const subjects = rows.filter(({ operation }) => eventOf(operation) === event);
      if (subjects.length === 0) continue;
      const body = {
        type: event,
        timestamp: now,
        data: { subjects: subjects.map(({ kind, subjectId, at }) => ({ kind, id: subjectId, at })) },
      };
      await db
        .insertInto('webhookDeliveries')
        .values({ tenantId, webhookId: id, event, body: JSON.stringify(body), createdAt: now, nextAt: now })
        .execute();
    }
    await sql`update webhooks set told_until = ${end}::bigint where tenant_id = ${tenantId} and id = ${id}`.execute(db);
  }
}

export type DueDelivery = { id: Id; webhookId: Id; url: string; secret: Buffer; body: string; attempts: number };

/** Deliveries whose time has come, oldest first, kept from other servers until `until`. */
export async function takeDue(db: Db, tenantId: Id, now: Timestamp, until: Timestamp): Promise<DueDelivery[]> {
  const { rows } = await sql<DueDelivery>`
    with due as (
      select d.id from webhook_deliveries d
      join webhooks w on w.tenant_id = d.tenant_id and w.id = d.webhook_id and w.paused_at is null
      where d.tenant_id = ${tenantId} and d.delivered_at is null and d.next_at <= ${now}::timestamptz
      order by d.id limit ${DUE_AT_ONCE} for update of d skip locked)
    update webhook_deliveries d set next_at = ${until}::timestamptz
    from due, webhooks w
    where d.tenant_id = ${tenantId} and d.id = due.id and w.tenant_id = d.tenant_id and w.id = d.webhook_id
    returning d.id, d.webhook_id, w.url, w.secret, d.body::text as body, d.attempts`.execute(db);
  return rows.sort((a, b) => Number(a.id) - Number(b.id));
}

/** What came of a post; a delivery that has failed too often is given up, and stays to be seen. */
export async function noteAnswer(
  db: Db,
  tenantId: Id,
  { id, attempts }: Pick<DueDelivery, 'id' | 'attempts'>,
  { delivered, answer }: { delivered: boolean; answer: string },
  now: Timestamp,
): Promise<void> {
  await db
    .updateTable('webhookDeliveries')
    .set({
      attempts: attempts + 1,
      answer,
      deliveredAt: delivered ? now : null,
      nextAt: delivered ? null : nextTry(attempts + 1, now),
    })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .execute();
}

/** Deliveries are kept a month. */
export const clearDeliveries = async (db: Db, tenantId: Id, before: Timestamp): Promise<void> => {
  await sql`
    delete from webhook_deliveries where tenant_id = ${tenantId} and created_at < ${before}::timestamptz`.execute(db);
};
