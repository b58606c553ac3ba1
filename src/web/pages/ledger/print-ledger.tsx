import { useEffect } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { TaskRow } from '../../../subjects/tasks/schema';
import { useMe } from '../../me';
import { lightSentence } from '../../parts/light-mark';
import { plainNumber } from '../tasks/plain-number';

/** The whole ledger as a table for paper (A4 across): every matching row, not only what is on the screen. */
export const PrintLedger = ({ rows, onDone }: { rows: TaskRow[]; onDone: () => void }) => {
  const { t } = useTranslation(['ledger', 'light']);
  const me = useMe();
  useEffect(() => {
    document.documentElement.dataset.printLedger = '';
    const timer = setTimeout(() => print(), 50);
    addEventListener('afterprint', onDone);
    return () => {
      clearTimeout(timer);
      delete document.documentElement.dataset.printLedger;
      removeEventListener('afterprint', onDone);
    };
  }, [onDone]);
  const columns = ['number', 'title', 'light', 'lead', 'units', 'due', 'percent', 'status'] as const;
  return createPortal(
    <div className="print-ledger">
      <h1>{t('ledger:print.title', { body: me.tenant.name })}</h1>
      <p>{t('ledger:print.sub', { count: rows.length, date: me.today })}</p>
      <table>
        <thead>
          <tr>
            {columns.map(column => (
              <th key={column} scope="col">
                {t(`ledger:column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr key={row.id}>
              <td>{plainNumber(row.number)}</td>
              <td>{row.title}</td>
              <td>{lightSentence(t, row.lightReason) ?? t(`frame:light.${row.light}`)}</td>
              <td>{row.leadUnitName}</td>
              <td>{row.units.join(t('ledger:listMark'))}</td>
              <td>{row.dueOn}</td>
              <td>{row.percent}%</td>
              <td>{t(`ledger:status.${row.status}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>,
    document.body,
  );
};
