import { Link } from '@tanstack/react-router';
import { Fragment, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Overview } from '../../../subjects/overview/schema';
import type { Light } from '../../../subjects/tasks/schema';
import { DateText } from '../../parts/date-text';
import { LightMark } from '../../parts/light-mark';

const order: readonly Light[] = ['green', 'yellow', 'red', 'grey', 'blue'];

/** The one sentence that a leader could say in a meeting; each figure leads to what it counts. */
export const Headline = ({ overview: { headline, today, year } }: { overview: Overview }) => {
  const { t } = useTranslation('overview');
  const lights = order.filter(light => headline.lights[light] > 0);
  const to = (search: Record<string, string>, children: ReactNode) => (
    <Link to="/ledger" search={{ year: String(year), ...search } as never} className="headline-link whole">
      {children}
    </Link>
  );
  const { plannedShare, actualShare } = headline;
  return (
    <header className="headline">
      <p className="quiet headline-date">
        {t('asOf')} <DateText on={today} form="sentence" />
      </p>
      <h1>
        {to({}, t('headline.tasks', { count: headline.tasks }))}
        {t('headline.colon')}
        {lights.map((light, index) => (
          <Fragment key={light}>
            {index > 0 && t('headline.comma')}
            {to(
              { light },
              <>
                <span className="number">{t('headline.count', { count: headline.lights[light] })}</span>
                <LightMark light={light} />
              </>,
            )}
          </Fragment>
        ))}
        {headline.targets > 0 && (
          <>
            {t('headline.semicolon')}
            <a href="#targets" className="headline-link">
              {plannedShare === null || actualShare === null
                ? t('headline.targetsOnly', { count: headline.targets })
                : t('headline.targets', { count: headline.targets, planned: plannedShare })}
              {plannedShare !== null && actualShare !== null && (
                <strong>{t('headline.actual', { actual: actualShare })}</strong>
              )}
            </a>
          </>
        )}
        {t('headline.stop')}
      </h1>
      {plannedShare !== null && actualShare !== null && <p className="quiet headline-note">{t('headline.note')}</p>}
    </header>
  );
};
