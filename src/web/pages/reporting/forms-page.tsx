import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormRow } from '../../../subjects/reporting/form-schema';
import { useAddress } from '../../address';
import { useRead } from '../../api';
import { useMe } from '../../me';
import { DateText } from '../../parts/date-text';
import { Empty } from '../../parts/empty';
import { ErrorNote } from '../../parts/error-note';
import { PageHead } from '../../parts/page-head';
import { periodName } from '../../parts/period-name';
import { LinesSkeleton } from '../../parts/skeletons';
import { useRowWalk } from '../../parts/use-row-walk';
import { ReportingNav } from '../review/reporting-nav';
import { ImportForms } from './import-forms';
import { TallyText } from './tally-text';
import { WindowMissing } from './window-missing';
import './reporting.css';

/** 报表管理: all forms with the window that is open or was last. */
export const FormsPage = () => {
  const { t } = useTranslation('reporting');
  const me = useMe();
  const navigate = useNavigate();
  const { data, error, refetch } = useRead('reporting.forms', {}, { staleTime: 0 });
  const [importing, setImporting] = useState(false);
  const mayDraw = me.posts.some(({ role }) => role === 'supervisor' || role === 'liaison');
  const mayImport = me.posts.some(({ role, unitKind }) => role === 'supervisor' && unitKind === 'bureau');
  const open = <Button onClick={() => setImporting(true)}>{t('forms.import')}</Button>;
  return (
    <div className="page">
      <ReportingNav />
      <PageHead title={t('forms.title')} sub={data ? t('forms.sub', { count: data.length }) : null}>
        {mayImport && data && data.length > 0 && open}
        <Button href="/reporting/burden">{t('burden.title')}</Button>
        {mayDraw && data && (
          <Button type="primary" onClick={() => void navigate({ to: '/reporting/forms/new' })}>
            {t('forms.new')}
          </Button>
        )}
      </PageHead>
      {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {!data && !error && <LinesSkeleton lines={10} />}
      {data &&
        (data.length === 0 ? (
          <Empty title={t('forms.none')} action={mayImport && open}>
            {mayImport ? t('forms.noneHow') : t('forms.noneWhy')}
          </Empty>
        ) : (
          <FormTable rows={data} />
        ))}
      {importing && <ImportForms onClose={() => setImporting(false)} />}
    </div>
  );
};

const FormTable = ({ rows }: { rows: FormRow[] }) => {
  const { t } = useTranslation('reporting');
  const box = useRowWalk<HTMLTableSectionElement>();
  const [address, setAddress] = useAddress();
  const open = address.text('missing');
  return (
    <table className="plain-table card-table">
      <thead>
        <tr>
          <th scope="col">{t('forms.name')}</th>
          <th scope="col">{t('forms.who')}</th>
          <th scope="col" className="right">
            {t('forms.cells')}
          </th>
          <th scope="col">{t('forms.window')}</th>
          <th scope="col">{t('forms.tally')}</th>
        </tr>
      </thead>
      <tbody ref={box}>
        {rows.map(row => (
          <Fragment key={row.id}>
            <tr data-row>
              <th scope="row">
                <Link to={`/reporting/forms/${row.id}`}>{row.name}</Link>
                <p className="quiet">{row.keeperName}</p>
              </th>
              <td>
                {t(`frame:unitKind.${row.level}`)} · {t(`frequency.${row.frequency}`)}
              </td>
              <td className="right number" data-label={t('forms.cells')}>
                {row.cells}
              </td>
              <td>
                {row.window ? (
                  <>
                    {periodName(t, row.window.period)}
                    <span className="quiet">
                      {' '}
                      {t('entry.due')} <DateText on={row.window.dueOn} />
                    </span>
                  </>
                ) : (
                  <span className="quiet">{t('forms.noWindow')}</span>
                )}
              </td>
              <td>
                {row.tally && (
                  <TallyText
                    tally={row.tally}
                    isOpen={open === row.id}
                    onOpen={isOpen => setAddress({ missing: isOpen ? row.id : null }, { replace: true })}
                  />
                )}
              </td>
            </tr>
            {row.window && open === row.id && (
              <tr className="missing-line">
                <td colSpan={5}>
                  <WindowMissing formId={row.id} period={row.window.period} />
                </td>
              </tr>
            )}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
};
