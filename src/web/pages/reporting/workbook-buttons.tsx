import { Button } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { downloadUrl, refresh, upload, writeOnce } from '../../api';
import { ErrorNote } from '../../parts/error-note';
import { tell } from '../../parts/tell';
import type { EntryModel } from './use-entry-model';

const XLSX = '.xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The form as a workbook to fill in, and a filled one back: with any wrong cell nothing is taken, and each is named. */
export const WorkbookButtons = ({ model }: { model: EntryModel }) => {
  const { t } = useTranslation('reporting');
  const { page, draft } = model;
  const field = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const take = async (file: File) => {
    setBusy(true);
    setError(null);
    try {
      await draft.flush();
      const stored = await upload(file);
      const read = await writeOnce('reporting.readWorkbook', { ...page.key, fileId: stored.id });
      await refresh('reporting.');
      tell(t('workbook.read', { count: read.saved }));
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button className="wide-only" href={downloadUrl('reporting.template', page.key)} download>
        {t('workbook.template')}
      </Button>
      {page.editable && (
        <>
          <input
            ref={field}
            type="file"
            hidden
            accept={XLSX}
            aria-label={t('workbook.upload')}
            onChange={event => {
              const file = event.target.files?.[0];
              event.target.value = '';
              if (file) void take(file);
            }}
          />
          <Button className="wide-only" loading={busy} onClick={() => field.current?.click()}>
            {t('workbook.upload')}
          </Button>
        </>
      )}
      {error !== null && (
        <div className="entry-wide">
          <ErrorNote error={error} />
        </div>
      )}
    </>
  );
};
