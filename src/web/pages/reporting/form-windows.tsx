import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormPage, WindowRow, WindowsPage } from '../../../subjects/reporting/form-schema';
import { useAddress } from '../../address';
import { useRead } from '../../api';
import { DateText } from '../../parts/date-text';
import { ErrorNote } from '../../parts/error-note';
import { periodName } from '../../parts/period-name';
import { LinesSkeleton } from '../../parts/skeletons';
import { ExceptionDialog } from './exception-dialog';
import { OpenWindowDialog } from './open-window-dialog';
import { TallyText } from './tally-text';
import { WindowDaysDialog } from './window-days-dialog';
import { WindowMissing } from './window-missing';

type Opened = { kind: 'open' } | { kind: 'days' | 'exception'; window: WindowRow };
const FIRST = 6;

/** 填报期: newest first, each with its days and how far the units are. */
export const FormWindows = ({ form }: { form: FormPage }) => {
  const { t } = useTranslation('reporting');
  const { data, error, refetch } = useRead('reporting.windows', { formId: form.id }, { staleTime: 0 });
  const [opened, setOpened] = useState<Opened | null>(null);
  const close = () => setOpened(null);
  return (
    <section className="form-section" aria-labelledby="form-windows">
      <header>
        <h2 id="form-windows">{t('windows.title')}</h2>
        {data?.mayKeep && <Button onClick={() => setOpened({ kind: 'open' })}>{t('windows.open')}</Button>}
      </header>
      {error && !data && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {!data && !error && <LinesSkeleton lines={3} />}
      {data && <Windows page={data} onOpen={setOpened} />}
      {data && opened?.kind === 'open' && <OpenWindowDialog form={form} page={data} onClose={close} />}
      {opened?.kind === 'days' && <WindowDaysDialog formId={form.id} window={opened.window} onClose={close} />}
      {opened?.kind === 'exception' && <ExceptionDialog form={form} window={opened.window} onClose={close} />}
    </section>
  );
};

const Windows = ({ page, onOpen }: { page: WindowsPage; onOpen: (opened: Opened) => void }) => {
  const { t } = useTranslation('reporting');
  const [limit, setLimit] = useState(FIRST);
  const { windows, next, mayKeep, unannounced } = page;
  return (
    <>
      {next && (
        <p className="quiet">
          {t('windows.next', { period: periodName(t, next.period) })} <DateText on={next.opensOn} form="sentence" />
        </p>
      )}
      {unannounced.length > 0 && <p>{t('windows.unannounced', { years: unannounced.join('、') })}</p>}
      {windows.length === 0 ? (
        <p>{t('windows.none')}</p>
      ) : (
        <table className="plain-table card-table">
          <thead>
            <tr>
              <th scope="col">{t('windows.period')}</th>
              <th scope="col">{t('windows.state')}</th>
              <th scope="col">{t('windows.days')}</th>
              <th scope="col">{t('forms.tally')}</th>
              <th scope="col">{t('windows.exceptions')}</th>
              {mayKeep && <th scope="col">{t('windows.change')}</th>}
            </tr>
          </thead>
          <tbody>
            {windows.slice(0, limit).map(window => (
              <WindowLine key={window.period} formId={page.formId} window={window} mayKeep={mayKeep} onOpen={onOpen} />
            ))}
          </tbody>
        </table>
      )}
      {windows.length > limit && (
        <p>
          <Button onClick={() => setLimit(windows.length)}>
            {t('windows.more', { count: windows.length - limit })}
          </Button>
        </p>
      )}
    </>
  );
};

type LineProps = { formId: string; window: WindowRow; mayKeep: boolean; onOpen: (opened: Opened) => void };

const WindowLine = ({ formId, window, mayKeep, onOpen }: LineProps) => {
  const { t } = useTranslation('reporting');
  const [address, setAddress] = useAddress();
  const { period } = window;
  const isOpen = address.text('missing') === period;
  const exempt = window.exceptions.filter(one => one.exempt !== null).length;
  const extended = window.exceptions.filter(one => one.extendedTo !== null).length;
  return (
    <>
      <tr>
        <th scope="row">{periodName(t, period)}</th>
        <td>{t(`windows.is.${window.state}`)}</td>
        <td>
          <DateText on={window.opensOn} /> {t('windows.to')} <DateText on={window.dueOn} />
          <p className="quiet">
            {t('windows.locks')} <DateText on={window.locksOn} />
          </p>
        </td>
        <td>
          <TallyText
            tally={window.tally}
            isOpen={isOpen}
            onOpen={opens => setAddress({ missing: opens ? period : null }, { replace: true })}
          />
        </td>
        <td data-label={t('windows.exceptions')}>
          {exempt + extended === 0 ? (
            <span className="quiet">—</span>
          ) : (
            [
              exempt > 0 && t('windows.exempt', { count: exempt }),
              extended > 0 && t('windows.extended', { count: extended }),
            ]
              .filter(Boolean)
              .join('、')
          )}
        </td>
        {mayKeep && (
          <td className="row-buttons no-print">
            {window.state !== 'closed' && (
              <Button size="small" onClick={() => onOpen({ kind: 'days', window })}>
                {t('windows.setDays')}
              </Button>
            )}
            <Button size="small" onClick={() => onOpen({ kind: 'exception', window })}>
              {t('windows.setException')}
            </Button>
            {(window.state === 'late' || window.state === 'locked') && (
              <Link to="/review/snapshots">{t('windows.close')}</Link>
            )}
          </td>
        )}
      </tr>
      {isOpen && (
        <tr className="missing-line">
          <td colSpan={mayKeep ? 6 : 5}>
            <WindowMissing formId={formId} period={period} />
          </td>
        </tr>
      )}
    </>
  );
};
