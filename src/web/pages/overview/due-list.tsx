import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Overview } from '../../../subjects/overview/schema';
import { DateText } from '../../parts/date-text';
import { LightMark } from '../../parts/light-mark';
import { OpenTask } from './open-task';

type Row = Overview['due'][number];
const FIRST = 12;

type Props = { rows: Row[]; onOpen: ((taskId: string) => void) | null };

/** What falls due in the next two weeks, day by day. */
export const DueList = ({ rows, onOpen }: Props) => {
  const { t } = useTranslation('overview');
  const [whole, setWhole] = useState(false);
  const shown = whole ? rows : rows.slice(0, FIRST);
  const days = [...new Set(shown.map(({ dueOn }) => dueOn))];
  return (
    <section className="overview-section" aria-labelledby="due">
      <h2 id="due">{t('dueSoon.title')}</h2>
      {rows.length === 0 && <p className="quiet">{t('dueSoon.none')}</p>}
      <ol className="due-days">
        {days.map(day => (
          <li key={day}>
            <h3>
              <DateText on={day} form="sentence" />
            </h3>
            <ul>
              {shown
                .filter(({ dueOn }) => dueOn === day)
                .map((row, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a task may have two steps of one name on one day
                  <li key={`${row.kind} ${row.taskId} ${index}`}>
                    <LightMark light={row.light} form="shape" />
                    <span className="quiet due-kind">{t(`dueSoon.${row.kind}`)}</span>
                    <span className="due-title">
                      <OpenTask taskId={row.taskId} number={row.number} title={row.title} onOpen={onOpen} />
                    </span>
                    <span className="quiet">{row.leadUnitName ?? t('noLead')}</span>
                  </li>
                ))}
            </ul>
          </li>
        ))}
      </ol>
      {rows.length > FIRST && (
        <p className="overview-more no-print">
          <button type="button" className="link-button" aria-expanded={whole} onClick={() => setWhole(!whole)}>
            {whole ? t('dueSoon.fewer') : t('dueSoon.more', { count: rows.length })}
          </button>
        </p>
      )}
    </section>
  );
};
