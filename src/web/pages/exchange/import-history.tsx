import { useTranslation } from 'react-i18next';
import { useRead } from '../../api';
import { ErrorNote } from '../../parts/error-note';
import { timeInChina } from '../../parts/format-date';
import { LinesSkeleton } from '../../parts/skeletons';

/** 导入记录: what came in under which name. */
export const ImportHistory = () => {
  const { t } = useTranslation('exchange');
  const { data, error, refetch } = useRead('exchange.imports', {}, { staleTime: 0 });
  return (
    <section aria-labelledby="exchange-history">
      <h2 id="exchange-history">{t('history.title')}</h2>
      {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {!data && !error && <LinesSkeleton lines={3} />}
      {data?.length === 0 && <p className="quiet">{t('history.none')}</p>}
      {data && data.length > 0 && (
        <table className="plain-table card-table">
          <thead>
            <tr>
              <th scope="col">{t('history.key')}</th>
              <th scope="col">{t('history.at')}</th>
              <th scope="col">{t('history.by')}</th>
              <th scope="col">{t('history.result')}</th>
            </tr>
          </thead>
          <tbody>
            {data.map(({ key, at, by, result }) => {
              const { date, time } = timeInChina(at);
              const held = result.drafts + result.skipped;
              return (
                <tr key={key}>
                  <th scope="row">{key}</th>
                  <td className="number">
                    {date} {time}
                  </td>
                  <td>{by}</td>
                  <td>
                    {t('history.counts', result)}
                    {held > 0 && <strong> {t('history.held', { count: held })}</strong>}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </section>
  );
};
