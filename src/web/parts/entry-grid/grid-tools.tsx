import { useTranslation } from 'react-i18next';
import { MARK_SHAPES } from './cell-words';
import { nextAfter, type Problems } from './find-problems';
import type { Sheet } from './use-sheet';

type Props = {
  sheet: Sheet;
  problems: Problems;
  previous: { shown: boolean; label: string; onShow: (shown: boolean) => void } | null;
  /** Puts the keyboard on a cell. */
  onGo: (at: { row: number; column: number }) => void;
};

/** What is still needed, each leading to its next cell; undo and redo; the last period shown or not. */
export const GridTools = ({ sheet, problems, previous, onGo }: Props) => {
  const { t } = useTranslation('grid');
  const { stack, view, actions } = sheet;
  return (
    <div className="entry-tools">
      {(['must-fix', 'conflict', 'must-explain'] as const).map(kind => {
        const next = nextAfter(problems[kind], sheet.place?.active ?? null);
        return next ? (
          <button key={kind} type="button" className="entry-tool" title={t('tools.next')} onClick={() => onGo(next)}>
            <span className={`entry-mark ${kind}`} aria-hidden="true">
              {MARK_SHAPES[kind]}
            </span>{' '}
            {t(`tools.${kind}`, { count: problems[kind].length })}
          </button>
        ) : null;
      })}
      <span className="entry-gap" />
      {!view.readOnly && (
        <>
          <button type="button" className="entry-tool" disabled={stack.done.length === 0} onClick={actions.undo}>
            {t('tools.undo')}
          </button>
          <button type="button" className="entry-tool" disabled={stack.undone.length === 0} onClick={actions.redo}>
            {t('tools.redo')}
          </button>
        </>
      )}
      {previous && (
        <label className="entry-tool-check">
          <input type="checkbox" checked={previous.shown} onChange={event => previous.onShow(event.target.checked)} />
          {t('tools.previous', { label: previous.label })}
        </label>
      )}
    </div>
  );
};
