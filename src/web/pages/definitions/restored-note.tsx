import { Button } from 'antd';
import { useTranslation } from 'react-i18next';

/** What was typed before and never saved is here again. */
export const RestoredNote = ({ onDiscard }: { onDiscard: () => void }) => {
  const { t } = useTranslation('definitions');
  return (
    <p className="definition-restored" role="status">
      {t('restored')}{' '}
      <Button size="small" onClick={onDiscard}>
        {t('discard')}
      </Button>
    </p>
  );
};
