import { Button } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../parts/dialog';

/** The secret in the clear, this once: until it is copied a click beside it does not close it. */
export const WebhookSecret = ({ secret, onClose }: { secret: string; onClose: () => void }) => {
  const { t } = useTranslation('exchange');
  const id = useId();
  const [copied, setCopied] = useState(false);
  const copy = () =>
    navigator.clipboard?.writeText(secret).then(
      () => setCopied(true),
      () => {},
    );
  return (
    <Dialog title={t('webhook.made')} onClose={() => copied && onClose()} width={520} bare>
      <div className="dialog-form webhook-secret">
        <h2>{t('webhook.made')}</h2>
        <p>{t('webhook.once')}</p>
        <label htmlFor={id} className="field-label">
          {t('webhook.secret')}
        </label>
        <textarea id={id} readOnly rows={2} value={secret} data-first onFocus={event => event.target.select()} />
        <p role="status" className="quiet">
          {copied ? t('webhook.copied') : ''}
        </p>
        <div className="dialog-actions">
          <Button onClick={() => void copy()}>{t('webhook.copy')}</Button>
          <Button type="primary" onClick={onClose}>
            {t('webhook.ready')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
};
