import { Button } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../parts/dialog';

/** The token in the clear, to be copied: until then a click beside it does not close it. */
export const TokenOnce = ({ token, onClose }: { token: string; onClose: () => void }) => {
  const { t } = useTranslation('sign-on');
  const id = useId();
  const [copied, setCopied] = useState(false);
  const copy = () =>
    navigator.clipboard?.writeText(token).then(
      () => setCopied(true),
      () => {},
    );
  return (
    <Dialog title={t('tokens.made')} onClose={() => copied && onClose()} width={480} bare>
      <div className="dialog-form token-secret">
        <h2>{t('tokens.made')}</h2>
        <p>{t('tokens.once')}</p>
        <label htmlFor={id} className="field-label">
          {t('tokens.token')}
        </label>
        <textarea id={id} readOnly rows={2} value={token} data-first onFocus={event => event.target.select()} />
        <p role="status" className="quiet">
          {copied ? t('tokens.copied') : ''}
        </p>
        <div className="dialog-actions">
          <Button onClick={() => void copy()}>{t('tokens.copy')}</Button>
          <Button type="primary" onClick={onClose}>
            {t('tokens.ready')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
};
