import { useTranslation } from 'react-i18next';
import type { EntryColumn } from './entry-types';

export const HEAD_WIDTH = 280;
export const COLUMN_WIDTH = 116;
export const PREVIOUS_WIDTH = 88;

/** Of the whole table, in px. */
export const tableWidth = (columns: readonly EntryColumn[], previous: boolean): number =>
  columns.reduce((sum, { width }) => sum + (width ?? COLUMN_WIDTH) + (previous ? PREVIOUS_WIDTH : 0), HEAD_WIDTH);

type Props = { columns: readonly EntryColumn[]; active: number; previousLabel: string | null };

/** Widths of the columns: the table does not measure its cells. */
export const SheetColumns = ({ columns, previousLabel }: Omit<Props, 'active'>) => (
  <colgroup>
    <col style={{ width: HEAD_WIDTH }} />
    {columns.flatMap(({ key, width }) => [
      <col key={key} style={{ width: width ?? COLUMN_WIDTH }} />,
      ...(previousLabel ? [<col key={`${key} previous`} style={{ width: PREVIOUS_WIDTH }} />] : []),
    ])}
  </colgroup>
);

/** Names of the columns; each may have the last period beside it. */
export const SheetHead = ({ columns, active, previousLabel }: Props) => {
  const { t } = useTranslation('grid');
  const wide = previousLabel ? 2 : 1;
  return (
    <thead>
      <tr aria-rowindex={1}>
        <th scope="col" className="entry-corner" aria-colindex={1}>
          {t('head.figure')}
        </th>
        {columns.flatMap((column, at) => [
          <th
            key={column.key}
            scope="col"
            className={at === active ? 'here' : undefined}
            data-column={at}
            aria-colindex={2 + at * wide}
            title={column.fullName ?? column.name}
          >
            {column.name}
          </th>,
          ...(previousLabel
            ? [
                <th
                  key={`${column.key} previous`}
                  scope="col"
                  className="entry-previous-head"
                  aria-colindex={3 + at * 2}
                  title={previousLabel}
                >
                  {previousLabel}
                  <span className="visually-hidden">{column.name}</span>
                </th>,
              ]
            : []),
        ])}
      </tr>
    </thead>
  );
};
