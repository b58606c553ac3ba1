import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReadCountySheet } from '../../../subjects/reporting/entry-schema';
import type { SubmissionKey } from '../../../subjects/reporting/schema';
import { downloadUrl, refresh, upload, writeOnce } from '../../api';
import { ErrorNote } from '../../parts/error-note';
import { tell } from '../../parts/tell';
import { FileButton } from './file-button';

/** One workbook for all schools below a county (代填): what a school typed otherwise itself stays, and is told. */
export const CountySheet = ({ county }: { county: SubmissionKey }) => {
  const { t } = useTranslation('reporting');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [clashes, setClashes] = useState<ReadCountySheet['conflicts']>([]);
  const take = async (file: File) => {
    setBusy(true);
    setError(null);
    try {
      const stored = await upload(file);
      const read = await writeOnce('reporting.readCountySheet', { ...county, fileId: stored.id });
      setClashes(read.conflicts);
      await refresh('reporting.');
      const count = read.units.reduce((sum, { saved }) => sum + saved, 0);
      tell(t('workbook.countyRead', { units: read.units.length, count }));
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="county-sheet wide-only">
      <Button href={downloadUrl('reporting.countySheet', county)} download>
        {t('workbook.county')}
      </Button>
      <FileButton label={t('workbook.countyUpload')} busy={busy} onFile={file => void take(file)} />
      <span className="quiet">{t('workbook.countyHow')}</span>
      {error !== null && (
        <div className="entry-wide">
          <ErrorNote error={error} />
        </div>
      )}
      {clashes.length > 0 && (
        <div className="entry-wide entry-bar" role="alert">
          <p>{t('workbook.countyClash')}</p>
          <ul>
            {clashes.map(({ unitId, unitName, cell, mine, theirs }) => (
              <li key={`${unitId} ${cell}`}>
                {unitName} {cell} {theirs || '—'} / {mine || '—'}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
};
