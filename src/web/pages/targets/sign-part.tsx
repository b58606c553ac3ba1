import { useTranslation } from 'react-i18next';
import type { AllocationTarget } from '../../../subjects/indicators/allocation/schema';
import { useWrite } from '../../api';
import { useQuantityWords } from '../../parts/figures/use-quantity-words';
import { tell } from '../../parts/tell';
import { SignatureDialog } from './signature-dialog';

type Props = {
  part: { allocationId: string; version: number; unitId: string };
  unitName: string;
  value: string | null;
  target: AllocationTarget;
  onClose: () => void;
};

/** 签收目标责任书: what is signed for, and one's own name. */
export const SignPart = ({ part, unitName, value, target, onClose }: Props) => {
  const { t } = useTranslation('targets');
  const write = useQuantityWords();
  const sign = useWrite('indicators.signPart');
  return (
    <SignatureDialog
      title={t('sign.title', { unit: unitName })}
      send={t('sign.button')}
      busy={sign.isPending}
      error={sign.error}
      onClose={onClose}
      onSend={({ signedAs }) =>
        sign.mutate(
          { ...part, signedAs },
          {
            onSuccess: () => {
              tell(t('sign.done', { unit: unitName }));
              onClose();
            },
          },
        )
      }
    >
      <p>{t('sign.what', { name: target.indicator, value: write(value, target.unit), on: target.dueOn })}</p>
    </SignatureDialog>
  );
};
