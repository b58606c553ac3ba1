import { Navigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Todo } from '../../../subjects/tasks/schema';
import { useRead } from '../../api';
import { entryPaths } from '../../frame/entries';
import { useMe } from '../../me';
import { Empty } from '../../parts/empty';
import { ErrorNote } from '../../parts/error-note';
import { dateInSentence } from '../../parts/format-date';
import { HolidaysNote } from '../../parts/holidays-note';
import { PageHead } from '../../parts/page-head';
import { PageSkeleton } from '../../parts/skeletons';
import { useRowWalk } from '../../parts/use-row-walk';
import { dueFor } from '../reporting/my-form-row';
import { CorrectGroup } from './correct-group';
import { FormsGroup, ReviewFormsGroup, useWaitingForms } from './forms-groups';
import { OfficeGroup } from './office-group';
import { ReportGroup } from './report-group';
import { ReviewGroup } from './review-group';
import { SignGroup } from './sign-group';
import { StrayGroup, useStraySplits } from './stray-group';
import './todo.css';

const countOf = (todo: Todo): number =>
  todo.sign.length + todo.report.length + todo.correct.length + todo.review.length + todo.send + todo.settle.length;

/** 待办 is where one lands; who has no part in the work lands where their own work is. */
export const TodoPage = () => {
  const { entries } = useMe();
  if (entries.includes('todo')) return <Waiting />;
  return <Navigate to={entries[0] ? entryPaths[entries[0]] : '/mine'} replace />;
};

/** What waits for this person, grouped by what it costs. */
const Waiting = () => {
  const { t, i18n } = useTranslation('todo');
  const me = useMe();
  const {
    data: todo,
    error,
    refetch,
  } = useRead('tasks.todo', {}, { keep: true, staleTime: 0, refetchInterval: 120_000 });
  const waiting = useWaitingForms();
  const stray = useStraySplits();
  const box = useRowWalk<HTMLDivElement>();
  if (!todo && !error) return <PageSkeleton />;
  const count = todo ? countOf(todo) + waiting.count + stray.length : 0;
  const today = dateInSentence(me.today, me.today, i18n.language);
  return (
    <div className="page todo" ref={box}>
      <PageHead title={t('title')} sub={count > 0 ? t('sub', { today, count }) : today}>
        {me.posts.some(post => post.unitKind !== 'bureau') && <Button href="/ledger?mine=true">{t('mine')}</Button>}
      </PageHead>
      <ErrorNote error={error} onRetry={() => void refetch()} />
      {todo && count === 0 && !waiting.isPending && <NothingLeft />}
      {todo && (
        <>
          <HolidaysNote days={[...waiting.forms.map(dueFor), ...todo.report.map(({ dueOn }) => dueOn)]} />
          <OfficeGroup send={todo.send} settle={todo.settle} />
          <StrayGroup rows={stray} />
          <SignGroup rows={todo.sign} />
          <CorrectGroup rows={todo.correct} />
          <FormsGroup rows={waiting.forms} />
          <ReportGroup rows={todo.report} />
          <ReviewGroup rows={todo.review} />
          <ReviewFormsGroup rows={waiting.review} />
        </>
      )}
    </div>
  );
};

const NothingLeft = () => {
  const { t } = useTranslation('todo');
  const me = useMe();
  const overview = me.entries.includes('overview');
  return (
    <Empty
      title={t('none.title')}
      action={
        <Button href={overview ? '/overview' : '/ledger'}>{overview ? t('none.overview') : t('none.ledger')}</Button>
      }
    >
      {t('none.next')}
    </Empty>
  );
};
