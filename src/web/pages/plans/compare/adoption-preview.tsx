import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { PlanPage, PreviewRow } from '../../../../subjects/plans/schema';
import { useRead } from '../../../api';
import { ErrorNote } from '../../../parts/error-note';

const nameOf = ({ number, title }: PreviewRow): string => `${number ?? ''}${title}`;

/** What adopting a revised plan will do to the ledger: seen before it is done. */
export const AdoptionPreview = ({ page }: { page: PlanPage }) => {
  const { t } = useTranslation('compare');
  const { data, error } = useRead('plans.preview', { planId: page.id });
  const open = page.conflicts.filter(one => one.answer === null).length;
  if (error) return <ErrorNote error={error} />;
  if (!data) return <p className="quiet">{t('preview.waits')}</p>;
  const { created, changed, dropped, kept } = data;
  return (
    <div className="adoption-preview">
      <p>{t('preview.counts', { created: created.length, changed: changed.length, kept, dropped: dropped.length })}</p>
      {created.length > 0 && <p className="quiet">{t('preview.created', { names: created.map(nameOf).join('、') })}</p>}
      {dropped.length > 0 && <p className="quiet">{t('preview.dropped', { names: dropped.map(nameOf).join('、') })}</p>}
      {open > 0 && <p>{t('conflict.open', { count: open })}</p>}
      {page.revises && (
        <Link to="/plans/$planId/compare" params={{ planId: page.id }} search={{ with: page.revises } as never}>
          {t('preview.see')}
        </Link>
      )}
    </div>
  );
};
