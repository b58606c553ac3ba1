import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { MyForm, MyForms } from '../../../subjects/reporting/entry-schema';
import { useRead } from '../../api';
import { useMe } from '../../me';
import { Empty } from '../../parts/empty';
import { ErrorNote } from '../../parts/error-note';
import { HolidaysNote } from '../../parts/holidays-note';
import { PageHead } from '../../parts/page-head';
import { PageSkeleton } from '../../parts/skeletons';
import { useRowWalk } from '../../parts/use-row-walk';
import { ReportingNav } from '../review/reporting-nav';
import { TodoGroup } from '../todo/todo-row';
import { BelowGroup } from './below-group';
import { dueFor, MyFormRow } from './my-form-row';
import './reporting.css';

/** Groups in the order of what they cost. `review` waits for others, `done` for nobody. */
const GROUPS = ['returned', 'late', 'due', 'coming', 'locked', 'review', 'done', 'exempt'] as const;
type Group = (typeof GROUPS)[number];

const groupOf = ({ state, stage }: MyForm): Group => (state === 'done' && stage < 3 ? 'review' : state);
const OVER: readonly Group[] = ['locked', 'review', 'done', 'exempt'];
const WAITING: readonly Group[] = ['returned', 'late', 'due'];

/** 我的填报: what is asked of one's own units, and how far those below are. */
export const MyFormsPage = () => {
  const { t } = useTranslation('reporting');
  const { data, error, refetch } = useRead('reporting.mine', {}, { staleTime: 0, refetchInterval: 120_000 });
  const box = useRowWalk<HTMLDivElement>();
  if (!data && !error) return <PageSkeleton />;
  const waiting = data?.forms.filter(form => WAITING.includes(groupOf(form))) ?? [];
  const minutes = waiting.reduce((sum, form) => sum + form.minutes, 0);
  const sub = waiting.length > 0 ? t('mine.sub', { count: waiting.length, minutes }) : t('mine.subNone');
  return (
    <div className="page todo" ref={box}>
      <ReportingNav />
      <PageHead title={t('mine.title')} sub={data && data.forms.length + data.below.length > 0 && sub}>
        <Button href="/reporting/forms">{t('mine.forms')}</Button>
      </PageHead>
      <ErrorNote error={error} onRetry={() => void refetch()} />
      {data && <Groups data={data} />}
    </div>
  );
};

const Groups = ({ data }: { data: MyForms }) => {
  const { t } = useTranslation('reporting');
  if (data.forms.length + data.below.length === 0) return <NothingAsked />;
  const many = new Set(data.forms.map(({ unitId }) => unitId)).size > 1;
  const counted = [
    ...data.forms.filter(form => WAITING.includes(groupOf(form))).map(dueFor),
    ...data.below.filter(({ missing }) => missing > 0).map(({ dueOn }) => dueOn),
  ];
  return (
    <>
      <HolidaysNote days={counted} />
      {GROUPS.map(group => {
        const found = data.forms.filter(form => groupOf(form) === group);
        // What waits is told by its day; what is over begins with the newest.
        const rows = OVER.includes(group) ? found.toReversed() : found;
        return (
          rows.length > 0 && (
            <TodoGroup key={group} id={`forms-${group}`} title={t(`mine.group.${group}`)} count={rows.length}>
              <ul>
                {rows.map(row => (
                  <MyFormRow key={`${row.formId} ${row.period} ${row.unitId}`} row={row} withUnit={many} />
                ))}
              </ul>
            </TodoGroup>
          )
        );
      })}
      <BelowGroup rows={data.below} />
    </>
  );
};

/** Whoever reviews has their work on the page beside. */
const NothingAsked = () => {
  const { t } = useTranslation('reporting');
  const { posts } = useMe();
  const reviews = posts.some(({ role }) => role === 'supervisor' || role === 'liaison');
  return (
    <Empty title={t('mine.none')} action={reviews && <Button href="/review">{t('mine.toReview')}</Button>}>
      {posts.length > 0 && t(reviews ? 'mine.noneReview' : 'mine.noneWhy')}
    </Empty>
  );
};
