import { Link, Navigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useRead } from '../../api';
import { ErrorNote } from '../../parts/error-note';
import { TableSkeleton } from '../../parts/skeletons';
import { useKeys } from '../../parts/use-keys';
import { useNarrow } from '../../use-narrow';
import { OneView } from './one-view';

type Props = {
  formId: string;
  period: string;
  unitId: string;
  returning: boolean;
  onReturning: (on: boolean) => void;
  onClose: () => void;
};

/** A submission beside the list it was opened from; a phone goes to its page. */
export const OneDrawer = (props: Props) =>
  useNarrow() ? (
    <Navigate to={`/review/one/${props.formId}/${props.period}/${props.unitId}`} replace />
  ) : (
    <Drawer {...props} />
  );

const Drawer = ({ formId, period, unitId, returning, onReturning, onClose }: Props) => {
  const { t } = useTranslation('review');
  const input = { formId, period, unitId };
  const { data, error, refetch } = useRead('reporting.reviewOne', input, { keep: true, staleTime: 0 });
  useKeys([{ key: 'Escape', label: t('frame:close'), act: onClose }]);
  const stale = data !== undefined && data.unit.id !== unitId;
  return (
    <aside className="review-drawer" aria-label={t('one.label')} aria-busy={stale}>
      <header className="review-drawer-head no-print">
        <Link to={`/review/one/${formId}/${period}/${unitId}`}>{t('one.whole')}</Link>
        <button type="button" className="plain-button" aria-label={t('frame:close')} onClick={onClose}>
          ✕
        </button>
      </header>
      {error && (!data || stale) && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {!data && !error && <TableSkeleton rows={14} columns={5} />}
      {data && !(error && stale) && (
        <div className={stale ? 'review-stale' : undefined}>
          <OneView key={data.unit.id} one={data} returning={returning} onReturning={onReturning} level={2} />
        </div>
      )}
    </aside>
  );
};
