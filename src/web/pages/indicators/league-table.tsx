import { useTranslation } from 'react-i18next';
import type { LeagueRow } from '../../../subjects/analysis/schema';
import { useNarrow } from '../../use-narrow';

/** Shares as bars from zero beside their figures; on a phone the counts stand below the name. */
export const LeagueTable = ({ rows }: { rows: LeagueRow[] }) => {
  const { t } = useTranslation('analysis');
  const narrow = useNarrow();
  return (
    <table className="plain-table dense-table league-table">
      <thead>
        <tr>
          <th scope="col" className="right">
            {t('league.place')}
          </th>
          <th scope="col">
            {t('league.unit')}
            {narrow && (
              <span className="quiet league-counts">
                {t('league.onTime')} / {t('league.submitted')} / {t('league.expected')}
              </span>
            )}
          </th>
          {!narrow && (
            <>
              <th scope="col" className="right">
                {t('league.expected')}
              </th>
              <th scope="col" className="right">
                {t('league.submitted')}
              </th>
              <th scope="col" className="right">
                {t('league.onTime')}
              </th>
              <th scope="col" className="right">
                {t('league.accepted')}
              </th>
            </>
          )}
          <th scope="col">{t('league.timeliness')} %</th>
          <th scope="col">{t('league.completeness')} %</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <tr key={row.unitId}>
            <td className="right number">{row.place}</td>
            <th scope="row">
              {row.name}
              {narrow && (
                <span className="quiet number league-counts">
                  {row.onTime} / {row.submitted} / {row.expected}
                </span>
              )}
            </th>
            {!narrow && (
              <>
                <td className="right number">{row.expected}</td>
                <td className="right number">{row.submitted}</td>
                <td className="right number">{row.onTime}</td>
                <td className="right number">{row.accepted}</td>
              </>
            )}
            <td>
              <Share value={row.timeliness} />
            </td>
            <td>
              <Share value={row.completeness} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

const Share = ({ value }: { value: number }) => (
  <span className="league-share">
    <span className="league-bar" aria-hidden="true">
      <span style={{ width: `${value}%` }} />
    </span>
    <span className="number">{value.toFixed(1)}</span>
  </span>
);
