import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaskRow } from '../../../subjects/tasks/schema';
import { downloadUrl } from '../../api';
import { DropPanel } from './drop-panel';
import type { LedgerState } from './ledger-address';
import { PrintLedger } from './print-ledger';
import { useCollect } from './use-collect';

/** 导出: the same filters and order as a workbook, as an official document, or on paper. */
export const ExportMenu = ({ state, total }: { state: LedgerState; total: number }) => {
  const { t } = useTranslation('ledger');
  const [print, setPrint] = useState<TaskRow[] | null>(null);
  const collect = useCollect();
  const input = { ...state.filter, sort: state.sort, direction: state.direction };
  return (
    <>
      <DropPanel label={t('export.button')} title={t('export.button')} align="right">
        {close => (
          <ul className="menu-list">
            <li>
              <a href={downloadUrl('tasks.exportWorkbook', input)} download onClick={close}>
                {t('export.workbook')}
                <span className="quiet">{t('export.rows', { count: total })}</span>
              </a>
            </li>
            <li>
              <a href={downloadUrl('tasks.exportDocument', input)} download onClick={close}>
                {t('export.document')}
                <span className="quiet">{t('export.documentNote')}</span>
              </a>
            </li>
            <li>
              <button type="button" disabled={collect.isRunning} onClick={() => void collect.run(state).then(setPrint)}>
                {t('export.print')}
                <span className="quiet">
                  {collect.progress ? t('select.loading', collect.progress) : t('export.printNote')}
                </span>
              </button>
            </li>
          </ul>
        )}
      </DropPanel>
      {print && <PrintLedger rows={print} onDone={() => setPrint(null)} />}
    </>
  );
};
