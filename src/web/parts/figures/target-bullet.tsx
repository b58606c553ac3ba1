import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Light } from '../../../subjects/tasks/schema';
import { LightMark } from '../light-mark';
import { Quantity } from '../quantity';
import { bulletMarks } from './bullet-marks';
import { useQuantityWords } from './use-quantity-words';
import './figure.css';
import './target-bullet.css';

export type TargetBulletProps = {
  /** The indicator or the unit, as it is called. */
  name: string;
  /** Decimal texts; null is missing. */
  value: string | null;
  target: string | null;
  /** What the trajectory asks for today. */
  planned: string | null;
  baseline?: string | null;
  unit: string | null;
  /** The target in words where it is more than a number: “≥ 93.5%”, “30–35 个”. */
  aim?: string | null;
  light?: Light | null;
  /** What stands in the place of the name: a link. */
  label?: ReactNode;
  onOpen?: (() => void) | undefined;
};

const share = (part: number): string => `${(part * 100).toFixed(2)}%`;

/** One row: name, bar from zero with the marks of the target and of today's plan, value against target, light. */
export const TargetBullet = ({ name, label, onOpen, ...props }: TargetBulletProps) => (
  <div className="fig-bullet">
    <span className="fig-bullet-name">
      {label ??
        (onOpen ? (
          <button type="button" className="fig-open on-paper" onClick={onOpen}>
            {name}
          </button>
        ) : (
          name
        ))}
    </span>
    <BulletBar name={name} {...props} />
    <BulletFigures {...props} />
    <span className="fig-bullet-light">{props.light && <LightMark light={props.light} />}</span>
  </div>
);

type BarProps = Omit<TargetBulletProps, 'label' | 'onOpen'>;

export const BulletBar = ({ name, value, target, planned, baseline, unit, aim, light }: BarProps) => {
  const { t } = useTranslation(['charts', 'frame']);
  const write = useQuantityWords();
  const marks = bulletMarks({ value, target, planned, baseline, unit });
  if (!marks) return <span className="fig-bullet-bar quiet">{t('charts:bullet.none')}</span>;
  const words = t('charts:bullet.words', {
    name,
    value: write(value, unit),
    target: aim ?? write(target, unit),
    planned: write(planned, unit),
    light: light ? t(`frame:light.${light}`) : '',
  });
  const { zero } = marks;
  return (
    <span className="fig-bullet-bar" role="img" aria-label={words} title={words}>
      <span className="fig-bullet-track" />
      {marks.value !== null && (
        <span
          className="fig-bullet-value"
          style={{ left: share(Math.min(zero, marks.value)), width: share(Math.abs(marks.value - zero)) }}
        />
      )}
      {marks.baseline !== null && <span className="fig-bullet-baseline" style={{ left: share(marks.baseline) }} />}
      {marks.planned !== null && <span className="fig-bullet-planned" style={{ left: share(marks.planned) }} />}
      {marks.target !== null && <span className="fig-bullet-target" style={{ left: share(marks.target) }} />}
    </span>
  );
};

const BulletFigures = ({ value, target, planned, unit, aim }: Omit<BarProps, 'name'>) => {
  const { t } = useTranslation('charts');
  return (
    <span className="fig-bullet-figures">
      <strong>
        <Quantity value={value} unit={unit} />
      </strong>
      {planned !== null && (
        <span className="quiet">
          {t('bullet.planned')} <Quantity value={planned} unit={unit} />
        </span>
      )}
      <span className="quiet">
        {t('bullet.target')} {aim ? <span className="number">{aim}</span> : <Quantity value={target} unit={unit} />}
      </span>
    </span>
  );
};
