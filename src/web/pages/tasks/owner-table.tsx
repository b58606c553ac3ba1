import { useTranslation } from 'react-i18next';
import type { TaskPage } from '../../../subjects/tasks/schema';
import { TimeText } from '../../parts/date-text';
import { LightMark } from '../../parts/light-mark';

/** 责任: lead first, then the others; when each signed, by whom, and how far it is. Of other units a unit sees the name alone. */
export const OwnerTable = ({ units }: { units: TaskPage['units'] }) => {
  const { t } = useTranslation('task');
  if (units.length === 0) return <p className="quiet">{t('owners.none')}</p>;
  return (
    <ul className="owners">
      {/* Whose state one sees comes before those one only knows by name. */}
      {units
        .toSorted((a, b) => Number(b.shown) - Number(a.shown))
        .map(unit => (
          <li key={`${unit.unitId} ${unit.role}`}>
            <span className="owner-role quiet">{t(`role.${unit.role}`)}</span>
            <span className="owner-name">
              {unit.unitName}
              {unit.writtenAs && unit.writtenAs !== unit.unitName && (
                <span className="quiet"> {t('owners.writtenAs', { name: unit.writtenAs })}</span>
              )}
              <span className="owner-signed quiet">
                {!unit.shown ? null : unit.signedAt ? (
                  <>
                    {t('owners.signed', { by: unit.signedBy ?? '' })} <TimeText at={unit.signedAt} />
                  </>
                ) : (
                  t('owners.unsigned')
                )}
              </span>
            </span>
            {unit.shown && (
              <>
                <span className="owner-light">
                  <LightMark light={unit.light} reason={unit.lightReason} form="shape" />
                </span>
                <span className="number owner-percent">{unit.percent === null ? '—' : `${unit.percent}%`}</span>
              </>
            )}
          </li>
        ))}
    </ul>
  );
};
