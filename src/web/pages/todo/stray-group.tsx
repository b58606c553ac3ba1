import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { AllocationRow } from '../../../subjects/indicators/allocation/schema';
import { useRead } from '../../api';
import { useMe } from '../../me';
import { TodoGroup } from './todo-row';

/** Splits that a reform left with parts of units elsewhere: of those who split, and of the supervision office, which sees to it. */
export const useStraySplits = (): AllocationRow[] => {
  const { posts } = useMe();
  const isOffice = posts.some(({ role }) => role === 'supervisor');
  const enabled = posts.some(({ role }) => ['supervisor', 'county', 'liaison'].includes(role));
  const { data } = useRead('indicators.allocations', { stray: true }, { refetchInterval: 120_000, enabled });
  return data?.rows.filter(({ may }) => isOffice || may.draft) ?? [];
};

export const StrayGroup = ({ rows }: { rows: AllocationRow[] }) => {
  const { t } = useTranslation('todo');
  if (rows.length === 0) return null;
  return (
    <TodoGroup id="todo-stray" title={t('stray.title')} count={rows.length}>
      <ul>
        {rows.map(({ id, target, by, stray }) => (
          <li className="todo-row" data-row key={id}>
            <div className="todo-what">
              <Link to={`/targets/${target.id}/allocation/${by.unitId}`} className="todo-title">
                {target.indicator}
              </Link>
              <p className="todo-about">{t('stray.what', { units: stray.join('、'), by: by.unitName })}</p>
            </div>
          </li>
        ))}
      </ul>
    </TodoGroup>
  );
};
