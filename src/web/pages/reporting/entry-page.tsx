import { useTranslation } from 'react-i18next';
import { usePathId } from '../../address';
import { useRead } from '../../api';
import { ErrorNote } from '../../parts/error-note';
import { PageHead } from '../../parts/page-head';
import { periodName } from '../../parts/period-name';
import { PageSkeleton } from '../../parts/skeletons';
import { EntryDesk } from './entry-desk';
import './reporting.css';
import { BackLink } from '../../parts/back-link';

// What a colleague types in the same form is no news of the server's line: the page looks by itself.
const LOOK_MS = 20_000;

/** 填报: one unit, one form, one period. */
export const EntryFormPage = () => {
  const { t } = useTranslation('reporting');
  const key = { formId: usePathId('formId'), period: usePathId('period'), unitId: usePathId('unitId') };
  const { data, error, refetch } = useRead('reporting.entry', key, { staleTime: 0, refetchInterval: LOOK_MS });
  if (data) return <EntryDesk key={`${key.formId} ${key.period} ${key.unitId}`} page={data} />;
  if (!error) return <PageSkeleton />;
  // What the server refuses it will refuse again; only what went wrong is tried again.
  const again = error.status === 0 || error.status >= 500 ? { onRetry: () => void refetch() } : {};
  return (
    <div className="page">
      <BackLink to="/reporting">{t('entry.back')}</BackLink>
      <PageHead title={t('entry.title', { period: periodName(t, key.period) })} />
      <ErrorNote error={error} {...again} />
    </div>
  );
};
