import { useTranslation } from 'react-i18next';
import type { ImportResult } from '../../../subjects/exchange/schema';
import { FindingTable } from './import-faults';

/** What an import did, or would do: what was taken, which forms were not handed in and why, and what could be overlooked. */
export const ImportOutcome = ({ result }: { result: ImportResult }) => {
  const { t } = useTranslation('exchange');
  const { dryRun, repeated, drafts, skipped, findings, findingCount, conflicts, blank, unexplained, notices } = result;
  const sum = dryRun ? t('import.would', { ...result, changed: result.updated }) : t('import.done', result);
  return (
    <div className="import-outcome">
      <p>{repeated ? t('import.repeated') : sum}</p>
      {blank + unexplained > 0 && <p className="quiet">{t('import.waived', { blank, unexplained })}</p>}
      {(drafts > 0 || skipped > 0) && (
        <>
          <p>
            <strong>
              {drafts > 0 ? t('import.drafts', { count: drafts }) : t('import.skipped', { count: skipped })}
            </strong>
          </p>
          <FindingTable findings={findings} count={findingCount} />
        </>
      )}
      {conflicts.length > 0 && (
        <ul>
          {conflicts.map(({ at, unit, period, cell, mine, theirs, by }) => (
            <li key={`${at} ${cell}`}>{t('import.conflict', { unit, period, cell, mine, theirs, by })}</li>
          ))}
        </ul>
      )}
      {notices.length > 0 && (
        <ul className="quiet">
          {notices.map(({ at, message }) => (
            <li key={`${at} ${message}`}>
              <code>{at}</code> {message}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
};
