import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Todo } from '../../../subjects/tasks/schema';
import { TodoGroup } from './todo-row';

/** What only the supervision office has: plans to settle, tasks to send out. */
export const OfficeGroup = ({ send, settle }: Pick<Todo, 'send' | 'settle'>) => {
  const { t } = useTranslation('todo');
  if (send === 0 && settle.length === 0) return null;
  return (
    <TodoGroup id="todo-office" title={t('office.title')} count={settle.length + (send > 0 ? 1 : 0)}>
      <ul>
        {settle.map(plan => (
          <li className="todo-row" data-row key={plan.planId}>
            <div className="todo-what">
              <Link to={`/plans/${plan.planId}/settle`} className="todo-title">
                {plan.title}
              </Link>
              <p className="todo-about">
                {plan.open > 0 ? t('office.settle', { count: plan.open }) : t('office.adopt')}
              </p>
            </div>
          </li>
        ))}
        {send > 0 && (
          <li className="todo-row" data-row>
            <div className="todo-what">
              <Link to="/ledger" search={{ status: 'draft' } as never} className="todo-title">
                {t('office.send', { count: send })}
              </Link>
              <p className="todo-about">{t('office.sendHow')}</p>
            </div>
          </li>
        )}
      </ul>
    </TodoGroup>
  );
};
