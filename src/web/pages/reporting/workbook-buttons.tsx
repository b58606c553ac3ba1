import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { downloadUrl, refresh, upload, writeOnce } from '../../api';
import { ErrorNote } from '../../parts/error-note';
import { tell } from '../../parts/tell';
import { FileButton } from './file-button';
import type { EntryModel } from './use-entry-model';

/** The form as a workbook to fill in, and a filled one back: with any wrong cell nothing is taken, and each is named. */
export const WorkbookButtons = ({ model }: { model: EntryModel }) => {
  const { t } = useTranslation('reporting');
  const { page, draft } = model;
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const take = async (file: File) => {
    setBusy(true);
    setError(null);
    try {
      await draft.flush();
      const stored = await upload(file);
      const read = await writeOnce('reporting.readWorkbook', { ...page.key, fileId: stored.id });
      draft.takeClashes(read.conflicts);
      await refresh('reporting.');
      tell(
        t(read.conflicts.length > 0 ? 'workbook.readSome' : 'workbook.read', {
          count: read.saved,
          conflicts: read.conflicts.length,
        }),
      );
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
        <FileButton className="wide-only" label={t('workbook.upload')} busy={busy} onFile={file => void take(file)} />
      )}
      {error !== null && (
        <div className="entry-wide">
          <ErrorNote error={error} />
        </div>
      )}
    </>
  );
};
