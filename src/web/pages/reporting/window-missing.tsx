import { useTranslation } from 'react-i18next';
import { useRead } from '../../api';
import { ErrorNote } from '../../parts/error-note';
import { LinesSkeleton } from '../../parts/skeletons';
import { RemindUnits } from '../review/remind-units';
import { MissingNames } from './missing-names';

type Window = { formId: string; period: string };

// More groups than these are opened one by one.
const MOST_OPEN = 3;

/** Under the line of a window: who has not handed in, each leading to its form, and the reminder for whoever may. */
export const WindowMissing = ({ formId, period }: Window) => {
  const { t } = useTranslation('reporting');
  const { data, error, refetch } = useRead('reporting.missing', { formId, period });
  if (error && !data) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <LinesSkeleton lines={3} />;
  const { groups } = data;
  if (groups.length === 0) return <p className="quiet">{t('tally.all')}</p>;
  const remindable = groups.flatMap(({ units }) => units).filter(({ mayRemind }) => mayRemind);
  return (
    <>
      <RemindUnits window={{ formId, period }} missing={remindable} />
      <div className="missing-by-group">
        {groups.map(group => (
          <details key={group.groupId} open={groups.length <= MOST_OPEN}>
            <summary>
              {group.groupName} <span className="quiet number">{group.units.length}</span>
            </summary>
            <MissingNames window={{ formId, period }} units={group.units} />
          </details>
        ))}
      </div>
    </>
  );
};
