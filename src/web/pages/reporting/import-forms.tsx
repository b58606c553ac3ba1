import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useRead, useWrite } from '../../api';
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
  const take = useWrite('reporting.importForms');
  const bring = (pack: string) =>
    take.mutate(
      { pack },
      {
        onSuccess: ({ created, kept }) => {
          tell(t('forms.imported', { created: created.length, kept: kept.length }));
          onClose();
        },
      },
    );
  return (
    <Dialog title={t('forms.import')} onClose={onClose}>
      <p className="quiet">{t('forms.importHow')}</p>
      <ErrorNote error={error ?? take.error} />
      {!data && !error && <LinesSkeleton lines={2} />}
      {data?.length === 0 && <Empty title={t('forms.noPacks')} />}
      <ul className="pack-list">
        {data?.map(({ pack, name, forms }) => (
          <li key={pack}>
            <span>
              {name} <span className="quiet">{t('forms.packForms', { count: forms })}</span>
            </span>
            <Button loading={take.isPending && take.variables.pack === pack} onClick={() => bring(pack)}>
              {t('forms.importThis')}
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
};
