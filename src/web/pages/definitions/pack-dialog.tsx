import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportedPack } from '../../../subjects/indicators/definitions/schema';
import { useRead, useWrite } from '../../api';
import { Dialog } from '../../parts/dialog';
import { ErrorNote } from '../../parts/error-note';
import { FileDrop } from '../../parts/file-drop';
import { LinesSkeleton } from '../../parts/skeletons';
import { tell } from '../../parts/tell';
import { PackDifference } from './pack-difference';

type Source = { pack: string } | { fileId: string };

/** Is everything here already as the pack has it? */
const isSame = ({ dimensions, figures, indicators }: ImportedPack): boolean =>
  [dimensions, figures, indicators].every(({ created, changed }) => created.length + changed.length === 0);

/** A pack taken over: first what would become of the catalogue, then the deed. */
export const PackDialog = ({ onClose }: { onClose: () => void }) => {
  const { t } = useTranslation('definitions');
  const packs = useRead('indicators.packs', {});
  const shipped = useWrite('indicators.importPack');
  const own = useWrite('indicators.importPackFile');
  const [source, setSource] = useState<Source | null>(null);
  const [looked, setLooked] = useState<ImportedPack | null>(null);
  const begin = (from: Source, dry: boolean, then: (done: ImportedPack) => void) => {
    shipped.reset();
    own.reset();
    if ('pack' in from) shipped.mutate({ pack: from.pack, dry }, { onSuccess: then });
    else own.mutate({ fileId: from.fileId, dry }, { onSuccess: then });
  };
  const look = (from: Source) => {
    setSource(from);
    setLooked(null);
    begin(from, true, setLooked);
  };
  const take = () =>
    source &&
    begin(source, false, ({ name }) => {
      tell(t('packs.taken', { name }));
      onClose();
    });
  const isBusy = shipped.isPending || own.isPending;
  return (
    <Dialog title={t('packs.open')} onClose={onClose} width={760}>
      <div className="dialog-form">
        <p className="quiet">{t('packs.lead')}</p>
        {!packs.data && !packs.error && <LinesSkeleton lines={2} />}
        <ul className="definition-list">
          {packs.data?.packs.map(({ pack, name, figures, indicators, imported }) => (
            <li key={pack} className="definition-similar">
              <span>
                {name}{' '}
                <span className="quiet">
                  {t('packs.counts', { figures, indicators })}
                  {imported && ` · ${t('packs.imported')}`}
                </span>
              </span>
              <Button onClick={() => look({ pack })} disabled={isBusy}>
                {t('packs.look')}
              </Button>
            </li>
          ))}
        </ul>
        <FileDrop
          label={t('packs.file')}
          hint={t('packs.fileHint')}
          accept=".json"
          multiple={false}
          files={[]}
          onChange={([file]) => file && look({ fileId: file.id })}
        />
        <ErrorNote error={packs.error ?? shipped.error ?? own.error} />
        {isBusy && !looked && <LinesSkeleton lines={3} />}
        {looked && <PackDifference pack={looked} />}
        {looked && (
          <div className="dialog-actions">
            <Button onClick={onClose}>{t('cancel')}</Button>
            <Button type="primary" loading={isBusy} disabled={isSame(looked)} onClick={take}>
              {t('packs.take')}
            </Button>
          </div>
        )}
      </div>
    </Dialog>
  );
};
