import { sql } from 'kysely';
import type { Db } from '../../../platform/database/connect';
import type { Id, Timestamp } from '../../../platform/database/tables';
import { type Deed, isToldAs, nextTry, toldOperations } from '../rules/webhook-plan';
import type { WebhookEvent } from '../schema';

const PER_DELIVERY = 500;
// A city's year that was brought in at once is told in one go; more waits half a minute.
const MOST_AT_ONCE = 100;
// Posted one after the other to each receiver: with ten seconds of patience no longer than they are held.
const DUE_AT_ONCE = 50;

type Sealed = Deed & { position: string; subjectId: string; at: Timestamp };
type Told = { id: Id; events: WebhookEvent[]; toldUntil: string };

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
  for (const webhook of webhooks) {
    let until: string | null = webhook.toldUntil;
    for (let step = 0; until !== null && step < MOST_AT_ONCE; step += 1)
      until = await noteNext(db, tenantId, webhook, until, now);
  }
}

/** The next of what one webhook is told; returns how far that goes, null where nothing is left. */
const noteNext = async (
  db: Db,
  tenantId: Id,
  { id, events }: Told,
  toldUntil: string,
  now: Timestamp,
): Promise<string | null> => {
  // Asked first: what is sealed while the rows are read comes next time.
  const last = await chainEnd(db, tenantId);
  const { rows } = await sql<Sealed>`
    select c.position, e.operation, e.kind, e.subject_id, e.at, e.after->>'stage' as stage, e.before is not null as existed
    from audit_chain c
    join audit_entries e on e.tenant_id = c.tenant_id and e.id = c.entry_id
    where c.tenant_id = ${tenantId} and c.position > ${toldUntil}::bigint and c.position <= ${last}::bigint
      and e.operation = any(${[...toldOperations]}::text[])
    order by c.position limit ${PER_DELIVERY}`.execute(db);
  const isFull = rows.length === PER_DELIVERY;
  const end = isFull ? rows.at(-1)!.position : last;
  for (const event of events) {
    const subjects = rows.filter(deed => isToldAs(event, deed));
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
  return isFull ? end : null;
};

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
