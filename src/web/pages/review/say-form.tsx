import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiError } from '../../api';
import { ErrorNote } from '../../parts/error-note';
import { TextArea } from '../tasks/text-area';

type Props = {
  label: string;
  send: string;
  busy: boolean;
  error: ApiError | null;
  onSend: (text: string) => void;
  onCancel: () => void;
};

/** A sentence about a cell. */
export const SayForm = ({ label, send, busy, error, onSend, onCancel }: Props) => {
  const { t } = useTranslation('review');
  const [text, setText] = useState('');
  return (
    <form
      className="say-form no-print"
      onSubmit={event => {
        event.preventDefault();
        onSend(text.trim());
      }}
    >
      <TextArea label={label} value={text} maxLength={1000} rows={2} autoFocus onValue={setText} />
      <ErrorNote error={error} />
      <div className="form-foot">
        <Button size="small" onClick={onCancel}>
          {t('cancel')}
        </Button>
        <Button size="small" type="primary" htmlType="submit" disabled={text.trim() === ''} loading={busy}>
          {send}
        </Button>
      </div>
    </form>
  );
};
