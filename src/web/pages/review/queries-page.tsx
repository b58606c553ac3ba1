import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueryRow } from '../../../subjects/reporting/across-schema';
import { useAddress } from '../../address';
import { useRead, useWrite } from '../../api';
import { TimeText } from '../../parts/date-text';
import { Empty } from '../../parts/empty';
import { ErrorNote } from '../../parts/error-note';
import { PageHead } from '../../parts/page-head';
import { periodName } from '../../parts/period-name';
import { Quantity } from '../../parts/quantity';
import { LinesSkeleton } from '../../parts/skeletons';
import { tell } from '../../parts/tell';
import { useRowWalk } from '../../parts/use-row-walk';
import { ReportingNav } from './reporting-nav';
import './review.css';
import { SayForm } from './say-form';

/** 质疑: doubts that one asked or has to answer, newest first. */
export const QueriesPage = () => {
  const { t } = useTranslation('review');
  const [address, setAddress] = useAddress();
  const state = address.text('state') === 'all' ? 'all' : 'open';
  const { data, error, refetch } = useRead('reporting.queries', { unitIds: [], state }, { keep: true, staleTime: 0 });
  const box = useRowWalk<HTMLDivElement>();
  return (
    <div className="page review-page" ref={box}>
      <ReportingNav />
      <PageHead title={t('queries.title')} sub={t('queries.sub')}>
        <label>
          <input
            type="checkbox"
            checked={state === 'all'}
            onChange={event => setAddress({ state: event.target.checked ? 'all' : null })}
          />{' '}
          {t('queries.all')}
        </label>
      </PageHead>
      <ErrorNote error={error} onRetry={() => void refetch()} />
      {!data && !error && <LinesSkeleton lines={8} />}
      {data && data.queries.length === 0 && <Empty title={t('queries.none')}>{t('queries.noneWhy')}</Empty>}
      <ul>
        {data?.queries.map(row => (
          <QueryItem key={row.noteId} row={row} />
        ))}
      </ul>
    </div>
  );
};

const QueryItem = ({ row }: { row: QueryRow }) => {
  const { t } = useTranslation('review');
  return (
    <li className="query-item" data-row>
      <p>
        <Link to={`/review/one/${row.formId}/${row.period}/${row.unitId}`} className="todo-title">
          {row.unitName} {[row.figureName, row.category].filter(Boolean).join(' ')}
        </Link>{' '}
        <strong>
          <Quantity value={row.value} />
        </strong>
      </p>
      <p className="quiet review-facts">
        <span>
          {row.formName} {periodName(t, row.period)}
        </span>
        <span>
          {row.by} <TimeText at={row.at} />
        </span>
        <span>{t(row.resolvedAt ? 'query.resolved' : 'query.open')}</span>
      </p>
      <p className="query-reason">{row.reason}</p>
      <ul className="cell-said">
        {row.answers.map(answer => (
          <li key={answer.at}>
            <strong>{t('answer.label')}</strong> {answer.body}{' '}
            <span className="quiet">
              {answer.by} <TimeText at={answer.at} />
            </span>
          </li>
        ))}
      </ul>
      <QueryDeeds row={row} />
    </li>
  );
};

const QueryDeeds = ({ row }: { row: QueryRow }) => {
  const { t } = useTranslation('review');
  const [answering, setAnswering] = useState(false);
  const answer = useWrite('reporting.answerQuery');
  const confirm = useWrite('reporting.confirmCells');
  const { formId, period, unitId, figureId, category } = row;
  if (answering)
    return (
      <SayForm
        label={t('answer.label')}
        send={t('answer.send')}
        busy={answer.isPending}
        error={answer.error}
        onCancel={() => setAnswering(false)}
        onSend={body =>
          answer.mutate(
            { noteId: row.noteId, body },
            {
              onSuccess: () => {
                tell(t('answer.done'));
                setAnswering(false);
              },
            },
          )
        }
      />
    );
  return (
    <div className="one-actions no-print">
      {row.may.answer && <Button onClick={() => setAnswering(true)}>{t('answer.button')}</Button>}
      {row.may.confirm && (
        <Button
          loading={confirm.isPending}
          onClick={() =>
            confirm.mutate(
              { formId, period, cells: [{ unitId, figureId, category }] },
              { onSuccess: () => tell(t('confirm.done', { count: 1 })) },
            )
          }
        >
          {t('confirm.button')}
        </Button>
      )}
      <ErrorNote error={confirm.error} />
    </div>
  );
};
