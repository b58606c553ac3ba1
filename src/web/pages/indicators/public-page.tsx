import { useTranslation } from 'react-i18next';
import type { PublicFigures } from '../../../subjects/analysis/schema';
import { usePathId } from '../../address';
import { useRead } from '../../api';
import { AwaitingNote } from '../../parts/awaiting-note';
import { ErrorNote } from '../../parts/error-note';
import { RankedBars } from '../../parts/figures/ranked-bars';
import { BulletBar } from '../../parts/figures/target-bullet';
import { dateInSentence } from '../../parts/format-date';
import { periodName } from '../../parts/period-name';
import { Quantity } from '../../parts/quantity';
import { LinesSkeleton } from '../../parts/skeletons';
import { OpenFrame } from '../start/open-frame';
import { aimValue, aimWords } from './aim-words';
import { dayWords } from './day-words';
import { shownValue } from './shown-value';
import { lightOf } from './status-light';
import { StatusWord } from './status-word';
import './public-page.css';

/** 公开页: what a body shows to everybody; read on a phone in ten seconds. */
export const PublicPage = () => {
  const { t, i18n } = useTranslation('analysis');
  const code = usePathId('body');
  const { data, error, refetch } = useRead('analysis.publicFigures', { body: code });
  if (error?.status === 404 || error?.status === 400)
    return (
      <OpenFrame title={t('public.none')} lead={t('public.noneHint')}>
        {null}
      </OpenFrame>
    );
  if (error)
    return (
      <OpenFrame title={t('title')}>
        <ErrorNote error={error} onRetry={() => void refetch()} />
      </OpenFrame>
    );
  if (!data)
    return (
      <OpenFrame title={t('title')}>
        <LinesSkeleton lines={8} />
      </OpenFrame>
    );
  const on = dateInSentence(data.on, data.on, i18n.language);
  return (
    <div className="public-page">
      <OpenFrame title={t('public.title', { body: data.body.name })} lead={t('public.asOf', { date: on })}>
        <ul className="public-rows">
          {data.rows.map(row => (
            <PublicRow key={row.id} row={row} figures={data} />
          ))}
        </ul>
        <p className="quiet public-foot">{t('public.foot', { body: data.body.name })}</p>
      </OpenFrame>
    </div>
  );
};

const PublicRow = ({ row, figures }: { row: PublicFigures['rows'][number]; figures: PublicFigures }) => {
  const { t, i18n } = useTranslation('analysis');
  const { aim, unit } = row;
  const [value, planned] = [shownValue(row.value, row), shownValue(aim?.planned ?? null, row)];
  // An increment is held against what came, not against what stands.
  const towards = shownValue(aim?.actual ?? null, row);
  return (
    <li>
      <h2>{row.name}</h2>
      <p className="public-value">
        <strong>
          <Quantity value={value} unit={unit} />
        </strong>
        <span className="quiet">{periodName(t, row.period)}</span>
        {aim && <StatusWord status={aim.status} />}
      </p>
      {aim && (
        <>
          <BulletBar
            name={row.name}
            value={towards}
            target={aimValue(aim)}
            planned={planned}
            unit={unit}
            aim={aimWords(aim, unit)}
            light={lightOf(aim.status)}
          />
          <p className="quiet public-line">
            <span>
              {t('public.target', {
                aim: aimWords(aim, unit),
                date: dayWords(aim.dueOn, figures.on, i18n.language),
              })}
            </span>
            {planned !== null && (
              <span>
                {t('column.planned')} <Quantity value={planned} unit={unit} />
              </span>
            )}
          </p>
        </>
      )}
      <AwaitingNote awaiting={row.awaiting} shown={row.isFirm ? row : null} />
      {row.reported.reported < row.reported.expected && (
        <p className="quiet public-line">{t('public.reported', row.reported)}</p>
      )}
      {figures.units.length > 1 && (
        <details className="public-units">
          <summary>{t('public.units')}</summary>
          <RankedBars
            title={`${row.name}：${periodName(t, row.period)}`}
            unit={unit}
            direction={row.direction}
            units={figures.units.map(({ name }, at) => ({
              id: `${at}`,
              name,
              value: shownValue(row.byUnit[at] ?? null, row),
            }))}
          />
        </details>
      )}
    </li>
  );
};
