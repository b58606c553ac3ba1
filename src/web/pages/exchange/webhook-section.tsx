import { Button, Popconfirm } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WebhookRow } from '../../../subjects/exchange/schema';
import { useRead, useWrite } from '../../api';
import { ErrorNote } from '../../parts/error-note';
import { timeInChina } from '../../parts/format-date';
import { LinesSkeleton } from '../../parts/skeletons';
import { tell } from '../../parts/tell';
import { WebhookDeliveries } from './webhook-deliveries';
import { WebhookDialog } from './webhook-dialog';

/** 变更通知: the other systems that are told, how that goes, and a way to stop it. */
export const WebhookSection = () => {
  const { t } = useTranslation('exchange');
  const { data, error, refetch } = useRead('exchange.webhooks', {}, { staleTime: 0 });
  const [open, setOpen] = useState<WebhookRow | 'new' | null>(null);
  return (
    <section aria-labelledby="exchange-webhooks">
      <h2 id="exchange-webhooks">{t('webhook.title')}</h2>
      <p className="quiet">{t('webhook.lead')}</p>
      {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {!data && !error && <LinesSkeleton lines={2} />}
      {data?.length === 0 && <p>{t('webhook.none')}</p>}
      <ul className="webhook-list">
        {data?.map(hook => (
          <WebhookLine key={hook.id} hook={hook} onEdit={() => setOpen(hook)} />
        ))}
      </ul>
      <Button onClick={() => setOpen('new')} disabled={!data}>
        {t('webhook.add')}
      </Button>
      {open && <WebhookDialog hook={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </section>
  );
};

const WebhookLine = ({ hook, onEdit }: { hook: WebhookRow; onEdit: () => void }) => {
  const { t } = useTranslation('exchange');
  const [shown, setShown] = useState(false);
  const save = useWrite('exchange.saveWebhook');
  const remove = useWrite('exchange.removeWebhook');
  const { id: webhookId, name, url, events, version, pausedAt, waiting, lastAt, lastAnswer } = hook;
  const pause = () => save.mutate({ webhookId, version, name, url, events, paused: pausedAt === null });
  const last = lastAt && timeInChina(lastAt);
  return (
    <li>
      <div className="webhook-line">
        <div>
          <p>
            {name}
            {pausedAt && <span className="quiet"> {t('webhook.paused')}</span>}
          </p>
          <p className="quiet">{url}</p>
          <p className="quiet">
            {events.map(event => t(`webhook.event.${event.replace('.', '-') as 'period-closed'}`)).join(t('comma'))}
            {' · '}
            {last
              ? t('webhook.last', { at: `${last.date} ${last.time}`, answer: lastAnswer ?? '' })
              : t('webhook.neverSent')}
            {waiting > 0 && ` · ${t('webhook.waiting', { count: waiting })}`}
          </p>
        </div>
        <div className="webhook-actions">
          <Button size="small" aria-expanded={shown} onClick={() => setShown(!shown)}>
            {t('webhook.deliveries')}
          </Button>
          <Button size="small" onClick={onEdit}>
            {t('webhook.edit')}
          </Button>
          <Button size="small" loading={save.isPending} onClick={pause}>
            {pausedAt ? t('webhook.resume') : t('webhook.pause')}
          </Button>
          <Popconfirm
            icon={null}
            title={t('webhook.removeAsk')}
            okText={t('webhook.remove')}
            cancelText={t('webhook.cancel')}
            onConfirm={() => remove.mutate({ webhookId }, { onSuccess: () => tell(t('webhook.removed', { name })) })}
          >
            <Button size="small">{t('webhook.remove')}</Button>
          </Popconfirm>
        </div>
      </div>
      <ErrorNote error={save.error ?? remove.error} />
      {shown && <WebhookDeliveries webhookId={webhookId} />}
    </li>
  );
};
