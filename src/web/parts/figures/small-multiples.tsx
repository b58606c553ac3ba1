import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Light } from '../../../subjects/tasks/schema';
import { type ChartUnit, shortNameOf } from './chart-unit';
import { FigureFrame, type FigureFrameProps } from './figure-frame';
import { FigureValue } from './figure-value';
import { LightSign } from './light-sign';
import { MultipleLine } from './multiple-line';
import { niceDomain } from './nice-domain';
import { useColumnNumbers } from './use-column-numbers';
import './small-multiples.css';

export type MultipleUnit = ChartUnit & {
  /** One for each period; null where it was not reported. */
  values: readonly (string | null)[];
  /** The unit's own curve, one for each period; else that of all. */
  planned?: readonly (string | null)[] | null;
  target?: string | null;
  light?: Light | null;
};

export type SmallMultiplesProps = FigureFrameProps & {
  unit: string | null;
  periods: readonly { code: string; label: string }[];
  units: readonly MultipleUnit[];
  /** The curve and the target of all units, where they have none of their own. */
  planned?: readonly (string | null)[] | null;
  target?: string | null;
  onOpen?: ((unitId: string) => void) | undefined;
};

/** A little trajectory for each unit, all on one scale, in the given order. */
export const SmallMultiples = (props: SmallMultiplesProps) => {
  const { unit, periods, units, planned = null, target = null, onOpen, ...frame } = props;
  const { t } = useTranslation('charts');
  const values = units.flatMap(one => one.values);
  const plans = [...units.flatMap(one => [...(one.planned ?? []), one.target ?? null]), ...(planned ?? []), target];
  const numbers = useColumnNumbers(values, unit, plans);
  const positions = [...values, ...plans].filter(value => value !== null).map(numbers.at);
  const domain = niceDomain(positions, { ticks: 3, cap: unit === '%' ? 100 : undefined });
  // An older value does not pass for today's: its period stands before it.
  const latestOf = ({ values }: MultipleUnit) => {
    const at = periods.findLastIndex((_, index) => (values[index] ?? null) !== null);
    const since = at >= 0 && at < periods.length - 1 ? (periods[at]?.label ?? null) : null;
    return { text: numbers.cell(values[at] ?? null), since };
  };
  const table = {
    columns: [t('ranks.unit'), ...periods.map(({ label }) => label)],
    rows: units.map(one => [
      { text: shortNameOf(one), onOpen: onOpen && (() => onOpen(one.id)) },
      ...periods.map((_, index) => numbers.cell(one.values[index] ?? null)),
    ]),
  };
  const [from, to] = [periods[0]?.label, periods.at(-1)?.label];
  const hasPlan = planned !== null || units.some(one => one.planned);
  const hasTarget = target !== null || units.some(one => one.target);
  const keyLine = domain && (
    <span>
      {t('multiples.scale', {
        low: numbers.tick(domain.low, domain.step),
        high: numbers.tick(domain.high, domain.step),
        from,
        to,
      })}
      {hasPlan && t('multiples.planned')}
      {hasTarget && t('multiples.target')}
    </span>
  );
  return (
    <FigureFrame
      {...frame}
      isEmpty={units.length === 0}
      unit={numbers.unit}
      table={table}
      missing={units.filter(one => (one.values.at(-1) ?? null) === null)}
      missingOf={units.length}
      onOpenMissing={onOpen}
      keyLine={keyLine}
    >
      <ul className="fig-multiples">
        {units.map(one => (
          <li key={one.id}>
            <Multiple one={one} latest={latestOf(one)} onOpen={onOpen}>
              {domain && (
                <MultipleLine
                  values={periods.map((_, index) => one.values[index] ?? null)}
                  planned={one.planned ?? planned}
                  target={one.target ?? target}
                  domain={domain}
                  at={numbers.at}
                />
              )}
            </Multiple>
          </li>
        ))}
      </ul>
    </FigureFrame>
  );
};

type OneProps = {
  one: MultipleUnit;
  latest: { text: string; since: string | null };
  onOpen: SmallMultiplesProps['onOpen'];
  children: ReactNode;
};

const Multiple = ({ one, latest: { text, since }, onOpen, children }: OneProps) => {
  const head = (
    <>
      <span className="fig-multiple-head">
        <span>{shortNameOf(one)}</span>
        <span>
          {one.light && <LightSign light={one.light} />}
          {since && <span className="fig-multiple-since quiet">{since}</span>}
          <FigureValue text={text} />
        </span>
      </span>
      {children}
    </>
  );
  if (!onOpen) return <div className="fig-multiple">{head}</div>;
  return (
    <button type="button" className="fig-multiple fig-pick on-paper" onClick={() => onOpen(one.id)}>
      {head}
    </button>
  );
};
