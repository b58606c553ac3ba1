import { Button } from 'antd';
import { lazy, Suspense, useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWrite } from '../../api';
import { ErrorNote } from '../../parts/error-note';
import { FileDrop } from '../../parts/file-drop';
import { useDraft } from '../../parts/use-draft';

// The compiler itself is loaded with the first paste.
const LocalReading = lazy(async () => ({ default: (await import('./local-reading')).LocalReading }));
const NOTHING = { name: '', text: '' };

/** 导入工作要点: drop or choose a file, or paste its text. */
export const ImportPlan = ({ onDone }: { onDone: (planId: string) => void }) => {
  const { t } = useTranslation('plans');
  const bring = useWrite('plans.import');
  const paste = useWrite('plans.paste');
  const [pasting, setPasting] = useState(false);
  const draft = useDraft('plan.paste', NOTHING);
  const { text } = draft.value;
  const settled = useDeferredValue(text);
  // The first line of a plan is its name.
  const name = (text.trim().split('\n')[0] ?? '').trim().slice(0, 100);
  return (
    <div className="import-plan">
      <FileDrop
        label={t('import.drop')}
        hint={t('import.kinds')}
        accept=".docx,.doc,.pdf,.txt,.html,.htm,.md,.xlsx"
        multiple={false}
        files={[]}
        onChange={([file]) => {
          if (file) bring.mutate({ fileId: file.id }, { onSuccess: ({ planId }) => onDone(planId) });
        }}
      />
      {bring.isPending && <p role="status">{t('import.compiling')}</p>}
      <ErrorNote error={bring.error} />
      {pasting ? (
        <form
          onSubmit={event => {
            event.preventDefault();
            paste.mutate(
              { name: name || t('import.unnamed'), text },
              {
                onSuccess: ({ planId }) => {
                  draft.clear();
                  onDone(planId);
                },
              },
            );
          }}
        >
          <textarea
            className="document-text"
            rows={14}
            value={text}
            aria-label={t('import.paste')}
            placeholder={t('import.pasteHint')}
            onChange={event => draft.set({ name, text: event.target.value })}
          />
          <Suspense>{settled.trim() && <LocalReading text={settled} />}</Suspense>
          <ErrorNote error={paste.error} />
          <Button type="primary" htmlType="submit" loading={paste.isPending} disabled={!text.trim()}>
            {t('import.compile')}
          </Button>
        </form>
      ) : (
        <button type="button" className="link-button" onClick={() => setPasting(true)}>
          {t('import.paste')}
        </button>
      )}
    </div>
  );
};
