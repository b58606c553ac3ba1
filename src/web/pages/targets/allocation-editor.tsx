import { useTranslation } from 'react-i18next';
import type { AllocationPage } from '../../../subjects/indicators/allocation/schema';
import { Empty } from '../../parts/empty';
import { AllocationDeeds } from './allocation-deeds';
import { BalanceBar } from './balance-bar';
import { PartsTable } from './parts-table';
import { SplitMethod } from './split-method';
import { useSplit } from './use-split';

type Props = { page: AllocationPage; unitId: string | null };

/** The split while it is made: method, base figure, values by hand, and its balance at every keystroke. */
export const AllocationEditor = ({ page, unitId }: Props) => {
  const { t } = useTranslation(['targets', 'target-refusal']);
  const split = useSplit(page);
  if (page.parts.length === 0) return <Empty title={t('target-refusal:nobody-below')} />;
  return (
    <>
      {page.state === 'sent' && <p className="target-note">{t('targets:allocation.sentNote')}</p>}
      {split.restored && split.changed && (
        <p className="target-note">
          {t('targets:restored')}{' '}
          <button type="button" className="link-button" onClick={split.clear}>
            {t('targets:restoredDrop')}
          </button>
        </p>
      )}
      <SplitMethod page={page} split={split} unitId={unitId} />
      <div className="balance-stays">
        <BalanceBar balance={split.balance} rule={page.rule} unit={page.target.unit} />
        {split.text.method !== 'manual' &&
          split.findings.map(({ code }) => (
            <p key={code} className="quiet">
              {t(`target-refusal:finding.${code}`)}
            </p>
          ))}
        <AllocationDeeds page={page} split={split} unitId={unitId} />
      </div>
      <PartsTable page={page} split={split} />
    </>
  );
};
