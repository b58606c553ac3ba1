import { useTranslation } from 'react-i18next';
import type { TargetPage } from '../../../subjects/indicators/targets/schema';
import { useAddress } from '../../address';
import { useRead } from '../../api';
import { useMe } from '../../me';
import { ErrorNote } from '../../parts/error-note';
import { useQuantityWords } from '../../parts/figures/use-quantity-words';
import { dateInSentence } from '../../parts/format-date';
import { lightShapes } from '../../parts/light-mark';
import { lightOf } from '../indicators/status-light';
import { shownReading } from './shown-digits';
import { useDifferenceWords } from './use-difference-words';

type Reading = TargetPage['reading'];

/** 序时进度 of any day, by the terms that were in force then. */
export const TargetDay = ({ target }: { target: TargetPage }) => {
  const { t } = useTranslation('targets');
  const me = useMe();
  const [address, setAddress] = useAddress();
  const on = address.text('on') ?? me.today;
  const write = useQuantityWords();
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(on);
  const isToday = on === me.today;
  const { data, error } = useRead(
    'indicators.targetReading',
    { targetId: target.id, on },
    { keep: true, enabled: isDay && !isToday },
  );
  const reading = isToday ? target.reading : data && shownReading(target, data);
  const other = !isToday && data && data.value !== target.terms.value ? data.value : null;
  return (
    <section className="target-section" aria-label={t('day.title')}>
      <header className="target-day-head">
        <h2>{t('day.title')}</h2>
        <label>
          {t('day.on')}{' '}
          <input
            type="date"
            className="plain-input"
            value={isDay ? on : ''}
            onChange={event =>
              setAddress({ on: event.target.value === me.today ? null : event.target.value }, { replace: true })
            }
          />
        </label>
      </header>
      <ErrorNote error={error} />
      {reading && <Sentence reading={reading} unit={target.unit} />}
      {other && <p className="quiet">{t('day.then', { value: write(other, target.unit) })}</p>}
    </section>
  );
};

const Sentence = ({ reading, unit }: { reading: Reading; unit: string | null }) => {
  const { t, i18n } = useTranslation('targets');
  const me = useMe();
  const write = useQuantityWords();
  const difference = useDifferenceWords(unit);
  const light = lightOf(reading.status);
  const say = (value: string | null) => write(value, unit);
  const day = (on: string) => dateInSentence(on, me.today, i18n.language);
  const { planned, actual, actualOn, plannedThen, gap } = reading;
  const isHeld = plannedThen !== null && reading.status !== 'missed';
  const off = gap === null || gap === '0' ? null : gap;
  return (
    <div className="target-reading">
      <p className="target-status">
        {light && (
          <span className="light-shape" aria-hidden="true" style={{ color: `var(--light-${light})` }}>
            {lightShapes[light]}
          </span>
        )}{' '}
        {t(`status.${reading.status}`)}
      </p>
      <p>
        {actual === null || actualOn === null ? (
          t('day.noActual')
        ) : (
          <>
            {/* What was reported is held against the plan of its own day; once it is all over, against the target. */}
            {isHeld && `${t('day.planned', { on: day(actualOn), value: say(plannedThen) })}${t('comma')}`}
            {t(isHeld ? 'day.actual' : 'day.actualOn', { on: day(actualOn), value: say(actual) })}
            {off !== null &&
              t(off.startsWith('-') ? 'day.behind' : 'day.ahead', { gap: difference(off.replace('-', '')) })}
          </>
        )}
        {planned !== null && actualOn !== reading.on && (
          <>
            {t('semicolon')}
            {t('day.planned', { on: day(reading.on), value: say(planned) })}
          </>
        )}
        {t('stop')}
      </p>
      {reading.share !== null && reading.plannedShare !== null && (
        <p className="quiet">{t('day.share', { share: reading.share, planned: reading.plannedShare })}</p>
      )}
    </div>
  );
};
