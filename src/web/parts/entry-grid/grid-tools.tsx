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
  /** The button that has the keyboard has nothing more to do. */
  onSpent: () => void;
};

/** What is still needed, each leading to its next cell; undo and redo; the last period shown or not. */
export const GridTools = ({ sheet, problems, previous, onGo, onSpent }: Props) => {
  const { t } = useTranslation('grid');
  const { stack, view, actions } = sheet;
  const turn = (turned: () => void, left: number) => {
    turned();
    if (left === 1) onSpent();
  };
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
          <button
            type="button"
            className="entry-tool"
            disabled={stack.done.length === 0}
            onClick={() => turn(actions.undo, stack.done.length)}
          >
            {t('tools.undo')}
          </button>
          <button
            type="button"
            className="entry-tool"
            disabled={stack.undone.length === 0}
            onClick={() => turn(actions.redo, stack.undone.length)}
          >
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
