import { useTranslation } from 'react-i18next';
import { lightSentence } from '../../parts/light-mark';
import type { LedgerLines } from './use-ledger-lines';

type Props = { lines: LedgerLines; at: number; mayEdit: boolean };

/** The line under the table: where one is, and why the current task has its light. */
export const LedgerStatus = ({ lines, at, mayEdit }: Props) => {
  const { t } = useTranslation(['ledger', 'light']);
  const line = at >= 0 && at < lines.count ? lines.lineAt(at) : null;
  const row = line?.kind === 'task' ? line.row : undefined;
  return (
    <p className="ledger-status no-print">
      <span className="number">{t('ledger:count', { count: lines.total })}</span>
      <span aria-live="polite">{row && lightSentence(t, row.lightReason)}</span>
      <span className="status-keys" aria-hidden="true">
        {mayEdit ? t('ledger:keysHint') : t('ledger:keysHintRead')}
      </span>
    </p>
  );
};
