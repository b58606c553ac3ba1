import { useTranslation } from 'react-i18next';
import type { WindowTally } from '../../../subjects/reporting/form-schema';

/** 报送情况: how many have handed in of how many, and how far those are. */
export const TallyText = ({ tally }: { tally: WindowTally }) => {
  const { t } = useTranslation('reporting');
  const { expected, submitted } = tally;
  if (expected === 0) return <span className="quiet">{t('tally.none')}</span>;
  return (
    <span className="tally">
      <span className="number">{t('tally.submitted', tally)}</span>
      <span className="tally-bar" aria-hidden="true">
        <span style={{ width: `${(100 * submitted) / expected}%` }} />
      </span>
      <span className="quiet">
        {submitted < expected ? t('tally.missing', { count: expected - submitted }) : t('tally.all')} ·{' '}
        {t('tally.accepted', tally)}
      </span>
    </span>
  );
};
