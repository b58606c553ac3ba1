import { useTranslation } from 'react-i18next';
import type { DeliveryRow } from '../../../subjects/exchange/schema';
import { useRead } from '../../api';
import { ErrorNote } from '../../parts/error-note';
import { timeInChina } from '../../parts/format-date';
import { LinesSkeleton } from '../../parts/skeletons';

const at = (time: string): string => {
  const shown = timeInChina(time);
  return `${shown.date} ${shown.time}`;
};

const stateOf = ({ deliveredAt, nextAt }: DeliveryRow): 'delivered' | 'waiting' | 'givenUp' =>
  deliveredAt ? 'delivered' : nextAt ? 'waiting' : 'givenUp';

/** What was sent to one receiver, and what it answered. */
export const WebhookDeliveries = ({ webhookId }: { webhookId: string }) => {
  const { t } = useTranslation('exchange');
  const { data, error, refetch } = useRead('exchange.deliveries', { webhookId }, { staleTime: 0 });
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <LinesSkeleton lines={2} />;
  if (data.length === 0) return <p className="quiet">{t('delivery.none')}</p>;
  return (
    <table className="plain-table card-table">
      <thead>
        <tr>
          <th scope="col">{t('delivery.event')}</th>
          <th scope="col">{t('delivery.at')}</th>
          <th scope="col">{t('delivery.state')}</th>
          <th scope="col">{t('delivery.answer')}</th>
        </tr>
      </thead>
      <tbody>
        {data.map(row => (
          <tr key={row.id}>
            <th scope="row">{t(`webhook.event.${row.event.replace('.', '-') as 'period-closed'}`)}</th>
            <td className="number">{at(row.createdAt)}</td>
            <td>
              {t(`delivery.${stateOf(row)}`)} {t('delivery.attempts', { count: row.attempts })}
            </td>
            <td>{row.answer ?? ''}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};
