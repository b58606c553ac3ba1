import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../me';
import { Empty } from '../../parts/empty';

/** No tasks in this year yet. */
export const OverviewEmpty = ({ year }: { year: number }) => {
  const { t } = useTranslation('overview');
  const me = useMe();
  return (
    <Empty
      title={t('empty.title', { year })}
      action={
        me.can.settle ? (
          <Link to="/plans" className="ant-btn ant-btn-primary">
            {t('empty.go')}
          </Link>
        ) : undefined
      }
    >
      {t('empty.hint')}
    </Empty>
  );
};
