import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Quantity } from '../../parts/quantity';
import type { useLookedAt } from './use-looked-at';
import { cellKey } from './use-return';

/** What was handed in anew while the page was open, before and now: so that nobody approves figures they never saw. */
export const OneMoved = ({ lookedAt }: { lookedAt: ReturnType<typeof useLookedAt> }) => {
  const { t } = useTranslation('review');
  const { moved, look } = lookedAt;
  if (moved.length === 0) return null;
  return (
    <div className="review-note one-moved no-print" role="status">
      <p>{t('moved.title', { count: moved.length })}</p>
      <ul>
        {moved.map(({ cell, before }) => (
          <li key={cellKey(cell)}>
            {[cell.name, cell.categoryName].filter(Boolean).join(' ')} <Quantity value={before} /> →{' '}
            <strong>
              <Quantity value={cell.value} />
            </strong>
          </li>
        ))}
      </ul>
      <Button onClick={look}>{t('moved.seen')}</Button>
    </div>
  );
};
