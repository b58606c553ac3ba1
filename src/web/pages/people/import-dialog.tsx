import { Button } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { downloadUrl, useWrite } from '../../api';
import { Dialog } from '../../parts/dialog';
import { ErrorNote } from '../../parts/error-note';
import { type DroppedFile, FileDrop } from '../../parts/file-drop';

/** Units and people from a workbook: every wrong cell is named, and with one of them nothing is imported. */
export const ImportDialog = ({ onClose }: { onClose: () => void }) => {
  const { t } = useTranslation('org');
  const [files, setFiles] = useState<DroppedFile[]>([]);
  const bring = useWrite('org.importUnits');
  const file = files[0];
  const choose = (chosen: DroppedFile[]) => {
    bring.reset();
    setFiles(chosen);
  };
  return (
    <Dialog title={t('import.title')} onClose={onClose} width={720}>
      <div className="dialog-form">
        <p>
          {t('import.how')} <a href={downloadUrl('org.importTemplate', {})}>{t('import.template')}</a>
        </p>
        <FileDrop label={t('import.choose')} accept=".xlsx" multiple={false} files={files} onChange={choose} />
        <ErrorNote error={bring.error} />
        {bring.data ? (
          <>
            <p role="status">{t('import.done', { units: bring.data.created, people: bring.data.invited.length })}</p>
            {bring.data.invited.length > 0 && <InvitedList invited={bring.data.invited} />}
            <div className="dialog-actions">
              <Button type="primary" onClick={onClose}>
                {t('people.ready')}
              </Button>
            </div>
          </>
        ) : (
          <div className="dialog-actions">
            <Button onClick={onClose}>{t('people.cancel')}</Button>
            <Button
              type="primary"
              disabled={!file}
              loading={bring.isPending}
              onClick={() => file && bring.mutate({ fileId: file.id })}
            >
              {t('import.bring')}
            </Button>
          </div>
        )}
      </div>
    </Dialog>
  );
};

/** The links to hand over, one a person; shown once, so they can be copied all together. */
const InvitedList = ({ invited }: { invited: { name: string; login: string; link: string }[] }) => {
  const { t } = useTranslation('org');
  const id = useId();
  const lines = invited.map(one => `${one.name}\t${one.login}\t${new URL(one.link, location.origin).href}`);
  return (
    <div className="text-field">
      <label htmlFor={id}>{t('import.links')}</label>
      <textarea
        id={id}
        readOnly
        rows={Math.min(lines.length + 1, 10)}
        value={lines.join('\n')}
        onFocus={event => event.target.select()}
      />
      <p className="quiet">{t('import.linksHint')}</p>
    </div>
  );
};
