import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { shiftPeriod } from '../../../kernel/period';
import type { AcrossGroups } from '../../../subjects/reporting/across-schema';
import type { LensName } from '../../../subjects/reporting/schema';
import { useAddress, usePathId } from '../../address';
import { useRead } from '../../api';
import { ErrorNote } from '../../parts/error-note';
import { HeatTable } from '../../parts/figures/heat-table';
import { PageHead } from '../../parts/page-head';
import { periodName } from '../../parts/period-name';
import { TableSkeleton } from '../../parts/skeletons';
import { acrossHeat } from './across-heat';
import { AcrossUnits } from './across-units';
import './review.css';
import { BackLink } from '../../parts/back-link';

const lenses: LensName[] = ['submitted', 'approved', 'accepted'];
const isLens = (text: string | undefined): text is LensName => lenses.some(lens => lens === text);

/** One figure and period by county, against the period before; a county opens to its units, where cells are doubted and confirmed. */
export const AcrossFigurePage = () => {
  const { t } = useTranslation('review');
  const [figureId, period] = [usePathId('figureId'), usePathId('period')];
  const [address, setAddress] = useAddress();
  const asked = address.text('lens');
  const lens = isLens(asked) ? asked : 'submitted';
  const input = { figureId, period, lens };
  const { data, error, refetch } = useRead('reporting.acrossFigure', input, { keep: true });
  const groupId = address.text('group');
  const group = data?.groups.find(one => one.groupId === groupId);
  return (
    <div className="page review-page review-wide">
      <BackLink to="/review/across">{t('across.title')}</BackLink>
      {!data && <PageHead title={t('across.title')} sub={periodName(t, period)} />}
      {data && (
        <PageHead title={data.figure.name} sub={<Sub data={data} />}>
          <label className="review-lens">
            {t('across.lens')}{' '}
            <select
              className="plain-input"
              value={lens}
              onChange={event => setAddress({ lens: event.target.value }, { replace: true })}
            >
              {lenses.map(one => (
                <option key={one} value={one}>
                  {t(`lens.${one}`)}
                </option>
              ))}
            </select>
          </label>
          <Link to={`/review/across/${figureId}/${shiftPeriod(period, -1)}`}>← {t('across.before')}</Link>
        </PageHead>
      )}
      {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {!data && !error && <TableSkeleton rows={18} columns={6} />}
      {data && (
        <div className={group ? 'across-columns' : undefined}>
          <HeatTable
            {...acrossHeat(data, t)}
            title={t('across.heat', { figure: data.figure.name, period: periodName(t, data.period) })}
            hideTitle
            colouring="ink"
            rowsAre={t('column.group')}
            onOpenRow={id => setAddress({ group: id })}
            onOpenCell={id => setAddress({ group: id })}
            note={t('across.open')}
          />
          {group && (
            <AcrossUnits
              key={`${group.groupId} ${data.period}`}
              input={{ ...input, groupId: group.groupId }}
              data={data}
              groupName={group.groupName}
              onClose={() => setAddress({ group: null })}
            />
          )}
        </div>
      )}
    </div>
  );
};

const Sub = ({ data }: { data: AcrossGroups }) => {
  const { t } = useTranslation('review');
  const total = (key: 'expected' | 'n' | 'missing' | 'openQueries') =>
    data.groups.reduce((sum, group) => sum + group[key], 0);
  return (
    <span className="review-facts">
      <span>{periodName(t, data.period)}</span>
      <span>{t('across.counts', { n: total('n'), expected: total('expected'), count: total('missing') })}</span>
      {total('openQueries') > 0 && <span>{t('across.open-queries', { count: total('openQueries') })}</span>}
    </span>
  );
};
