import { useTranslation } from 'react-i18next';
import type { GanttScale } from './gantt-scale';

const percent = (share: number): string => `${(share * 100).toFixed(3)}%`;

/** Months along the top, their lines down the page, and the line of today. */
export const GanttAxis = ({ scale, today }: { scale: GanttScale; today: string }) => {
  const { t } = useTranslation('task');
  return (
    <>
      <div className="gantt-grid" aria-hidden="true">
        {scale.months.map(({ key, left }) => (
          <span key={key} className="gantt-month-line" style={{ left: percent(left) }} />
        ))}
        <span className="gantt-today-line" style={{ left: percent(scale.place(today)) }} />
      </div>
      <div className="gantt-axis">
        <span className="gantt-corner" />
        <div className="gantt-months">
          {scale.months.map(({ key, month, left, width }) => (
            <span key={key} style={{ left: percent(left), width: percent(width) }}>
              {t(`frame:period.tight.month.${month}`)}
            </span>
          ))}
          <span className="gantt-today" style={{ left: percent(scale.place(today)) }}>
            {t('target.today')}
          </span>
        </div>
      </div>
    </>
  );
};
