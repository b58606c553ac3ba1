import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiError } from '../../api';
import { useMe } from '../../me';
import { Dialog } from '../../parts/dialog';
import { ErrorNote } from '../../parts/error-note';
import { TextField } from '../../parts/text-field';
import { TextArea } from '../tasks/text-area';

type Props = {
  title: string;
  send: string;
  /** Label of the reason, where one is asked. */
  reason?: string;
  /** What is usually written there. */
  usualReason?: string;
  /** There is nothing to sign. */
  blocked?: boolean;
  busy: boolean;
  error: ApiError | null;
  onSend: (signed: { signedAs: string; reason: string }) => void;
  onClose: () => void;
  children?: ReactNode;
};

/** 签名: what is signed, a reason where one is asked, and one's own name, typed. */
export const SignatureDialog = ({
  title,
  send,
  reason: reasonLabel,
  usualReason = '',
  blocked = false,
  busy,
  error,
  onSend,
  onClose,
  children,
}: Props) => {
  const { t } = useTranslation('targets');
  const me = useMe();
  const [reason, setReason] = useState(usualReason);
  const [name, setName] = useState('');
  const ready = !blocked && name.trim() === me.user.name && (!reasonLabel || reason.trim() !== '');
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        className="dialog-form"
        onSubmit={event => {
          event.preventDefault();
          if (ready) onSend({ signedAs: name.trim(), reason: reason.trim() });
        }}
      >
        {children}
        {reasonLabel && (
          <TextArea label={reasonLabel} value={reason} maxLength={500} rows={2} data-first onValue={setReason} />
        )}
        <TextField
          label={t('sign.label')}
          hint={t('sign.hint', { name: me.user.name })}
          value={name}
          maxLength={50}
          autoFocus={!reasonLabel}
          onValue={setName}
        />
        <ErrorNote error={error} />
        <div className="dialog-actions">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="primary" htmlType="submit" disabled={!ready} loading={busy}>
            {send}
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
