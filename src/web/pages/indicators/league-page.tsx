import { Link } from '@tanstack/react-router';
import { useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useAddress } from '../../address';
import { downloadUrl, useRead } from '../../api';
import { Empty } from '../../parts/empty';
import { ErrorNote } from '../../parts/error-note';
import { FigureExport } from '../../parts/figures/figure-export';
import { PageHead } from '../../parts/page-head';
import { TableSkeleton } from '../../parts/skeletons';
import { LeagueTable } from './league-table';
import './captioned.css';
import './league-page.css';
import './seen-bar.css';
import { BackLink } from '../../parts/back-link';

/** 报送排行: who reports on time and wholly, by county. */
export const LeaguePage = () => {
  const { t } = useTranslation('analysis');
  const id = useId();
  const [address, setAddress] = useAddress();
  const figure = useRef<HTMLElement>(null);
  const said = { formId: address.text('form'), from: address.text('from'), to: address.text('to') };
  const input = Object.fromEntries(Object.entries(said).filter(([, value]) => value)) as typeof said;
  const { data, error, refetch } = useRead('analysis.league', input as Record<string, string>, { keep: true });
  return (
    <div className="page league-page">
      <BackLink to="/indicators">{t('page.back')}</BackLink>
      <PageHead title={t('league.title')} sub={data && t('league.sub', { from: data.from, to: data.to })} />
      {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {!data && !error && <TableSkeleton rows={18} columns={7} dense />}
      {data && (
        <>
          <fieldset className="seen-bar no-print">
            <legend className="visually-hidden">{t('filter.label')}</legend>
            <label htmlFor={`${id}-form`}>
              {t('league.form')}
              <select
                id={`${id}-form`}
                value={said.formId ?? ''}
                onChange={({ target }) => setAddress({ form: target.value })}
              >
                <option value="">{t('league.allForms')}</option>
                {data.forms.map(form => (
                  <option key={form.id} value={form.id}>
                    {form.name}
                  </option>
                ))}
              </select>
            </label>
            <label htmlFor={`${id}-from`}>
              {t('league.from')}
              <input
                id={`${id}-from`}
                type="date"
                value={data.from}
                max={data.to}
                onChange={({ target }) => setAddress({ from: target.value })}
              />
            </label>
            <label htmlFor={`${id}-to`}>
              {t('league.to')}
              <input
                id={`${id}-to`}
                type="date"
                value={data.to}
                min={data.from}
                onChange={({ target }) => setAddress({ to: target.value })}
              />
            </label>
          </fieldset>
          {data.rows.length === 0 ? (
            <Empty
              title={t('league.empty')}
              action={
                <Link to="/reporting/forms" className="ant-btn ant-btn-primary">
                  {t('league.toForms')}
                </Link>
              }
            >
              {t('league.emptyHint')}
            </Empty>
          ) : (
            <figure ref={figure} className="captioned">
              <figcaption>
                <span className="quiet">{t('league.note')}</span>
                <FigureExport
                  figure={figure}
                  name={t('league.title')}
                  xlsx={downloadUrl('analysis.exportLeague', input as Record<string, string>)}
                />
              </figcaption>
              <LeagueTable rows={data.rows} />
            </figure>
          )}
        </>
      )}
    </div>
  );
};
