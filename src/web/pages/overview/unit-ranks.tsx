import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Overview } from '../../../subjects/overview/schema';
import { useNarrow } from '../../use-narrow';
import { LightsBar } from './lights-bar';
import { medianOf } from './median';

type Row = {
  unitId: string;
  name: string;
  tasks: number;
  lights: Overview['departments'][number]['lights'];
  percent: number | null;
  plannedPercent?: number;
  reportedOnTime?: number | null;
};
type Props = { kind: 'departments' | 'counties'; rows: Row[] };
const FIRST_ON_PHONE = 6;

/** Departments: furthest behind first. Counties: most red first, then who reports late. */
const ranked = (kind: Props['kind'], rows: Row[]): Row[] =>
  kind === 'departments'
    ? rows
    : rows.toSorted(
        (a, b) =>
          b.lights.red - a.lights.red ||
          b.lights.yellow - a.lights.yellow ||
          (a.reportedOnTime ?? 101) - (b.reportedOnTime ?? 101),
      );

/** 处室 and 县区 as ranked small multiples on one scale each: lights counted, progress (or punctuality) with the median. */
export const UnitRanks = ({ kind, rows }: Props) => {
  const { t } = useTranslation('overview');
  const narrow = useNarrow();
  const [whole, setWhole] = useState(false);
  if (rows.length === 0) return null;
  const measure = (row: Row): number | null => (kind === 'departments' ? row.percent : (row.reportedOnTime ?? null));
  const most = Math.max(...rows.map(({ tasks }) => tasks));
  const median = medianOf(rows.map(measure));
  const order = ranked(kind, rows);
  const shown = narrow && !whole ? order.slice(0, FIRST_ON_PHONE) : order;
  return (
    <section className="overview-section" aria-labelledby={kind}>
      <h2 id={kind}>{t(`${kind}.title`)}</h2>
      <table className="unit-ranks">
        <thead>
          <tr>
            <th scope="col">{t(`${kind}.unit`)}</th>
            <th scope="col">{t('units.lights')}</th>
            <th scope="col">
              {t(`${kind}.measure`)}
              {median !== null && <span className="median-word"> {t('units.median', { percent: median })}</span>}
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map(row => (
            <tr key={row.unitId}>
              <th scope="row">
                <Link
                  to="/ledger"
                  search={{ [kind === 'departments' ? 'lead' : 'unit']: row.unitId } as never}
                  title={t('units.open', { unit: row.name, count: row.tasks })}
                >
                  {row.name}
                </Link>
              </th>
              <td>
                <LightsBar
                  lights={row.lights}
                  most={most}
                  unit={row.name}
                  search={kind === 'departments' ? { lead: row.unitId } : null}
                />
              </td>
              <td>
                <MeasureBar
                  value={measure(row)}
                  planned={row.plannedPercent ?? null}
                  median={median}
                  words={t(`${kind}.words`, {
                    unit: row.name,
                    value: measure(row) ?? '—',
                    planned: row.plannedPercent,
                  })}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {narrow && order.length > FIRST_ON_PHONE && (
        <p className="overview-more no-print">
          <button type="button" className="link-button" aria-expanded={whole} onClick={() => setWhole(!whole)}>
            {whole ? t('units.fewer') : t('units.more', { count: order.length })}
          </button>
        </p>
      )}
      <p className="quiet bullet-key">{t(`${kind}.key`)}</p>
    </section>
  );
};

type BarProps = { value: number | null; planned: number | null; median: number | null; words: string };

const MeasureBar = ({ value, planned, median, words }: BarProps) => (
  <span className="measure" title={words}>
    <span className="measure-track" role="img" aria-label={words}>
      {value !== null && <span className="measure-done" style={{ width: `${value}%` }} />}
      {planned !== null && <span className="measure-planned" style={{ left: `${planned}%` }} />}
      {median !== null && <span className="measure-median" style={{ left: `${median}%` }} />}
    </span>
    <span className="number">{value === null ? '—' : `${value}%`}</span>
  </span>
);
