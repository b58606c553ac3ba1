import { useTranslation } from 'react-i18next';
import type { SetAddress } from '../../address';
import { type ColumnId, columnIds, defaultColumns } from './columns';
import { DropPanel } from './drop-panel';
import type { LedgerState } from './ledger-address';

/** Which columns stand in the table; the title always does. */
export const ColumnChoice = ({ state, setAddress }: { state: LedgerState; setAddress: SetAddress }) => {
  const { t } = useTranslation('ledger');
  const choose = (id: ColumnId, shown: boolean) => {
    const columns = columnIds.filter(one => (one === id ? shown : state.columns.includes(one)));
    setAddress({ cols: columns.join(',') === defaultColumns.join(',') ? null : columns.join(',') });
  };
  return (
    <DropPanel label={t('columns.button')} title={t('columns.title')} align="right">
      {() => (
        <>
          <ul className="facets">
            {columnIds.map(id => (
              <li key={id}>
                <label>
                  <input
                    type="checkbox"
                    checked={state.columns.includes(id)}
                    disabled={id === 'title'}
                    onChange={event => choose(id, event.target.checked)}
                  />
                  <span>{t(`column.${id}`)}</span>
                </label>
              </li>
            ))}
          </ul>
          <p className="panel-foot">
            <button type="button" className="link-button" onClick={() => setAddress({ cols: null, w: null })}>
              {t('columns.reset')}
            </button>
          </p>
        </>
      )}
    </DropPanel>
  );
};
