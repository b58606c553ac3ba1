import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { BurdenPage as Burden } from '../../../subjects/reporting/form-schema';
import { useRead } from '../../api';
import { Empty } from '../../parts/empty';
import { ErrorNote } from '../../parts/error-note';
import { PageHead } from '../../parts/page-head';
import { TableSkeleton } from '../../parts/skeletons';
import './reporting.css';
import { BackLink } from '../../parts/back-link';

/** 填报负担: what is asked of each unit in a month, the heaviest first; which forms ask it; what is asked twice. */
export const BurdenPage = () => {
  const { t } = useTranslation('reporting');
  const { data, error, refetch } = useRead('reporting.burden', { limit: 100 });
  return (
    <div className="page">
      <BackLink to="/reporting/forms">{t('form.back')}</BackLink>
      <PageHead
        title={t('burden.title')}
        sub={data && data.count > 0 && t('burden.sub', { ...data.median, count: data.count })}
      />
      {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {!data && !error && <TableSkeleton rows={12} columns={5} />}
      {data &&
        (data.forms.length === 0 ? (
          <Empty
            title={t('burden.none')}
            action={
              <Link to="/reporting/forms" className="ant-btn ant-btn-primary">
                {t('forms.title')}
              </Link>
            }
          >
            {t('burden.noneWhy')}
          </Empty>
        ) : (
          <>
            <Twice rows={data.twice} />
            <Forms rows={data.forms} />
            <Units page={data} />
          </>
        ))}
    </div>
  );
};

const Twice = ({ rows }: { rows: Burden['twice'] }) => {
  const { t } = useTranslation('reporting');
  return (
    <section className="form-section" aria-labelledby="burden-twice">
      <h2 id="burden-twice">{t('burden.twice', { count: rows.length })}</h2>
      {rows.length === 0 && <p className="quiet">{t('burden.twiceNone')}</p>}
      <ul className="check-list">
        {rows.map(({ code, name, forms, units }) => (
          <li key={code}>
            <p>
              {name} <span className="quiet">{t('burden.units', { count: units })}</span>
            </p>
            <p className="quiet">{forms.map(form => form.name).join('、')}</p>
          </li>
        ))}
      </ul>
    </section>
  );
};

const Forms = ({ rows }: { rows: Burden['forms'] }) => {
  const { t } = useTranslation('reporting');
  // What a form costs all units together in a month decides.
  const ranked = rows.toSorted((a, b) => b.cellsPerMonth * b.units - a.cellsPerMonth * a.units);
  return (
    <section className="form-section" aria-labelledby="burden-forms">
      <h2 id="burden-forms">{t('burden.forms')}</h2>
      <table className="plain-table card-table">
        <thead>
          <tr>
            <th scope="col">{t('forms.name')}</th>
            <th scope="col" className="right">
              {t('burden.asked')}
            </th>
            <th scope="col" className="right">
              {t('forms.cells')}
            </th>
            <th scope="col" className="right">
              {t('burden.minutes')}
            </th>
            <th scope="col" className="right">
              {t('burden.cellsPerMonth')}
            </th>
          </tr>
        </thead>
        <tbody>
          {ranked.map(row => (
            <tr key={row.formId}>
              <th scope="row">
                <Link to={`/reporting/forms/${row.formId}`}>{row.name}</Link>
              </th>
              <td className="right number" data-label={t('burden.asked')}>
                {row.units}
              </td>
              <td className="right number" data-label={t('forms.cells')}>
                {row.cells}
              </td>
              <td className="right number" data-label={t('burden.minutes')}>
                {row.minutes}
              </td>
              <td className="right number" data-label={t('burden.cellsPerMonth')}>
                {row.cellsPerMonth}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};

const Units = ({ page }: { page: Burden }) => {
  const { t } = useTranslation('reporting');
  const most = Math.max(1, ...page.units.map(({ minutes }) => minutes));
  return (
    <section className="form-section" aria-labelledby="burden-units">
      <h2 id="burden-units">{t('burden.ranked')}</h2>
      {page.units.length < page.count && (
        <p className="quiet">{t('burden.first', { count: page.units.length, of: page.count })}</p>
      )}
      <table className="plain-table card-table">
        <thead>
          <tr>
            <th scope="col">{t('burden.unit')}</th>
            <th scope="col" className="right">
              {t('burden.formCount')}
            </th>
            <th scope="col" className="right">
              {t('burden.cellsPerMonth')}
            </th>
            <th scope="col">{t('burden.minutesPerMonth')}</th>
          </tr>
        </thead>
        <tbody>
          {page.units.map(row => (
            <tr key={row.unitId}>
              <th scope="row">
                {row.unitName} <span className="quiet">{row.parentName}</span>
              </th>
              <td className="right number" data-label={t('burden.formCount')}>
                {row.forms}
              </td>
              <td className="right number" data-label={t('burden.cellsPerMonth')}>
                {row.cells}
              </td>
              <td className="card-line" data-label={t('burden.minutesPerMonth')}>
                <span className="burden-bar">
                  <span className="number">{row.minutes}</span>
                  <span className="tally-bar" aria-hidden="true">
                    <span style={{ width: `${(100 * row.minutes) / most}%` }} />
                  </span>
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};
