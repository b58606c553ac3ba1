import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Board } from '../../../subjects/analysis/schema';
import type { TargetStatus } from '../../../subjects/indicators/schema';
import type { SetAddress } from '../../address';
import type { BoardAddress } from './board-address';
import { statusOrder } from './status-light';
import { StatusWord } from './status-word';
import './board-filters.css';

type Props = { board: Board; shown: number; at: BoardAddress; onChange: SetAddress };

const countOf = ({ rows }: Board, status: TargetStatus): number =>
  rows.filter(({ aim }) => aim?.status === status).length;

/** 筛选: by progress (each with how many), by lead department, by name. */
export const BoardFilters = ({ board, shown, at, onChange }: Props) => {
  const { t } = useTranslation('analysis');
  const id = useId();
  const leads = [...new Set(board.rows.map(({ leadUnitName }) => leadUnitName).filter(name => name !== null))];
  const present = statusOrder.filter(status => countOf(board, status) > 0);
  const filtered = at.q !== '' || at.lead !== '' || at.status !== null;
  return (
    <fieldset className="board-filters no-print">
      <legend className="visually-hidden">{t('filter.label')}</legend>
      <input
        type="search"
        className="plain-input"
        aria-label={t('filter.text')}
        placeholder={t('filter.text')}
        maxLength={60}
        value={at.q}
        onChange={({ target }) => onChange({ q: target.value }, { replace: true })}
      />
      <label htmlFor={`${id}-lead`} className="visually-hidden">
        {t('filter.lead')}
      </label>
      <select
        id={`${id}-lead`}
        className="plain-input"
        value={at.lead}
        onChange={({ target }) => onChange({ lead: target.value })}
      >
        <option value="">{t('filter.anyLead')}</option>
        {leads.map(name => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
      <span className="board-statuses">
        {present.map(status => (
          <button
            key={status}
            type="button"
            className="board-status"
            aria-pressed={at.status === status}
            onClick={() => onChange({ status: at.status === status ? null : status })}
          >
            <StatusWord status={status} /> <span className="number">{countOf(board, status)}</span>
          </button>
        ))}
      </span>
      {filtered && (
        <>
          <span className="quiet number">{t('filter.found', { shown, count: board.rows.length })}</span>
          <button type="button" className="link-button" onClick={() => onChange({ q: null, lead: null, status: null })}>
            {t('filter.clear')}
          </button>
        </>
      )}
    </fieldset>
  );
};
