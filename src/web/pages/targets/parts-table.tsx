import { Link } from '@tanstack/react-router';
import { type ClipboardEvent, type KeyboardEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { AllocationPage, AllocationPartRow } from '../../../subjects/indicators/allocation/schema';
import { parseTsv } from '../../parts/entry-grid/parse-clipboard';
import { Quantity } from '../../parts/quantity';
import { SignedCell } from './signed-cell';
import { isNumber } from './use-revision';
import type { Split } from './use-split';

type Props = { page: AllocationPage; split: Split };

/** The parts as a table to type in: up and down, Enter and a pasted column as in a spreadsheet. */
export const PartsTable = ({ page, split }: Props) => {
  const { t } = useTranslation('targets');
  const body = useRef<HTMLTableSectionElement>(null);
  const { unit } = page.target;
  const weighs = split.text.method === 'proportional' || page.rule === 'weighted';
  const step = (field: string, index: number) =>
    body.current?.querySelector<HTMLInputElement>(`input[data-field="${field}"][data-index="${index}"]`);
  const walk = (event: KeyboardEvent<HTMLInputElement>, field: string, index: number) => {
    const by = { ArrowDown: 1, Enter: 1, ArrowUp: -1 }[event.key];
    if (!by || event.nativeEvent.isComposing) return;
    event.preventDefault();
    const next = step(field, index + by);
    next?.focus();
    next?.select();
  };
  const paste = (event: ClipboardEvent<HTMLInputElement>, field: 'value' | 'weight', index: number) => {
    const column = parseTsv(event.clipboardData.getData('text/plain')).map(([cell = '']) => cell.trim());
    if (column.length < 2) return;
    event.preventDefault();
    const rows = page.parts.slice(index, index + column.length);
    split.typeMany(
      Object.fromEntries(
        rows.map(({ unitId }, at) => [
          unitId,
          field === 'value' ? { value: column[at]!, fixed: true } : { weight: column[at]! },
        ]),
      ),
    );
  };
  return (
    <table className="plain-table card-table parts-table">
      <thead>
        <tr>
          <th scope="col">{t('column.unit')}</th>
          {weighs && (
            <th scope="col" className="right">
              {t('base.column')}
            </th>
          )}
          <th scope="col" className="right">
            {t('column.last')}
          </th>
          <th scope="col" className="right">
            {unit ? t('withUnit', { label: t('column.part'), unit }) : t('column.part')}
          </th>
          <th scope="col">{t('column.fixed')}</th>
          <th scope="col">{t('column.note')}</th>
          <th scope="col">{t('column.signed')}</th>
        </tr>
      </thead>
      <tbody ref={body}>
        {page.parts.map((row, index) => (
          <Row
            key={row.unitId}
            page={page}
            split={split}
            row={row}
            index={index}
            weighs={weighs}
            onWalk={walk}
            onPaste={paste}
          />
        ))}
      </tbody>
    </table>
  );
};

type RowProps = Props & {
  row: AllocationPartRow;
  index: number;
  weighs: boolean;
  onWalk: (event: KeyboardEvent<HTMLInputElement>, field: string, index: number) => void;
  onPaste: (event: ClipboardEvent<HTMLInputElement>, field: 'value' | 'weight', index: number) => void;
};

const Row = ({ page, split, row, index, weighs, onWalk, onPaste }: RowProps) => {
  const { t } = useTranslation('targets');
  const { unitId, unitName } = row;
  const text = split.at(unitId);
  const byHand = weighs && split.text.baseFigure === null;
  const number = (field: 'value' | 'weight', label: string) => (
    <input
      className="plain-input part-input"
      inputMode="decimal"
      data-field={field}
      data-index={index}
      aria-label={t('cell', { unit: unitName, label })}
      aria-invalid={text[field].trim() !== '' && !isNumber(text[field]) ? true : undefined}
      maxLength={30}
      value={text[field]}
      onChange={event =>
        split.type(
          unitId,
          field === 'value' ? { value: event.target.value, fixed: true } : { weight: event.target.value },
        )
      }
      onKeyDown={event => onWalk(event, field, index)}
      onPaste={event => onPaste(event, field, index)}
    />
  );
  return (
    <tr>
      <th scope="row">
        {row.splitId ? <Link to={`/targets/${page.target.id}/allocation/${unitId}`}>{unitName}</Link> : unitName}
      </th>
      {weighs && (
        <td className="right" data-label={t('base.column')}>
          {byHand ? number('weight', t('base.column')) : <Quantity value={text.weight || null} bare />}
        </td>
      )}
      <td className="right" data-label={t('column.last')}>
        <Quantity value={row.last} bare />
      </td>
      <td className="right" data-label={t('column.part')}>
        {number('value', t('column.part'))}
      </td>
      <td data-label={t('column.fixed')}>
        <input
          type="checkbox"
          aria-label={t('cell', { unit: unitName, label: t('column.fixed') })}
          checked={text.fixed}
          onChange={event => split.type(unitId, { fixed: event.target.checked })}
        />
      </td>
      <td className="card-line" data-label={t('column.note')}>
        <input
          className="plain-input part-note"
          data-field="note"
          data-index={index}
          aria-label={t('cell', { unit: unitName, label: t('column.note') })}
          maxLength={200}
          value={text.note}
          onChange={event => split.type(unitId, { note: event.target.value })}
          onKeyDown={event => onWalk(event, 'note', index)}
        />
      </td>
      <td className="card-line" data-label={t('column.signed')}>
        <SignedCell page={page} row={row} />
      </td>
    </tr>
  );
};
