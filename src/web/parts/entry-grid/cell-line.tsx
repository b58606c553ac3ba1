import { useTranslation } from 'react-i18next';
import { compareDecimals, subtractDecimals } from '../../../kernel/decimal';
import { cellName, faultSentence, shownText } from './cell-words';
import type { EntryCell, EntryGridProps } from './entry-types';
import { markWords } from './mark-words';
import { isFigure } from './move-active';
import { cellAt } from './sheet-view';
import type { Sheet } from './use-sheet';

const DECIMAL = /^-?\d+(\.\d+)?$/;

/** How much more or less than the last period, with its sign; null where either is no number. */
const differenceOf = ({ text, previous }: EntryCell): string | null => {
  if (!previous || !DECIMAL.test(previous) || !DECIMAL.test(text)) return null;
  const difference = subtractDecimals(text, previous);
  return (compareDecimals(difference, '0') > 0 ? '+' : '') + shownText(difference);
};

type Props = { id: string; sheet: Sheet; props: EntryGridProps };

/** The line above the table: where one stands, the formula or why it is closed, the last period, what counts. */
export const CellLine = ({ id, sheet, props }: Props) => {
  const { t } = useTranslation('grid');
  const { view, place } = sheet;
  const at = place?.active;
  const [row, column] = [at && view.rows[at.row], at && view.columns[at.column]];
  const cell = at && cellAt(view, at);
  const parts: string[] = [];
  if (row && column && at) {
    if (!cell) parts.push(t('cell.notAsked'));
    else {
      if (cell.formula) parts.push(t('line.formula', { formula: cell.formula }));
      else if (cell.kind && cell.kind !== 'input') parts.push(cell.why ?? t(`cell.${cell.kind}`));
      if (cell.previous && props.previousLabel)
        parts.push(t('line.previous', { label: props.previousLabel, value: shownText(cell.previous) }));
      const difference = differenceOf(cell);
      if (difference) parts.push(t('line.difference', { difference }));
    }
    if (isFigure(row) && row.help) parts.push(row.help);
  }
  const fault = row ? faultSentence(t, row, cell) : null;
  const marks = [...(fault ? [fault] : []), ...(cell?.marks ?? []).map(mark => markWords(t, mark).text)];
  return (
    <div className="entry-cell-line">
      <strong>{row && column ? cellName(t, row, column) : t('line.empty')}</strong>
      <span id={id} className="entry-cell-facts">
        {parts.join(t('line.join'))}
        {/* The bubble shows them; whoever hears the grid is told with the cell. */}
        {marks.length > 0 && <span className="visually-hidden">{marks.join(t('line.join'))}</span>}
      </span>
      {at && row && column && props.onComment && (
        <button type="button" className="entry-tool" onClick={() => props.onComment?.(row.key, column.key)}>
          {t('tools.comment')}
        </button>
      )}
    </div>
  );
};
