import { useTranslation } from 'react-i18next';
import type { Series } from '../../../subjects/analysis/schema';
import { useQuantityWords } from '../../parts/figures/use-quantity-words';
import { periodName } from '../../parts/period-name';
import { aimValue } from './aim-words';
import { shownValue } from './shown-value';

/** 滞后：按序时进度应到 90.3%，差 1.8%；缺 17 个单位的数据。 */
export const ReadingSentence = ({ series }: { series: Series }) => {
  const { t } = useTranslation('analysis');
  const write = useQuantityWords();
  const { indicator, target } = series;
  const last = series.whole.at(-1)!;
  const say = (value: string | null) => write(shownValue(value, indicator), indicator.unit);
  const apart = (gap: string | null) =>
    write(shownValue(gap, indicator), indicator.unit === '%' ? t('points') : indicator.unit);
  const period = periodName(t, last.period);
  const count = last.reported.expected - last.reported.reported;
  const units = series.units.filter(({ reported }) => reported.reported < reported.expected).length;
  const missing =
    count <= 0 || series.unit.kind === 'school'
      ? ''
      : series.units.length > 1 && units < count
        ? t('reading.missingCounties', { counties: units, count })
        : t('reading.missing', { count });
  const reading = () => {
    if (last.value === null) return t('reading.none', { period });
    if (!target) return t('reading.value', { period, value: say(last.value) });
    const word = t(`status.${target.status}`) + t('reading.colon');
    if (target.status === 'missed')
      return word + t('reading.target', { target: say(aimValue(target)), gap: apart(target.gap) });
    if (target.planned === null) return word + t('reading.value', { period, value: say(last.value) });
    const planned = word + t('reading.planned', { planned: say(target.planned) });
    return (
      planned +
      (target.gap === null
        ? t('reading.ahead', { value: say(target.actual) })
        : t('reading.gap', { gap: apart(target.gap) }))
    );
  };
  return (
    <p className="indicator-reading">
      {reading()}
      {missing}
      {t('reading.stop')}
    </p>
  );
};
