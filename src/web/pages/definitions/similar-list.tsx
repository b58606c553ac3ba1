import { Button, Popconfirm } from 'antd';
import { useTranslation } from 'react-i18next';
import type { DefinitionPage } from '../../../subjects/indicators/definitions/schema';
import { useWrite } from '../../api';
import { ErrorNote } from '../../parts/error-note';
import { tell } from '../../parts/tell';

/** What plans call by another name and seem to mean: linked to this one, with their targets. */
export const SimilarList = ({ page: { id: toId, name, similar, maySave } }: { page: DefinitionPage }) => {
  const { t } = useTranslation('definitions');
  const link = useWrite('indicators.link');
  if (similar.length === 0) return null;
  return (
    <>
      <h3>{t('similar.title')}</h3>
      <p className="quiet">{t('similar.lead')}</p>
      <ul className="definition-list">
        {similar.map(one => (
          <li key={one.id} className="definition-similar">
            <span>
              {one.name} <span className="quiet">{t('similar.targets', { count: one.targets })}</span>
            </span>
            {maySave && (
              <Popconfirm
                icon={null}
                title={t('similar.ask', { from: one.name, to: name })}
                okText={t('similar.link')}
                cancelText={t('cancel')}
                onConfirm={() =>
                  link.mutate(
                    { fromId: one.id, toId },
                    { onSuccess: ({ targets }) => tell(t('similar.linked', { count: targets })) },
                  )
                }
              >
                <Button size="small" loading={link.isPending}>
                  {t('similar.link')}
                </Button>
              </Popconfirm>
            )}
          </li>
        ))}
      </ul>
      <ErrorNote error={link.error} />
    </>
  );
};
