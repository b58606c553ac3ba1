import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { saveAs } from '../try/save-as';
import './account.css';

/** The recovery codes, this once: to be saved as a file or copied. */
export const RecoveryCodeList = ({
  codes,
  login,
  onKept,
}: {
  codes: readonly string[];
  login: string;
  onKept: () => void;
}) => {
  const { t } = useTranslation('identity');
  const [copied, setCopied] = useState(false);
  const text = `${t('codes.head', { login })}\n\n${codes.join('\n')}\n`;
  return (
    <section aria-labelledby="codes-title" className="account-block">
      <h2 id="codes-title">{t('codes.title')}</h2>
      <p>{t('codes.why')}</p>
      <ol className="recovery-codes">
        {codes.map(code => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <div className="account-buttons">
        <Button onClick={() => saveAs(new Blob([text], { type: 'text/plain' }), t('codes.file', { login }))}>
          {t('codes.download')}
        </Button>
        <Button
          onClick={() =>
            void navigator.clipboard?.writeText(text).then(
              () => setCopied(true),
              () => {},
            )
          }
        >
          {t('codes.copy')}
        </Button>
        <Button type="primary" onClick={onKept}>
          {t('codes.kept')}
        </Button>
      </div>
      <p role="status">{copied ? t('codes.copied') : ''}</p>
    </section>
  );
};
