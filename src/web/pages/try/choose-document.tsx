import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Plan } from '../../../compiler/ledger';
import { compileOnce } from '../../api';
import { ErrorNote } from '../../parts/error-note';
import { FileZone } from '../../parts/file-zone';
import { OpenFrame } from '../start/open-frame';

type Props = {
  onFile: (file: File, plan: Plan) => void;
  onText: (text: string) => void;
  /** The document that was read before, where this one is to stand beside it. */
  beside?: { name: string; onBack: () => void };
};

/** What to try it with: a file, a text, or the example. */
export const ChooseDocument = ({ onFile, onText, beside }: Props) => {
  const { t } = useTranslation('try');
  const [busy, setBusy] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [pasted, setPasted] = useState('');
  const take = async ([file]: File[]) => {
    if (!file) return;
    setBusy(file.name);
    setError(null);
    try {
      onFile(file, await compileOnce({ file }));
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(null);
    }
  };
  return (
    <OpenFrame
      title={t(beside ? 'compare' : 'title')}
      lead={beside ? t('compareLead', { name: beside.name }) : t('lead')}
    >
      <div className="try-choose">
        <FileZone
          label={t('file')}
          hint={t('kinds')}
          accept=".docx,.doc,.pdf,.txt,.html,.htm,.md,.xlsx"
          multiple={false}
          busy={busy}
          onFiles={files => void take(files)}
        />
        <ErrorNote error={error} />
        <label htmlFor="try-text">{t('paste')}</label>
        <textarea
          id="try-text"
          className="document-text"
          rows={9}
          value={pasted}
          placeholder={t('pasteHint')}
          onChange={event => setPasted(event.target.value)}
          onPaste={event => {
            // A whole plan is read at once; what is typed by hand waits for the button.
            const text = event.clipboardData.getData('text/plain');
            if (pasted.trim() === '' && text.trim().length > 200) {
              event.preventDefault();
              onText(text);
            }
          }}
        />
        <div className="try-ways">
          <Button type="primary" disabled={!pasted.trim()} onClick={() => onText(pasted)}>
            {t('read')}
          </Button>
          {beside ? (
            <Button onClick={beside.onBack}>{t('back')}</Button>
          ) : (
            <>
              <Button onClick={async () => onText((await import('../../../../examples/canteen-2026.txt?raw')).default)}>
                {t('example')}
              </Button>
              <Link to="/sign-in">{t('signIn')}</Link>
            </>
          )}
        </div>
        <p className="quiet">{t('kept')}</p>
      </div>
    </OpenFrame>
  );
};
