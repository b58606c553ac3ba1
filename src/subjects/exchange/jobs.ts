import type { Id } from '../../platform/database/tables';
import { inTenant } from '../../platform/database/tenant';
import { type Job, job } from '../../platform/jobs/job';
import { postWebhook } from './post-webhook';
import { clearDeliveries, type DueDelivery, noteAnswer, noteDeliveries, takeDue } from './store/webhooks';

const HELD_MS = 10 * 60_000;
const KEPT_MS = 30 * 86_400_000;

export const placeOfSecret = (tenantId: Id, name: string): string => `webhook ${tenantId} ${name}`;

/**
 * Tells other systems what was done. What is to be told is written down first, posted outside of every transaction, and its answer written
 * down again: killed in between, it is posted once more under the same id.
 */
export const webhookJobs = (allowed: readonly string[]): readonly Job[] => [
  job({
    name: 'exchange.deliver',
    summary: '每半分钟把已核定、已定格等变更通知登记的外部系统；失败后逐次推迟，一天半后放弃',
    schedule: { everySeconds: 30 },
    run: async ({ house, inEachTenant, signal }) => {
      const due: (DueDelivery & { tenantId: Id })[] = [];
      await inEachTenant(async ({ db, tenantId, realNow }) => {
        await noteDeliveries(db, tenantId, realNow);
        const until = new Date(Date.parse(realNow) + HELD_MS).toISOString();
        for (const one of await takeDue(db, tenantId, realNow, until)) due.push({ ...one, tenantId });
        await clearDeliveries(db, tenantId, new Date(Date.parse(realNow) - KEPT_MS).toISOString());
      });
      const post = async ({ tenantId, ...delivery }: (typeof due)[number]) => {
        const { id, webhookId, url, body } = delivery;
        const secret = house.secrets?.open(delivery.secret, placeOfSecret(tenantId, webhookId)) ?? null;
        const at = new Date().toISOString();
        const answer =
          secret === null
            ? { delivered: false, answer: 'secret-unreadable' }
            : await postWebhook({ url, secret, id: `${tenantId}-${id}`, at, body }, allowed, signal);
        await inTenant(house.db, tenantId, db => noteAnswer(db, tenantId, delivery, answer, at));
      };
      const byReceiver = new Map<string, typeof due>();
      for (const one of due) {
        const receiver = `${one.tenantId} ${one.webhookId}`;
        byReceiver.set(receiver, [...(byReceiver.get(receiver) ?? []), one]);
      }
      // Beside each other: a receiver that does not answer keeps nobody else waiting.
      await Promise.all(
        [...byReceiver.values()].map(async its => {
          for (const one of its) if (!signal.aborted) await post(one);
        }),
      );
    },
  }),
];
