import { useTranslation } from 'react-i18next';
import type { WindowTally } from '../../../subjects/reporting/form-schema';

type Props = { tally: WindowTally; isOpen: boolean; onOpen: (isOpen: boolean) => void };

/** 报送情况: how many have handed in of how many, and how far those are; who is missing opens. */
export const TallyText = ({ tally, isOpen, onOpen }: Props) => {
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
        {submitted < expected ? (
          <button type="button" className="link-button on-paper" aria-expanded={isOpen} onClick={() => onOpen(!isOpen)}>
            {t('tally.missing', { count: expected - submitted })} <span aria-hidden="true">{isOpen ? '▴' : '▾'}</span>
          </button>
        ) : (
          t('tally.all')
        )}{' '}
        · {t('tally.accepted', tally)}
      </span>
    </span>
  );
};
