import { useTranslation } from 'react-i18next';
import type { Series } from '../../../subjects/analysis/schema';
import { useMe } from '../../me';
import { TrajectoryChart } from '../../parts/figures/trajectory-chart';
import { periodName } from '../../parts/period-name';
import { trendData } from './trend-data';

/** 推进曲线 of the unit that is looked at. */
export const IndicatorTrend = ({ series, xlsx, asOf }: { series: Series; xlsx: string; asOf: string }) => {
  const { t } = useTranslation('analysis');
  const me = useMe();
  return (
    <section className="indicator-section" aria-label={t('section.trend')}>
      <h2>{t('section.trend')}</h2>
      <TrajectoryChart
        title={t('chart.trend', { name: series.indicator.name })}
        hideTitle
        asOf={asOf}
        xlsx={xlsx}
        {...trendData(series, me.today, period => periodName(t, period))}
      />
    </section>
  );
};
