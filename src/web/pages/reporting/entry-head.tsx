import { useTranslation } from 'react-i18next';
import type { EntryPage } from '../../../subjects/reporting/entry-schema';
import { BackLink } from '../../parts/back-link';
import { DateText, TimeText } from '../../parts/date-text';
import { HolidaysNote } from '../../parts/holidays-note';
import { PageHead } from '../../parts/page-head';
import { periodName } from '../../parts/period-name';
import { DaysLeft } from './days-left';
import { dueFor } from './my-form-row';
import type { EntryModel } from './use-entry-model';

type Props = { model: EntryModel; onGo: (cell: string) => void };

/** What is filled in, for whom, until when; where it stands, and why it came back. */
export const EntryHead = ({ model, onGo }: Props) => {
  const { t } = useTranslation('reporting');
  const { page } = model;
  const { form, unit, window } = page;
  const due = dueFor(window);
  const isWaiting = page.stage === 0 && page.exempt === null;
  return (
    <>
      <BackLink to="/reporting">{t('entry.back')}</BackLink>
      <PageHead
        title={`${form.name} ${periodName(t, page.period.code)}`}
        sub={
          <span className="fact-line">
            <span>{unit.name}</span>
            <Stage page={page} />
            {isWaiting && (
              <span>
                {t('entry.due')} <DateText on={due} form="sentence" /> · <DaysLeft days={page.daysLeft} />
              </span>
            )}
            <span>
              {t('entry.window')} <DateText on={window.opensOn} /> — <DateText on={window.locksOn} />
            </span>
            {form.keeperName && <span>{t('entry.keeper', { unit: form.keeperName })}</span>}
          </span>
        }
      />
      {isWaiting && <HolidaysNote days={[due]} />}
      {page.bar && <p className="entry-bar">{t(`entry.bar.${page.bar}`, { reason: page.exempt ?? '' })}</p>}
      {page.returned && page.stage === 0 && <Returned model={model} onGo={onGo} />}
      {form.guidance && (
        <details className="entry-guidance">
          <summary>{t('entry.guidance')}</summary>
          <p>{form.guidance}</p>
        </details>
      )}
    </>
  );
};

/** 环节, with who took it there and when. */
const Stage = ({ page }: { page: EntryPage }) => {
  const { t } = useTranslation('reporting');
  const deed = [null, page.submitted, page.approved, page.accepted][page.stage] ?? null;
  const name =
    page.exempt !== null
      ? 'exempt'
      : page.stage === 0 && page.returned
        ? 'returned'
        : (['open', 'submitted', 'approved', 'accepted'] as const)[page.stage];
  return (
    <span>
      <strong className="stage">{t(`stage.${name}`)}</strong>
      {deed && (
        <>
          {' '}
          <TimeText at={deed.at} /> {deed.by}
        </>
      )}
    </span>
  );
};

/** The reason on top, then one for each cell, each leading there. */
const Returned = ({ model, onGo }: Props) => {
  const { t } = useTranslation('reporting');
  const { page, nameOf } = model;
  const { returned } = page;
  if (!returned) return null;
  const cells = page.notes.filter(({ kind, resolvedAt }) => kind === 'return' && resolvedAt === null);
  return (
    <section className="returned-note" aria-label={t('entry.returned')}>
      <p>
        <strong>{t('entry.returned')}</strong>{' '}
        <span className="quiet">
          {returned.by} <TimeText at={returned.at} />
        </span>
      </p>
      {returned.reason && <p>{returned.reason}</p>}
      {cells.length > 0 && (
        <ul>
          {cells.map(({ id, cell, body }) => (
            <li key={id}>
              <button type="button" className="link-button" onClick={() => onGo(cell)}>
                {nameOf(cell)}
              </button>{' '}
              {body}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};
