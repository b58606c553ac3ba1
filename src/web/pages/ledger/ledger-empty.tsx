import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { SetAddress } from '../../address';
import { useMe } from '../../me';
import { Empty } from '../../parts/empty';
import { countFilters, type LedgerState, noFilter } from './ledger-address';

/** Nothing to show: because of the filters, or because no plan has been adopted. */
export const LedgerEmpty = ({ state, setAddress }: { state: LedgerState; setAddress: SetAddress }) => {
  const { t } = useTranslation('ledger');
  const me = useMe();
  if (countFilters(state.filter) > 0)
    return (
      <Empty
        title={t('empty.filtered')}
        action={<Button onClick={() => setAddress(noFilter)}>{t('filter.clear')}</Button>}
      >
        {t('empty.filteredHint')}
      </Empty>
    );
  if (!me.can.settle) return <Empty title={t('empty.title', { year: state.filter.year })}>{t('empty.wait')}</Empty>;
  return (
    <Empty
      title={t('empty.title', { year: state.filter.year })}
      action={
        <Link to="/plans" className="ant-btn ant-btn-primary">
          {t('empty.import')}
        </Link>
      }
    >
      {t('empty.hint')}
    </Empty>
  );
};
