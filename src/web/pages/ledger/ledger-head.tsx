import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { SetAddress } from '../../address';
import { type ColumnId, columnSort } from './columns';
import type { LedgerState } from './ledger-address';
import type { useColumns } from './use-columns';

type Props = {
  table: ReturnType<typeof useColumns>;
  state: LedgerState;
  setAddress: SetAddress;
  hasChecks: boolean;
};

/** The header: a click sorts, the edge drags wider (arrow keys too). */
export const LedgerHead = ({ table, state, setAddress, hasChecks }: Props) => {
  const { t } = useTranslation('ledger');
  const sortBy = (id: ColumnId) => {
    const sort = columnSort[id];
    if (!sort) return;
    // Up, down, and back to the order of the plan.
    if (state.sort !== sort) setAddress({ sort, direction: null });
    else if (state.direction === 'asc') setAddress({ sort, direction: 'desc' });
    else setAddress({ sort: null, direction: null });
  };
  const stretch = (event: KeyboardEvent, id: ColumnId) => {
    const step = event.key === 'ArrowRight' ? 16 : event.key === 'ArrowLeft' ? -16 : 0;
    if (step === 0) return;
    event.preventDefault();
    const size = table.getColumn(id)?.getSize() ?? 0;
    table.setColumnSizing(before => ({ ...before, [id]: Math.max(48, size + step) }));
  };
  return (
    <thead>
      <tr aria-rowindex={1}>
        {hasChecks && (
          <th scope="col">
            <span className="visually-hidden">{t('select.column')}</span>
          </th>
        )}
        {table.getHeaderGroups()[0]?.headers.map(header => {
          const id = header.column.id as ColumnId;
          const sort = columnSort[id];
          const sorted = sort !== undefined && state.sort === sort && (sort !== 'sort' || state.direction === 'desc');
          const label = t(`column.${id}`);
          return (
            <th
              key={id}
              scope="col"
              className={`col-${id}`}
              aria-sort={sorted ? (state.direction === 'asc' ? 'ascending' : 'descending') : undefined}
            >
              {sort ? (
                <button type="button" className="sort-button" onClick={() => sortBy(id)}>
                  {label}
                  {sorted && <span aria-hidden="true"> {state.direction === 'asc' ? '↑' : '↓'}</span>}
                </button>
              ) : (
                label
              )}
              {/* biome-ignore lint/a11y/useSemanticElements: a rule that can be moved, as ARIA has it for splitters */}
              <span
                className="stretch"
                role="separator"
                aria-orientation="vertical"
                aria-label={t('columns.stretch', { column: label })}
                aria-valuenow={header.getSize()}
                tabIndex={0}
                onMouseDown={header.getResizeHandler()}
                onTouchStart={header.getResizeHandler()}
                onKeyDown={event => stretch(event, id)}
              />
            </th>
          );
        })}
      </tr>
    </thead>
  );
};
