import { type RefObject, useDeferredValue, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SetAddress } from '../../address';
import { DropPanel } from './drop-panel';
import { FilterField, filterKinds, isActive } from './filter-fields';
import { countFilters, type LedgerState, noFilter } from './ledger-address';

type Props = { state: LedgerState; setAddress: SetAddress; searchRef: RefObject<HTMLInputElement | null> };

/** The filters in one line: text, a panel for each kind, mine only, and the way back to all. */
export const FilterBar = ({ state, setAddress, searchRef }: Props) => {
  const { t } = useTranslation('ledger');
  return (
    <div className="filter-bar">
      <TextFilter state={state} setAddress={setAddress} searchRef={searchRef} />
      {filterKinds.map(kind => (
        <DropPanel
          key={kind}
          title={t(`column.${kind}`)}
          active={isActive(kind, state)}
          label={
            <>
              {t(`column.${kind}`)}
              {isActive(kind, state) && <span className="number"> {countOf(kind, state)}</span>}
            </>
          }
        >
          {() => <FilterField kind={kind} state={state} setAddress={setAddress} />}
        </DropPanel>
      ))}
      <MineFilter state={state} setAddress={setAddress} />
      {countFilters(state.filter) > 0 && (
        <button type="button" className="link-button" onClick={() => setAddress(noFilter)}>
          {t('filter.clear')}
        </button>
      )}
    </div>
  );
};

const countOf = (kind: (typeof filterKinds)[number], { filter }: LedgerState): string => {
  if (kind === 'due') return `${filter.dueFrom?.slice(5) ?? ''}–${filter.dueTo?.slice(5) ?? ''}`;
  return kind === 'section' ? '' : String(filter[kind].length);
};

export const MineFilter = ({ state, setAddress }: Omit<Props, 'searchRef'>) => {
  const { t } = useTranslation('ledger');
  return (
    <label className="mine-filter">
      <input
        type="checkbox"
        checked={state.filter.mine === 'true'}
        onChange={event => setAddress({ mine: event.target.checked ? 'true' : null })}
      />
      {t('filter.mine')}
    </label>
  );
};

/** Searches as it is typed, a moment after the last letter; the address keeps the words. */
export const TextFilter = ({ state, setAddress, searchRef }: Props) => {
  const { t } = useTranslation('ledger');
  const [text, setText] = useState(state.filter.q);
  const [composing, setComposing] = useState(false);
  const [known, setKnown] = useState(state.filter.q);
  // The address changed by itself: back, a saved view, the search of the frame.
  if (known !== state.filter.q) {
    setKnown(state.filter.q);
    if (text.trim() !== state.filter.q) setText(state.filter.q);
  }
  const wanted = useDeferredValue(text.trim());
  useEffect(() => {
    if (composing || wanted === state.filter.q) return;
    const timer = setTimeout(() => setAddress({ q: wanted }, { replace: true }), 180);
    return () => clearTimeout(timer);
  }, [wanted, composing, state.filter.q, setAddress]);
  return (
    <input
      ref={searchRef}
      className="plain-input text-filter"
      type="search"
      aria-label={t('filter.text')}
      placeholder={t('filter.text')}
      aria-keyshortcuts="/"
      value={text}
      onChange={event => setText(event.target.value)}
      onCompositionStart={() => setComposing(true)}
      onCompositionEnd={() => setComposing(false)}
      onKeyDown={event => {
        if (event.key === 'Escape' || (event.key === 'Enter' && !event.nativeEvent.isComposing))
          event.currentTarget.blur();
      }}
    />
  );
};
