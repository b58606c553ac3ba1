import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { AllocationPage } from '../../../subjects/indicators/allocation/schema';
import { downloadUrl } from '../../api';

/** 目标责任书 of all units, packed; once it was sent. */
export const AllocationLetters = ({ page, unitId }: { page: AllocationPage; unitId: string | null }) => {
  const { t } = useTranslation('targets');
  if (page.state !== 'sent' || !page.allShown) return null;
  const { year } = page.target;
  return (
    <Button href={downloadUrl('indicators.letters', { ...(unitId ? { unitId } : {}), year })} download>
      {t('letters.all')}
    </Button>
  );
};
