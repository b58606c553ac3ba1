import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, useRead, useWrite } from '../../api';
import { Dialog } from '../../parts/dialog';
import { Empty } from '../../parts/empty';
import { ErrorNote } from '../../parts/error-note';
import { LinesSkeleton } from '../../parts/skeletons';
import { tell } from '../../parts/tell';

/** Forms of a pack: those that are here already under their code are left alone. */
export const ImportForms = ({ onClose }: { onClose: () => void }) => {
  const { t } = useTranslation('reporting');
  const { data: known, error } = useRead('indicators.packs', {});
  const data = known?.packs.filter(({ forms }) => forms > 0);
  const figures = useWrite('indicators.importPack');
  const forms = useWrite('reporting.importForms');
  const [busy, setBusy] = useState<string | null>(null);
  const bring = async (pack: string, imported: boolean) => {
    setBusy(pack);
    try {
      // Forms name figures: those have to be here first.
      if (!imported) await figures.mutateAsync({ pack });
      const { created, kept } = await forms.mutateAsync({ pack });
      tell(t('forms.imported', { created: created.length, kept: kept.length }));
      onClose();
    } catch (failure) {
      // It stands in the dialog.
      if (!(failure instanceof ApiError)) throw failure;
    } finally {
      setBusy(null);
    }
  };
  return (
    <Dialog title={t('forms.import')} onClose={onClose}>
      <p className="quiet">{t('forms.importHow')}</p>
      <ErrorNote error={error ?? figures.error ?? forms.error} />
      {!data && !error && <LinesSkeleton lines={2} />}
      {data?.length === 0 && <Empty title={t('forms.noPacks')} />}
      <ul className="pack-list">
        {data?.map(({ pack, name, forms: count, imported }) => (
          <li key={pack}>
            <span>
              {name} <span className="quiet">{t('forms.packForms', { count })}</span>
            </span>
            <Button loading={busy === pack} disabled={busy !== null} onClick={() => void bring(pack, imported)}>
              {t(imported ? 'forms.importThis' : 'forms.importAll')}
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
};
