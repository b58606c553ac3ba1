import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { usePathId } from '../../address';
import { useRead } from '../../api';
import { Empty } from '../../parts/empty';
import { ErrorNote } from '../../parts/error-note';
import { PageSkeleton } from '../../parts/skeletons';
import { EntryDesk } from './entry-desk';
import { periodName } from './period-name';
import './reporting.css';

// What a colleague types in the same form is no news of the server's line: the page looks by itself.
const LOOK_MS = 20_000;

/** 填报: one unit, one form, one period. */
export const EntryFormPage = () => {
  const { t } = useTranslation('reporting');
  const key = { formId: usePathId('formId'), period: usePathId('period'), unitId: usePathId('unitId') };
  const { data, error, refetch } = useRead('reporting.entry', key, { staleTime: 0, refetchInterval: LOOK_MS });
  if (data) return <EntryDesk key={`${key.formId} ${key.period} ${key.unitId}`} page={data} />;
  if (!error) return <PageSkeleton />;
  return (
    <div className="page">
      <h1>{t('entry.title', { period: periodName(t, key.period) })}</h1>
      {error.code === 'not-found' ? (
        <Empty title={t('entry.none')} action={<Button href="/reporting">{t('entry.back')}</Button>}>
          {error.message}
        </Empty>
      ) : (
        <ErrorNote error={error} onRetry={() => void refetch()} />
      )}
    </div>
  );
};
