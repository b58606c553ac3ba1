import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { MyForms } from '../../../subjects/reporting/entry-schema';
import type { ToReview } from '../../../subjects/reporting/review-schema';
import { useRead } from '../../api';
import { useMe } from '../../me';
import { periodName } from '../../parts/period-name';
import { MyFormRow } from '../reporting/my-form-row';
import { TodoGroup } from './todo-row';
import { useShown } from './use-shown';

const WAITING = ['returned', 'late', 'due'];

export type WaitingForms = { forms: MyForms['forms']; review: ToReview['forms']; count: number; isPending: boolean };

/** Forms that are due or came back, and what others handed in to this person; nothing as long as that is not known. */
export const useWaitingForms = (): WaitingForms => {
  const { entries, posts } = useMe();
  const fresh = { staleTime: 0, refetchInterval: 120_000 };
  const mine = useRead('reporting.mine', {}, { ...fresh, enabled: entries.includes('reporting') });
  const reviews = posts.some(({ role }) => ['county', 'supervisor', 'liaison'].includes(role));
  const waiting = useRead('reporting.toReview', {}, { ...fresh, enabled: reviews });
  const forms = mine.data?.forms.filter(({ state }) => WAITING.includes(state)) ?? [];
  const review = waiting.data?.forms ?? [];
  // What is not asked for stays pending for ever.
  const isPending = mine.isLoading || waiting.isLoading;
  return { forms, review, count: forms.length + review.length, isPending };
};

/** 待填报: each one click from its grid. */
export const FormsGroup = ({ rows }: { rows: WaitingForms['forms'] }) => {
  const { t } = useTranslation('reporting');
  const { shown, more } = useShown(rows);
  if (rows.length === 0) return null;
  return (
    <TodoGroup id="todo-forms" title={t('todo.title')} count={rows.length}>
      <ul>
        {shown.map(row => (
          <MyFormRow key={`${row.formId} ${row.period} ${row.unitId}`} row={row} withUnit />
        ))}
      </ul>
      {more}
    </TodoGroup>
  );
};

/** 待审核的数据: by form and period. */
export const ReviewFormsGroup = ({ rows }: { rows: WaitingForms['review'] }) => {
  const { t } = useTranslation('reporting');
  if (rows.length === 0) return null;
  return (
    <TodoGroup
      id="todo-review-forms"
      title={t('todo.review')}
      count={rows.length}
      action={
        <Button size="small" href="/review">
          {t('todo.open')}
        </Button>
      }
    >
      <ul>
        {rows.map(({ formId, formName, period, step, groups }) => (
          <li key={`${formId} ${period} ${step}`} className="todo-row" data-row>
            <div className="todo-what">
              <Link to="/review" className="todo-title">
                {formName} {periodName(t, period)}
              </Link>
              <p className="todo-about">
                {t('todo.waiting', { count: groups.reduce((sum, { waiting }) => sum + waiting, 0) })}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </TodoGroup>
  );
};
