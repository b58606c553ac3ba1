import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { ErrorNote } from '../../parts/error-note';
import { timeInChina } from '../../parts/format-date';
import { periodName } from '../../parts/period-name';
import { tell } from '../../parts/tell';
import { carriedOver, storedText } from './entry-texts';
import type { EntryModel } from './use-entry-model';
import { WorkbookButtons } from './workbook-buttons';

type Props = {
  model: EntryModel;
  onSubmit: () => void;
  /** What had the keyboard goes away: back to where one typed. */
  onDone: () => void;
};

/** What can be done with the whole form, and whether what is typed is safe. On a phone the two that matter stay at hand below. */
export const EntryActions = ({ model, onSubmit, onDone }: Props) => {
  const { t } = useTranslation('reporting');
  const { page, draft } = model;
  return (
    <>
      <div className="entry-actions no-print">
        {page.editable && (
          <>
            <Button type="primary" onClick={onSubmit}>
              {t(page.stage > 0 ? 'submit.again' : 'submit.button')}
            </Button>
            <CarryOver model={model} onDone={onDone} />
          </>
        )}
        <WorkbookButtons model={model} />
        <Button className="wide-only" onClick={() => print()}>
          {t('entry.print')}
        </Button>
        <SaveNote model={model} />
      </div>
      {draft.state.kind === 'refused' && (
        <div className="entry-refused no-print">
          <p>{t('save.refused', { count: Object.keys(draft.pending).length })}</p>
          <ErrorNote error={draft.state.error} onRetry={() => void draft.flush()} />
          <Button
            onClick={() => {
              draft.discard();
              onDone();
            }}
          >
            {t('save.discard')}
          </Button>
        </div>
      )}
    </>
  );
};

/** 沿用上期: blanks take what stood there in the last period, as one deed that can be undone. */
const CarryOver = ({ model, onDone }: Pick<Props, 'model' | 'onDone'>) => {
  const { t } = useTranslation('reporting');
  const { page, texts, draft } = model;
  const cells = carriedOver(page, texts);
  const label = t('entry.carry', { period: periodName(t, page.previous.period) });
  const carry = () => {
    draft.write(cells);
    onDone();
    tell(t('entry.carried', { count: cells.length }), () => {
      draft.write(cells.map(({ cell }) => ({ cell, text: storedText(page, cell) })));
      onDone();
    });
  };
  return (
    <Button disabled={cells.length === 0} onClick={carry}>
      {label}
    </Button>
  );
};

const SaveNote = ({ model }: { model: EntryModel }) => {
  const { t } = useTranslation('reporting');
  const { state, pending } = model.draft;
  const count = Object.keys(pending).length;
  const words = () => {
    if (state.kind === 'kept') return t('save.kept', { count });
    if (state.kind === 'saving') return t('save.saving');
    if (state.kind === 'saved' && count === 0) return t('save.saved', { time: timeInChina(state.at).time });
    return count > 0 && state.kind !== 'refused' ? t('save.waiting') : '';
  };
  return (
    <span className="save-note quiet" role="status">
      {words()}
    </span>
  );
};
