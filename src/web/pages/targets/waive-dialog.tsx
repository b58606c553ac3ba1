import { useTranslation } from 'react-i18next';
import type { AllocationPage } from '../../../subjects/indicators/allocation/schema';
import type { Balance } from '../../../subjects/indicators/rules/allocation';
import { useWrite } from '../../api';
import { tell } from '../../parts/tell';
import { BalanceBar } from './balance-bar';
import { SignatureDialog } from './signature-dialog';

type Props = { page: AllocationPage; allocationId: string; balance: Balance; onClose: () => void };

/** 不平衡说明: why it may go out although it does not add up, signed. */
export const WaiveDialog = ({ page, allocationId, balance, onClose }: Props) => {
  const { t } = useTranslation('targets');
  const waive = useWrite('indicators.waiveAllocation');
  return (
    <SignatureDialog
      title={t('waiver.title')}
      send={t('waiver.send')}
      reason={t('waiver.reason')}
      busy={waive.isPending}
      error={waive.error}
      onClose={onClose}
      onSend={signed =>
        waive.mutate(
          { allocationId, version: page.version ?? 0, ...signed },
          {
            onSuccess: () => {
              tell(t('waiver.done'));
              onClose();
            },
          },
        )
      }
    >
      <BalanceBar balance={balance} rule={page.rule} unit={page.target.unit} />
      <p className="quiet">{t('waiver.how')}</p>
    </SignatureDialog>
  );
};
