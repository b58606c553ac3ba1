import { useTranslation } from 'react-i18next';
import type { Exceptions } from '../../../subjects/reporting/review-schema';

/** Who has not come so far: units, with the reason where it was sent back. */
export const GroupMissing = ({ data }: { data: Exceptions }) => {
  const { t } = useTranslation('review');
  if (data.missing.length === 0) return null;
  return (
    <section className="review-section" aria-labelledby="missing">
      <h2 id="missing">
        {t('group.missing')} <span className="todo-count">{data.missing.length}</span>
      </h2>
      <ul className="review-clean">
        {data.missing.map(unit => (
          <li key={unit.unitId}>
            {unit.unitName}{' '}
            <span className="quiet">
              {unit.returnReason === null ? t(`stage.${unit.stage}`) : t('returned', { reason: unit.returnReason })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
};
