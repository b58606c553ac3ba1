import { useTranslation } from 'react-i18next';
import type { Series } from '../../../subjects/analysis/schema';
import { useAddress } from '../../address';
import { useMe } from '../../me';
import { RankedBars } from '../../parts/figures/ranked-bars';
import { periodName } from '../../parts/period-name';
import { aimValue } from './aim-words';
import { SeriesMultiples } from './series-multiples';
import { shownValue } from './shown-value';
import { lightOf } from './status-light';
import { seriesUnits } from './units-shown';
import './view-choice.css';

type Props = { series: Series; xlsx: string; asOf: string; onUnit: (unitId: string) => void };

/** 各单位: ranked by the last period with each unit's part, or each over time. */
export const UnitRanks = ({ series, xlsx, asOf, onUnit }: Props) => {
  const { t } = useTranslation('analysis');
  const me = useMe();
  const [address, setAddress] = useAddress();
  const small = address.text('units') === 'small';
  const { indicator, target } = series;
  const units = seriesUnits(t, series);
  const last = series.whole.at(-1)!;
  // Every unit held to the same value: one line through all rows says it better than a mark in each.
  const parts = units.map(({ part }) => part).filter(part => part !== null);
  const aim = target && aimValue(target);
  const same = aim !== null && parts.length > 0 && parts.every(part => Number(part) === Number(aim));
  return (
    <section className="indicator-section" aria-label={t('section.units')}>
      <header className="indicator-section-head">
        <h2>{t('section.units')}</h2>
        <fieldset className="view-choice no-print">
          <legend className="visually-hidden">{t('view.label')}</legend>
          <button type="button" aria-pressed={!small} onClick={() => setAddress({ units: null })}>
            {t('view.ranks')}
          </button>
          <button type="button" aria-pressed={small} onClick={() => setAddress({ units: 'small' })}>
            {t('view.small')}
          </button>
        </fieldset>
      </header>
      {small ? (
        <SeriesMultiples
          series={series}
          title={t('chart.small', { name: indicator.name })}
          hideTitle
          asOf={asOf}
          xlsx={xlsx}
          onOpen={onUnit}
        />
      ) : (
        <RankedBars
          title={t('chart.units', { name: indicator.name, period: periodName(t, last.period) })}
          hideTitle
          asOf={asOf}
          xlsx={xlsx}
          unit={indicator.unit}
          direction={indicator.direction}
          target={same ? aim : null}
          own={me.posts[0]?.unitId ?? null}
          units={units.map(({ id, name, values, part, status, reported }) => ({
            id,
            name,
            value: shownValue(values.at(-1) ?? null, indicator),
            target: same ? null : shownValue(part, indicator),
            light: lightOf(status),
            isIn: reported.reported === reported.expected,
          }))}
          onOpen={onUnit}
        />
      )}
    </section>
  );
};
