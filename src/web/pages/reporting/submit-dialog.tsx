import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, useWrite } from '../../api';
import { Dialog } from '../../parts/dialog';
import { ExplainField } from '../../parts/entry-grid/explain-field';
import { ErrorNote } from '../../parts/error-note';
import { periodName } from '../../parts/period-name';
import { tell } from '../../parts/tell';
import type { EntryModel } from './use-entry-model';

type Props = { model: EntryModel; onGo: (cell: string) => void; onClose: () => void };
const MOST_SHOWN = 30;

/** 上报: what changed in a sentence, what still has to be fixed or explained, and the deed. */
export const SubmitDialog = ({ model, onGo, onClose }: Props) => {
  const { t } = useTranslation('reporting');
  const { page, counts, mustFix, mustExplain, explanations, clashes, nameOf, draft, showMissing } = model;
  const submit = useWrite('reporting.submit');
  const [busy, setBusy] = useState(false);
  const [unsaved, setUnsaved] = useState(false);
  useEffect(() => showMissing(true), [showMissing]);
  const wrong = mustFix.filter(({ isMissing }) => !isMissing);
  const open = mustExplain.filter(({ at }) => !explanations[at]);
  const [asked, setAsked] = useState(false);
  const blocked = mustFix.length + clashes.length > 0;
  const period = periodName(t, page.previous.period);
  const go = (cell: string) => {
    onClose();
    // The dialog gives the keyboard back first.
    requestAnimationFrame(() => onGo(cell));
  };
  const handIn = async () => {
    setAsked(open.length > 0);
    if (open.length > 0) return;
    setBusy(true);
    setUnsaved(false);
    try {
      if (!(await draft.flush())) {
        setUnsaved(true);
        return;
      }
      const seen = model.draft.seen();
      await submit.mutateAsync({ key: page.key, ...seen, explanations: [] });
      tell(t('submit.done', { form: page.form.name }));
      onClose();
    } catch (error) {
      // What it was refused for stands in the dialog.
      if (!(error instanceof ApiError)) throw error;
    } finally {
      setBusy(false);
    }
  };
  const isStale = submit.error?.code === 'changed-meanwhile';
  return (
    <Dialog title={t('submit.title', { form: page.form.name })} onClose={onClose}>
      <ul className="submit-summary">
        <li>{t('submit.filled', { filled: counts.filled, asked: counts.asked })}</li>
        {counts.filled > 0 && (
          <li>
            {Object.keys(page.previous.values).length === 0
              ? t('submit.noPrevious', { period })
              : counts.moved === 0
                ? t('submit.same', { period })
                : t('submit.moved', { period, count: counts.moved })}
          </li>
        )}
        {page.submitted && <li>{t('submit.changed', { count: counts.changed })}</li>}
      </ul>
      <Blanks rows={mustFix.filter(({ isMissing }) => isMissing)} nameOf={nameOf} onGo={go} />
      <Places title={t('submit.mustFix', { count: wrong.length })} rows={wrong} nameOf={nameOf} onGo={go} />
      <Places
        title={t('submit.clashes', { count: clashes.length })}
        rows={clashes.map(at => ({ at, message: '' }))}
        nameOf={nameOf}
        onGo={go}
      />
      {mustExplain.length > 0 && (
        <section className="submit-places">
          <h3>{t('submit.mustExplain', { count: open.length })}</h3>
          <ul>
            {mustExplain.slice(0, MOST_SHOWN).map(({ at, message }) => (
              <li key={`${at} ${message}`}>
                <p>
                  <button type="button" className="link-button" onClick={() => go(at)}>
                    {nameOf(at)}
                  </button>{' '}
                  {message}
                </p>
                <ExplainField saved={explanations[at] ?? ''} onSave={text => draft.explain(at, text)} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {asked && (
        // It keeps its room when the last reason is written: the button must not move away under the finger.
        <p className={open.length > 0 ? 'entry-bar' : 'entry-bar answered'} role="alert">
          {t('submit.explainFirst')}
        </p>
      )}
      {unsaved && <p className="entry-bar">{t('submit.unsaved')}</p>}
      <ErrorNote error={submit.error} />
      {isStale && <p className="quiet">{t('submit.stale')}</p>}
      <div className="form-foot">
        <Button onClick={onClose}>{t('submit.cancel')}</Button>
        <Button type="primary" data-first disabled={blocked} loading={busy} onClick={() => void handIn()}>
          {t('submit.confirm')}
        </Button>
      </div>
    </Dialog>
  );
};

/** Cells that have to be filled in: their names say enough. */
const Blanks = ({ rows, nameOf, onGo }: Omit<PlacesProps, 'title'>) => {
  const { t } = useTranslation('reporting');
  if (rows.length === 0) return null;
  return (
    <section className="submit-places">
      <h3>{t('submit.blanks', { count: rows.length })}</h3>
      <ul className="blank-names">
        {rows.slice(0, MOST_SHOWN).map(({ at }) => (
          <li key={at}>
            <button type="button" className="link-button" onClick={() => onGo(at)}>
              {nameOf(at)}
            </button>
          </li>
        ))}
      </ul>
      {rows.length > MOST_SHOWN && <p className="quiet">{t('problems.more', { count: rows.length - MOST_SHOWN })}</p>}
    </section>
  );
};

type PlacesProps = {
  title: string;
  rows: readonly { at: string; message: string }[];
  nameOf: (cell: string) => string;
  onGo: (cell: string) => void;
};

const Places = ({ title, rows, nameOf, onGo }: PlacesProps) => {
  const { t } = useTranslation('reporting');
  if (rows.length === 0) return null;
  return (
    <section className="submit-places">
      <h3>{title}</h3>
      <ul>
        {rows.slice(0, MOST_SHOWN).map(({ at, message }) => (
          <li key={`${at} ${message}`}>
            <button type="button" className="link-button" onClick={() => onGo(at)}>
              {nameOf(at)}
            </button>{' '}
            {message}
          </li>
        ))}
      </ul>
      {rows.length > MOST_SHOWN && <p className="quiet">{t('problems.more', { count: rows.length - MOST_SHOWN })}</p>}
    </section>
  );
};
