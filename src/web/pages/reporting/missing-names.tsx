import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Exceptions } from '../../../subjects/reporting/review-schema';
import { TimeText } from '../../parts/date-text';
import { entryPath } from './my-form-row';

type Props = { window: { formId: string; period: string }; units: Exceptions['missing'] };

/** Units that have not handed in, each leading to its form; when they were asked last, and why it came back. */
export const MissingNames = ({ window, units }: Props) => {
  const { t } = useTranslation('reporting');
  return (
    <ul className="missing-units">
      {units.map(unit => (
        <li key={unit.unitId}>
          <Link to={entryPath({ ...window, unitId: unit.unitId })}>{unit.unitName}</Link>
          {unit.remindedAt && (
            <span className="quiet">
              {' '}
              {t('below.reminded')} <TimeText at={unit.remindedAt} />
            </span>
          )}
          {unit.returnReason && <span className="quiet"> {t('below.returned', { reason: unit.returnReason })}</span>}
        </li>
      ))}
    </ul>
  );
};
