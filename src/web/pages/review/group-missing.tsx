import { useTranslation } from 'react-i18next';
import type { Exceptions } from '../../../subjects/reporting/review-schema';
import { TimeText } from '../../parts/date-text';
import { RemindUnits } from './remind-units';

/** Who has not come so far: units, with the reason where it was sent back. */
type Props = { window: { formId: string; period: string }; data: Exceptions };

export const GroupMissing = ({ window, data }: Props) => {
  const { t } = useTranslation('review');
  if (data.missing.length === 0) return null;
  return (
    <section className="review-section" aria-labelledby="missing">
      <h2 id="missing">
        {t('group.missing')} <span className="todo-count">{data.missing.length}</span>
      </h2>
      <RemindUnits window={window} missing={data.missing} />
      <ul className="review-clean">
        {data.missing.map(unit => (
          <li key={unit.unitId}>
            {unit.unitName}{' '}
            <span className="quiet">
              {unit.returnReason === null ? t(`stage.${unit.stage}`) : t('returned', { reason: unit.returnReason })}
            </span>
            {unit.remindedAt && (
              <span className="quiet">
                {' '}
                {t('remind.last')} <TimeText at={unit.remindedAt} />
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
};
