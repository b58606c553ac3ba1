import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type WebhookEvent, type WebhookRow, webhookEvents } from '../../../subjects/exchange/schema';
import { useWrite } from '../../api';
import { Dialog } from '../../parts/dialog';
import { ErrorNote } from '../../parts/error-note';
import { TextField } from '../../parts/text-field';
import { WebhookSecret } from './webhook-secret';

/** A receiver, made or changed; a new one's secret is shown this once. */
export const WebhookDialog = ({ hook, onClose }: { hook: WebhookRow | null; onClose: () => void }) => {
  const { t } = useTranslation('exchange');
  const [name, setName] = useState(hook?.name ?? '');
  const [url, setUrl] = useState(hook?.url ?? 'https://');
  const [events, setEvents] = useState<readonly WebhookEvent[]>(hook?.events ?? ['figures.accepted']);
  const save = useWrite('exchange.saveWebhook');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const fields = { name: name.trim(), url: url.trim(), events: [...events] };
    const kept = hook && { webhookId: hook.id, version: hook.version, paused: hook.pausedAt !== null };
    save.mutate({ ...fields, ...kept }, { onSuccess: ({ secret }) => secret === null && onClose() });
  };
  const secret = save.data?.secret;
  if (secret) return <WebhookSecret secret={secret} onClose={onClose} />;
  return (
    <Dialog title={hook ? t('webhook.edit') : t('webhook.add')} onClose={onClose} width={520}>
      <form className="dialog-form" onSubmit={submit}>
        <TextField label={t('webhook.name')} value={name} onValue={setName} required maxLength={100} autoFocus />
        <TextField
          label={t('webhook.url')}
          hint={t('webhook.urlHint')}
          type="url"
          value={url}
          onValue={setUrl}
          required
          maxLength={500}
        />
        <fieldset className="webhook-events">
          <legend className="field-label">{t('webhook.events')}</legend>
          {webhookEvents.map(event => (
            <label key={event}>
              <input
                type="checkbox"
                checked={events.includes(event)}
                onChange={({ target }) =>
                  setEvents(target.checked ? [...events, event] : events.filter(one => one !== event))
                }
              />
              <span>{t(`webhook.event.${event.replace('.', '-') as 'period-closed'}`)}</span>
            </label>
          ))}
        </fieldset>
        <ErrorNote error={save.error} />
        <div className="dialog-actions">
          <Button onClick={onClose}>{t('webhook.cancel')}</Button>
          <Button
            type="primary"
            htmlType="submit"
            loading={save.isPending}
            disabled={name.trim() === '' || events.length === 0}
          >
            {t('webhook.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
