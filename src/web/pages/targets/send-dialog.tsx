import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { AllocationPage } from '../../../subjects/indicators/allocation/schema';
import { useWrite } from '../../api';
import { Dialog } from '../../parts/dialog';
import { ErrorNote } from '../../parts/error-note';
import { tell } from '../../parts/tell';
import { BalanceBar } from './balance-bar';

type Props = { page: AllocationPage; allocationId: string; onClose: () => void };

/** 下发: it goes out to others, so it is said once more what and to how many. */
export const SendDialog = ({ page, allocationId, onClose }: Props) => {
  const { t } = useTranslation('targets');
  const send = useWrite('indicators.sendAllocation');
  return (
    <Dialog title={t('send.title', { name: page.target.indicator })} onClose={onClose}>
      {page.balance && <BalanceBar balance={page.balance} rule={page.rule} unit={page.target.unit} />}
      <p>{t('send.how', { count: page.parts.length })}</p>
      {page.waiver && (
        <p className="target-note">{t('waiver.is', { reason: page.waiver.reason, signedAs: page.waiver.signedAs })}</p>
      )}
      <ErrorNote error={send.error} />
      <div className="dialog-actions">
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button
          type="primary"
          data-first
          loading={send.isPending}
          onClick={() =>
            send.mutate(
              { allocationId, version: page.version ?? 0 },
              {
                onSuccess: () => {
                  tell(t('send.done', { count: page.parts.length }));
                  onClose();
                },
              },
            )
          }
        >
          {t('send.button')}
        </Button>
      </div>
    </Dialog>
  );
};
