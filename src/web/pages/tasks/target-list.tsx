import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaskTarget } from '../../../subjects/indicators/schema';
import { useMe } from '../../me';
import { AwaitingNote } from '../../parts/awaiting-note';
import { DateText } from '../../parts/date-text';
import { dateInSentence } from '../../parts/format-date';
import { Quantity } from '../../parts/quantity';
import { TargetBullet } from './target-bullet';
import { TargetChart } from './target-chart';
import { aimText } from './target-words';

/** 目标值: each as a bullet with its figures; a click opens its curve, its values and its sentence. */
export const TargetList = ({ targets }: { targets: TaskTarget[] }) => (
  <ul className="targets">
    {targets.map(target => (
      <TargetItem key={target.id} target={target} />
    ))}
  </ul>
);

const TargetItem = ({ target }: { target: TaskTarget }) => {
  const { t, i18n } = useTranslation('task');
  const me = useMe();
  const [open, setOpen] = useState(false);
  return (
    <li className="target">
      <button type="button" className="target-head" aria-expanded={open} onClick={() => setOpen(!open)}>
        <span className="target-name">
          {target.indicator}
          {target.strength === 'strive' && <span className="quiet"> {t('target.strive')}</span>}
        </span>
        <span className={`target-status status-${target.status}`}>{t(`target.status.${target.status}`)}</span>
      </button>
      <TargetBullet target={target} />
      <p className="target-figures">
        <span>
          {t('target.aim')} <strong className="number">{aimText(t, target)}</strong>
        </span>
        <span>
          {t('target.latest')} <Quantity value={target.latest} unit={target.unit} />
          {target.latestOn && <span className="quiet"> {t('target.asOf', { date: target.latestOn.slice(5) })}</span>}
        </span>
        <span>
          {t('target.planned')} <Quantity value={target.plannedToday} unit={target.unit} />
        </span>
        {target.baseline !== null && (
          <span>
            {t('target.baseline')} <Quantity value={target.baseline} unit={target.unit} />
          </span>
        )}
      </p>
      <AwaitingNote
        awaiting={target.awaiting}
        shown={target.latestOn === null ? null : { day: dateInSentence(target.latestOn, me.today, i18n.language) }}
      />
      {open && <TargetDetail target={target} />}
    </li>
  );
};

const TargetDetail = ({ target }: { target: TaskTarget }) => {
  const { t } = useTranslation('task');
  return (
    <div className="target-detail">
      {target.text && <blockquote className="document-text">{target.text}</blockquote>}
      {(target.points.length > 0 || target.values.length > 1) && <TargetChart target={target} />}
      {target.values.length > 0 ? (
        <table className="plain-table">
          <caption className="visually-hidden">{t('target.values', { indicator: target.indicator })}</caption>
          <thead>
            <tr>
              <th scope="col">{t('target.column.on')}</th>
              <th scope="col">{t('target.column.unit')}</th>
              <th scope="col" className="right">
                {target.unit ? t('target.column.valueIn', { unit: target.unit }) : t('target.column.value')}
              </th>
              <th scope="col">{t('target.column.by')}</th>
            </tr>
          </thead>
          <tbody>
            {target.values
              .toSorted((a, b) => b.on.localeCompare(a.on))
              .map(value => (
                <tr key={`${value.on} ${value.unitId}`}>
                  <td>
                    <DateText on={value.on} />
                  </td>
                  <td>{value.unitName}</td>
                  <td className="right">
                    <Quantity value={value.value} unit={target.unit} bare />
                  </td>
                  <td>{value.by ?? '—'}</td>
                </tr>
              ))}
          </tbody>
        </table>
      ) : (
        <p className="quiet">{t('target.noValues')}</p>
      )}
      <p className="quiet">
        {t('target.due')} <DateText on={target.dueOn} form="sentence" />{' '}
        <Link to={`/targets/${target.id}`}>{t('target.whole')}</Link>
      </p>
    </div>
  );
};
