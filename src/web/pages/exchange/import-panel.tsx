import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportResult } from '../../../subjects/exchange/schema';
import { useWrite } from '../../api';
import { type DroppedFile, FileDrop } from '../../parts/file-drop';
import { tell } from '../../parts/tell';
import { TextField } from '../../parts/text-field';
import { ImportFaults } from './import-faults';
import { ImportOutcome } from './import-outcome';

type How = { stage: 'submitted' | 'accepted'; mode: 'keep-drafts' | 'all-or-nothing'; openPeriods: boolean };

/** A file in: looked at first, with everything that is wrong in it; then taken as a whole. */
export const ImportPanel = () => {
  const { t } = useTranslation('exchange');
  const [files, setFiles] = useState<DroppedFile[]>([]);
  const [key, setKey] = useState('');
  const [how, setHow] = useState<How>({ stage: 'submitted', mode: 'keep-drafts', openPeriods: false });
  const look = useWrite('exchange.importFile');
  const take = useWrite('exchange.importFile');
  const [file] = files;

  const lookAt = (fileId: string, name: string, chosen: How) =>
    look.mutate({ fileId, key: name, ...chosen, dryRun: true });
  const choose = (dropped: DroppedFile[]) => {
    const [one] = dropped;
    setFiles(dropped);
    take.reset();
    if (!one) return look.reset();
    setKey(one.name);
    lookAt(one.id, one.name, how);
  };
  const change = (next: How) => {
    setHow(next);
    if (file) lookAt(file.id, key, next);
  };
  const begin = () => {
    if (!file) return;
    take.mutate(
      { fileId: file.id, key, ...how, dryRun: false },
      {
        onSuccess: done => {
          tell(t('import.done', done));
          setFiles([]);
          look.reset();
        },
      },
    );
  };
  const found = look.data as ImportResult | undefined;
  return (
    <section aria-labelledby="exchange-import">
      <h2 id="exchange-import">{t('import.title')}</h2>
      <p className="quiet">{t('import.lead')}</p>
      <FileDrop
        label={t('import.file')}
        hint={t('import.formats')}
        accept=".csv,.txt,.xlsx,.json"
        multiple={false}
        files={files}
        onChange={choose}
      />
      {file && (
        <div className="exchange-form">
          <TextField
            label={t('import.key')}
            hint={t('import.keyHint')}
            value={key}
            maxLength={120}
            onValue={setKey}
            onBlur={() => key.trim() && lookAt(file.id, key, how)}
          />
          <fieldset>
            <legend className="field-label">{t('import.stage')}</legend>
            {(['submitted', 'accepted'] as const).map(stage => (
              <label key={stage}>
                <input
                  type="radio"
                  name="stage"
                  checked={how.stage === stage}
                  onChange={() => change({ ...how, stage })}
                />
                <span>{t(`import.stageOf.${stage}`)}</span>
              </label>
            ))}
          </fieldset>
          <label>
            <input
              type="checkbox"
              checked={how.openPeriods}
              onChange={({ target }) => change({ ...how, openPeriods: target.checked })}
            />
            <span>{t('import.openPeriods')}</span>
          </label>
          <label>
            <input
              type="checkbox"
              checked={how.mode === 'all-or-nothing'}
              onChange={({ target }) => change({ ...how, mode: target.checked ? 'all-or-nothing' : 'keep-drafts' })}
            />
            <span>{t('import.allOrNothing')}</span>
          </label>
        </div>
      )}
      <div role="status">
        {look.isPending && <p className="quiet">{t('import.looking')}</p>}
        {file && found && !look.isPending && <ImportOutcome result={found} />}
        {take.data && <ImportOutcome result={take.data} />}
      </div>
      <ImportFaults error={take.error ?? look.error} />
      {file && (
        <Button
          type="primary"
          loading={take.isPending}
          disabled={!found || look.isPending || found.repeated || key.trim() === ''}
          onClick={begin}
        >
          {t('import.take')}
        </Button>
      )}
    </section>
  );
};
