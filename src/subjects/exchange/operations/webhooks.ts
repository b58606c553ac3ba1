import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import { refuse } from '../../../kernel/refusal';
import { read, write } from '../../../platform/operation';
import { placeOfSecret } from '../jobs';
import { mayKeepExchange } from '../policy';
import { shownAddress } from '../rules/webhook-plan';
import { type DeliveryRow, saveWebhookInput, type WebhookRow, webhookInput } from '../schema';
import { chainEnd } from '../store/webhooks';

const MOST_WEBHOOKS = 20;
const SHOWN = 100;

/** What is written down of a webhook. */
const told = <Hook extends { url: string }>(hook: Hook): Hook => ({ ...hook, url: shownAddress(hook.url) });

export const webhooks = read({
  name: 'exchange.webhooks',
  summary: '登记的变更通知，各有多少待发、最近一次的回答',
  input: z.object({}),
  may: mayKeepExchange,
  run: async ({ db, actor }): Promise<WebhookRow[]> => {
    const { rows } = await sql<WebhookRow>`
      select w.id, w.name, w.url, w.events, w.paused_at, w.version,
        (select count(*)::int from webhook_deliveries d
         where d.tenant_id = w.tenant_id and d.webhook_id = w.id and d.delivered_at is null and d.next_at is not null) as waiting,
        l.last_at, l.last_answer
      from webhooks w
      left join lateral (
        select d.created_at as last_at, d.answer as last_answer from webhook_deliveries d
        where d.tenant_id = w.tenant_id and d.webhook_id = w.id and d.attempts > 0 order by d.id desc limit 1) l on true
      where w.tenant_id = ${actor.tenantId} order by w.id`.execute(db);
    return rows;
  },
});

export const saveWebhook = write({
  name: 'exchange.saveWebhook',
  summary: '登记、修改或暂停一个变更通知；新登记的密钥只显示这一次',
  ownHands: true,
  input: saveWebhookInput,
  may: mayKeepExchange,
  run: async ({ db, actor, now, secrets, audit }, { webhookId, version, paused, ...fields }) => {
    const { tenantId, userId } = actor;
    const pausedAt = paused ? now : null;
    if (webhookId) {
      const before =
        (await db
          .selectFrom('webhooks')
          .select(['name', 'url', 'events', 'pausedAt', 'version'])
          .where('tenantId', '=', tenantId)
          .where('id', '=', webhookId)
          .forUpdate()
          .executeTakeFirst()) ?? refuse('not-found');
      if (before.version !== version) refuse('changed-meanwhile', { current: before });
      await db
        .updateTable('webhooks')
        .set({ ...fields, pausedAt, version: before.version + 1 })
        .where('tenantId', '=', tenantId)
        .where('id', '=', webhookId)
        .execute();
      await audit({ kind: 'webhook', id: webhookId, before: told(before), after: told({ ...fields, paused }) });
      return { webhookId, secret: null };
    }
    const { count } = await db
      .selectFrom('webhooks')
      .select(({ fn }) => fn.countAll<string>().as('count'))
      .where('tenantId', '=', tenantId)
      .executeTakeFirstOrThrow();
    if (Number(count) >= MOST_WEBHOOKS) refuse('wrong-state', { reason: String(MOST_WEBHOOKS) });
    const secret = randomBytes(32).toString('base64');
    const row = { tenantId, ...fields, createdBy: userId, createdAt: now, pausedAt };
    const { id } = await db
      .insertInto('webhooks')
      .values({ ...row, secret: Buffer.alloc(0), toldUntil: await chainEnd(db, tenantId) })
      .returning('id')
      .executeTakeFirstOrThrow();
    await db
      .updateTable('webhooks')
      .set({ secret: secrets.seal(secret, placeOfSecret(tenantId, id)) })
      .where('tenantId', '=', tenantId)
      .where('id', '=', id)
      .execute();
    await audit({ kind: 'webhook', id, after: told({ ...fields, paused }) });
    return { webhookId: id, secret: `whsec_${secret}` };
  },
});

export const removeWebhook = write({
  name: 'exchange.removeWebhook',
  summary: '撤销一个变更通知',
  ownHands: true,
  input: webhookInput,
  may: mayKeepExchange,
  run: async ({ db, actor, audit }, { webhookId }) => {
    const gone =
      (await db
        .deleteFrom('webhooks')
        .where('tenantId', '=', actor.tenantId)
        .where('id', '=', webhookId)
        .returning(['name', 'url', 'events'])
        .executeTakeFirst()) ?? refuse('not-found');
    await audit({ kind: 'webhook', id: webhookId, before: told(gone) });
  },
});

export const deliveries = read({
  name: 'exchange.deliveries',
  summary: '一个变更通知最近发出的内容和对方的回答',
  input: webhookInput,
  may: mayKeepExchange,
  run: async ({ db, actor }, { webhookId }): Promise<DeliveryRow[]> => {
    await db
      .selectFrom('webhooks')
      .select('id')
      .where('tenantId', '=', actor.tenantId)
      .where('id', '=', webhookId)
      .executeTakeFirst()
      .then(found => found ?? refuse('not-found'));
    const { rows } = await sql<DeliveryRow>`
      select d.id, d.event, d.created_at, d.attempts, d.delivered_at, d.next_at, d.answer from webhook_deliveries d
      where d.tenant_id = ${actor.tenantId} and d.webhook_id = ${webhookId} order by d.id desc limit ${SHOWN}`.execute(
      db,
    );
    return rows;
  },
});
