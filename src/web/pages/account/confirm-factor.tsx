import { Button, QRCode } from 'antd';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NewFactor } from '../../../subjects/identity/schema';
import { ErrorNote } from '../../parts/error-note';
import { TextField } from '../../parts/text-field';
import './account.css';

/** The secret as a QR code and as text, and the first code that proves the phone has it. */
export const ConfirmFactor = ({
  factor,
  busy,
  error,
  onCode,
}: {
  factor: NewFactor;
  busy: boolean;
  error: unknown;
  onCode: (code: string) => void;
}) => {
  const { t } = useTranslation('identity');
  const [code, setCode] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onCode(code);
  };
  return (
    <form className="account-block" onSubmit={submit}>
      <p>{t('factor.scan')}</p>
      <div className="factor-qr">
        {/* Dark on light in any shade: not every phone reads it the other way round. */}
        <QRCode
          type="svg"
          value={factor.uri}
          size={220}
          errorLevel="L"
          color="#000000"
          bgColor="#ffffff"
          bordered={false}
          aria-label={t('factor.qr', { secret: factor.secret })}
        />
      </div>
      <p>
        <a href={factor.uri}>{t('factor.here')}</a>
      </p>
      <p className="quiet">{t('factor.secret')}</p>
      <p className="factor-secret">{factor.secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</p>
      <TextField
        label={t('factor.code')}
        value={code}
        onValue={setCode}
        inputMode="numeric"
        autoComplete="one-time-code"
        minLength={6}
        maxLength={10}
        required
      />
      <ErrorNote error={error} />
      <div>
        <Button type="primary" htmlType="submit" loading={busy}>
          {t('factor.confirm')}
        </Button>
      </div>
    </form>
  );
};
