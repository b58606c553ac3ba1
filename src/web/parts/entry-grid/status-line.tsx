import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { isSingle, rangeOf } from './cell-range';
import { shownText } from './cell-words';
import { sumSelection } from './sum-selection';
import type { Notice, Sheet } from './use-sheet';

/** What was done, as sentences. */
const noticeText = (t: TFunction, notice: Notice): string => {
  switch (notice.kind) {
    case 'shut':
      return t('grid:notice.shut', { count: notice.cells });
    case 'leaving':
      return t('grid:notice.leaving');
    case 'undone':
    case 'redone': {
      const kept = notice.kept > 0 ? t('grid:notice.kept', { count: notice.kept }) : '';
      return t(`grid:notice.${notice.kind}`, { what: t(`grid:action.${notice.action}`), count: notice.cells }) + kept;
    }
    case 'pasted': {
      const { changes, read, wrong, outside, shut, titlesPassed, named, unnamed } = notice.pasted;
      const parts = [t('grid:notice.pasted', { count: read, changed: changes.length })];
      if (named > 0) parts.push(t('grid:notice.named', { count: named }));
      if (unnamed > 0) parts.push(t('grid:notice.unnamed', { count: unnamed }));
      if (wrong > 0) parts.push(t('grid:notice.wrong', { count: wrong }));
      if (outside > 0) parts.push(t('grid:notice.outside', { count: outside }));
      if (shut > 0) parts.push(t('grid:notice.pastedShut', { count: shut }));
      if (titlesPassed > 0) parts.push(t('grid:notice.titles', { count: titlesPassed }));
      return parts.join('');
    }
  }
};

/** Under the table: what was just done, and the selection with its sum. */
export const StatusLine = ({ sheet, keys }: { sheet: Sheet; keys: boolean }) => {
  const { t } = useTranslation('grid');
  const { view, place, notice } = sheet;
  const selection = useMemo(() => {
    const range = place && rangeOf(place.active, place.head);
    return range && !isSingle(range) ? sumSelection(view, range) : null;
  }, [view, place]);
  return (
    <div className="entry-status">
      <div role="status">
        {notice && <p>{noticeText(t, notice)}</p>}
        {selection && (
          <p className="number">
            {[
              t('status.selected', { count: selection.cells }),
              selection.sum !== null && t('status.sum', { sum: shownText(selection.sum), unit: selection.unit ?? '' }),
              selection.sum === null && selection.numbers > 0 && t('status.units'),
            ]
              .filter(Boolean)
              .join(t('line.join'))}
          </p>
        )}
      </div>
      {!notice && !selection && keys && <p className="quiet">{t('status.keys')}</p>}
    </div>
  );
};
