import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { periodOf } from '../../../kernel/period';
import type { AcrossFigure } from '../../../subjects/reporting/across-schema';
import { useAddress } from '../../address';
import { useRead } from '../../api';
import { Empty } from '../../parts/empty';
import { ErrorNote } from '../../parts/error-note';
import { PageHead } from '../../parts/page-head';
import { periodName } from '../../parts/period-name';
import { TableSkeleton } from '../../parts/skeletons';
import { useRowWalk } from '../../parts/use-row-walk';
import { AcrossOverview } from './across-overview';
import { ReportingNav } from './reporting-nav';
import './review.css';

/** 横向审核: the figures one leads, how far each period has come, and the doubts that are open. */
export const AcrossPage = () => {
  const { t } = useTranslation('review');
  const [address, setAddress] = useAddress();
  const { data, error, refetch } = useRead('reporting.across', {}, { staleTime: 0 });
  const box = useRowWalk<HTMLDivElement>();
  const q = address.text('q') ?? '';
  const found = data?.figures.filter(({ name, code }) => `${name} ${code}`.includes(q)) ?? [];
  // What is collected stands before what is only defined.
  const figures = [...found.filter(one => one.periods.length > 0), ...found.filter(one => one.periods.length === 0)];
  const all = figures.flatMap(one => one.periods);
  const periods = newestFirst(all.map(({ period }) => period));
  // The newest for which anything has come: of one that has just been opened there is nothing to see.
  const come = new Set(all.filter(({ submitted }) => submitted > 0).map(({ period }) => period));
  const period =
    periods.find(one => one === address.text('period')) ?? periods.find(one => come.has(one)) ?? periods[0];
  return (
    <div className="page review-page review-wide" ref={box}>
      <ReportingNav />
      <PageHead title={t('across.title')} sub={data && t('across.sub', { count: data.figures.length })}>
        {period && (
          <select
            className="plain-input"
            aria-label={t('close.period')}
            value={period}
            onChange={event => setAddress({ period: event.target.value }, { replace: true })}
          >
            {periods.map(one => (
              <option key={one} value={one}>
                {periodName(t, one)}
              </option>
            ))}
          </select>
        )}
        <input
          type="search"
          className="plain-input"
          aria-label={t('across.find')}
          placeholder={t('across.find')}
          defaultValue={q}
          onChange={event => setAddress({ q: event.target.value }, { replace: true })}
        />
      </PageHead>
      <ErrorNote error={error} onRetry={() => void refetch()} />
      {!data && !error && <TableSkeleton rows={18} columns={8} />}
      {data && data.figures.length === 0 && (
        <Empty
          title={t('across.none')}
          action={
            <Link to="/definitions" className="ant-btn ant-btn-primary">
              {t('nav.definitions')}
            </Link>
          }
        >
          {t('across.noneWhy')}
        </Empty>
      )}
      {period && <AcrossOverview figures={figures} period={period} />}
      {figures.length > 0 && (
        <table className="plain-table card-table">
          <thead>
            <tr>
              <th scope="col">{t('column.figure')}</th>
              <th scope="col">{t('column.lead')}</th>
              <th scope="col" className="right">
                {t('column.queries')}
              </th>
              <th scope="col">{t('column.latest')}</th>
              <th scope="col">{t('column.earlier')}</th>
            </tr>
          </thead>
          <tbody>
            {figures.map(figure => (
              <FigureRow key={figure.figureId} figure={figure} />
            ))}
          </tbody>
        </table>
      )}
      {data && data.figures.length > 0 && figures.length === 0 && <p className="quiet">{t('across.notFound')}</p>}
    </div>
  );
};

/** Codes of periods, each once, those that ended last first. */
const newestFirst = (codes: readonly string[]): string[] => {
  const ends = new Map(codes.map(code => [code, periodOf(code)?.end ?? '']));
  return [...ends].toSorted(([, a], [, b]) => b.localeCompare(a)).map(([code]) => code);
};

/** What two forms ask of different units in one period comes to one. */
const eachPeriod = (
  periods: AcrossFigure['periods'],
): Omit<AcrossFigure['periods'][number], 'formId' | 'formName'>[] => {
  const sums = new Map<string, { period: string; expected: number; submitted: number; accepted: number }>();
  for (const { period, expected, submitted, accepted } of periods) {
    const sum = sums.get(period) ?? { period, expected: 0, submitted: 0, accepted: 0 };
    sums.set(period, {
      period,
      expected: sum.expected + expected,
      submitted: sum.submitted + submitted,
      accepted: sum.accepted + accepted,
    });
  }
  return [...sums.values()];
};

const FigureRow = ({ figure }: { figure: AcrossFigure }) => {
  const { t } = useTranslation('review');
  const [latest, ...earlier] = eachPeriod(figure.periods);
  const to = (period: string) => `/review/across/${figure.figureId}/${period}`;
  return (
    <tr data-row>
      <th scope="row">
        {latest ? <Link to={to(latest.period)}>{figure.name}</Link> : figure.name}{' '}
        <span className="quiet">{figure.unit}</span>
      </th>
      <td data-label={t('column.lead')}>{figure.leadUnitName}</td>
      <td className="right number" data-label={t('column.queries')}>
        {figure.openQueries || <span className="quiet">—</span>}
      </td>
      <td className="card-line" data-label={t('column.latest')}>
        {latest ? (
          <>
            {periodName(t, latest.period)} <span className="quiet number">{t('across.come', latest)}</span>
          </>
        ) : (
          <span className="quiet">—</span>
        )}
      </td>
      <td className="card-line" data-label={t('column.earlier')}>
        <span className="review-marks">
          {earlier.slice(0, 3).map(({ period }) => (
            <Link key={period} to={to(period)}>
              {periodName(t, period)}
            </Link>
          ))}
        </span>
      </td>
    </tr>
  );
};
