import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ToReview, WaitingGroup } from '../../../subjects/reporting/review-schema';
import { useRead } from '../../api';
import { DateText, TimeText } from '../../parts/date-text';
import { Empty } from '../../parts/empty';
import { ErrorNote } from '../../parts/error-note';
import { PageHead } from '../../parts/page-head';
import { periodName } from '../../parts/period-name';
import { TableSkeleton } from '../../parts/skeletons';
import { useRowWalk } from '../../parts/use-row-walk';
import { ReportingNav } from './reporting-nav';
import './review.css';

type Form = ToReview['forms'][number];

/** 审核: what waits for me, by form and period, and in them by county; those with something to look at first. */
export const ReviewPage = () => {
  const { t } = useTranslation('review');
  const { data, error, refetch } = useRead('reporting.toReview', {}, { staleTime: 0, refetchInterval: 120_000 });
  const box = useRowWalk<HTMLDivElement>();
  const waiting = data?.forms.flatMap(({ groups }) => groups).reduce((sum, group) => sum + group.waiting, 0) ?? 0;
  return (
    <div className="page review-page" ref={box}>
      <ReportingNav />
      <PageHead title={t('title')} sub={data && t(waiting > 0 ? 'waiting' : 'waitingNone', { count: waiting })} />
      <ErrorNote error={error} onRetry={() => void refetch()} />
      {!data && !error && <TableSkeleton rows={6} columns={5} />}
      {data && data.queries > 0 && (
        <p className="review-note">
          <Link to="/review/queries">{t('queriesToAnswer', { count: data.queries })}</Link>
        </p>
      )}
      {data?.forms.map(form => (
        <FormSection key={`${form.formId} ${form.period} ${form.step}`} form={form} />
      ))}
      {data && data.forms.length === 0 && <Empty title={t('none')}>{t('noneWhy')}</Empty>}
    </div>
  );
};

const FormSection = ({ form }: { form: Form }) => {
  const { t } = useTranslation('review');
  const id = `review-${form.formId}-${form.period}-${form.step}`;
  return (
    <section className="review-section" aria-labelledby={id}>
      <header>
        <h2 id={id}>
          {form.formName} {periodName(t, form.period)}
        </h2>
        <p className="quiet review-facts">
          <span>{t(`step.${form.step}.waiting`)}</span>
          {form.closed ? (
            <span>{t('closed')}</span>
          ) : (
            <span>
              {t('due')} <DateText on={form.dueOn} form="sentence" />
            </span>
          )}
        </p>
      </header>
      <table className="plain-table card-table">
        <thead>
          <tr>
            <th scope="col">{t('column.group')}</th>
            <th scope="col" className="right">
              {t('column.waiting')}
            </th>
            <th scope="col">{t('column.look')}</th>
            <th scope="col">{t('column.handedIn')}</th>
            <th scope="col">{t('column.oldest')}</th>
          </tr>
        </thead>
        <tbody>
          {form.groups.map(group => (
            <GroupRow key={group.groupId} form={form} group={group} />
          ))}
        </tbody>
      </table>
    </section>
  );
};

const GroupRow = ({ form, group }: { form: Form; group: WaitingGroup }) => {
  const { t } = useTranslation('review');
  const marks = (['explained', 'queried', 'corrected'] as const).filter(mark => group[mark] > 0);
  return (
    <tr data-row>
      <th scope="row">
        <Link to={`/review/${form.formId}/${form.period}/${group.groupId}`} search={{ step: form.step } as never}>
          {group.groupName}
        </Link>
      </th>
      <td className="right number" data-label={t('column.waiting')}>
        {group.waiting}
      </td>
      <td data-label={t('column.look')}>
        {marks.length === 0 ? (
          <span className="quiet">{t('mark.none')}</span>
        ) : (
          <span className="review-marks">
            {marks.map(mark => (
              <span key={mark} className="review-mark">
                {t(`mark.${mark}`, { count: group[mark] })}
              </span>
            ))}
          </span>
        )}
      </td>
      <td data-label={t('column.handedIn')}>
        <span className="number">{t('handedIn', { submitted: group.submitted, expected: group.expected })}</span>
        {group.submitted < group.expected && (
          <span className="quiet"> {t('missing', { count: group.expected - group.submitted })}</span>
        )}
      </td>
      <td className="card-line" data-label={t('column.oldest')}>
        <TimeText at={group.oldest} />
      </td>
    </tr>
  );
};
