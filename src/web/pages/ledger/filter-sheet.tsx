import { Button } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SetAddress } from '../../address';
import { Dialog } from '../../parts/dialog';
import { MineFilter, TextFilter } from './filter-bar';
import { FilterField, filterKinds } from './filter-fields';
import { GroupChoice, SortChoice } from './group-choice';
import { countFilters, type LedgerState, noFilter } from './ledger-address';

type Props = { state: LedgerState; setAddress: SetAddress; total: number };

/** The filters on a phone: text beside a button, all the rest in a sheet. */
export const FilterSheet = ({ state, setAddress, total }: Props) => {
  const { t } = useTranslation('ledger');
  const [open, setOpen] = useState(false);
  const search = useRef<HTMLInputElement>(null);
  const count = countFilters({ ...state.filter, q: '', light: [] });
  return (
    <div className="filter-bar">
      <TextFilter state={state} setAddress={setAddress} searchRef={search} />
      <button type="button" className={count ? 'drop-button active' : 'drop-button'} onClick={() => setOpen(true)}>
        {t('filter.button')} {count > 0 && <span className="number">{count}</span>}
      </button>
      {open && (
        <Dialog title={t('filter.button')} onClose={() => setOpen(false)}>
          <div className="filter-sheet">
            <MineFilter state={state} setAddress={setAddress} />
            <div className="sheet-pair">
              <GroupChoice state={state} setAddress={setAddress} />
              <SortChoice state={state} setAddress={setAddress} />
            </div>
            {filterKinds.map(kind => (
              <details key={kind} className="sheet-kind">
                <summary>{t(`column.${kind}`)}</summary>
                <FilterField kind={kind} state={state} setAddress={setAddress} />
              </details>
            ))}
            <div className="form-foot">
              <Button onClick={() => setAddress(noFilter)}>{t('filter.clear')}</Button>
              <Button type="primary" onClick={() => setOpen(false)}>
                {t('filter.show', { count: total })}
              </Button>
            </div>
          </div>
        </Dialog>
      )}
    </div>
  );
};
