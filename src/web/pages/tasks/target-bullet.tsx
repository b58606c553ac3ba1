import { useTranslation } from 'react-i18next';
import type { TaskTarget } from '../../../subjects/indicators/schema';
import { formatQuantity } from '../../parts/format-quantity';
import { bulletScale } from './bullet-scale';
import './target-bullet.css';
import { aimText } from './target-words';

const percent = (share: number): string => `${(share * 100).toFixed(2)}%`;

/** A bullet: how far the value has come from its start to the target, with the mark of the trajectory today. */
export const TargetBullet = ({ target }: { target: Omit<TaskTarget, 'points' | 'values' | 'span' | 'text'> }) => {
  const { t } = useTranslation('task');
  const scale = bulletScale(target);
  const figure = (value: string | null) => {
    if (value === null) return '—';
    const { number, unit } = formatQuantity(value, target.unit);
    return `${number}${unit}`;
  };
  const words = t('target.words', {
    indicator: target.indicator,
    aim: aimText(t, target),
    latest: figure(target.latest),
    planned: figure(target.plannedToday),
    status: t(`target.status.${target.status}`),
  });
  if (!scale) return <span className="bullet-none quiet">{t('target.noNumber')}</span>;
  return (
    <span className="bullet" role="img" aria-label={words} title={words}>
      <span className="bullet-way" style={{ width: percent(scale.aim) }} />
      {scale.done !== null && <span className="bullet-done" style={{ width: percent(scale.done) }} />}
      {scale.planned !== null && <span className="bullet-planned" style={{ left: percent(scale.planned) }} />}
      <span className="bullet-aim" style={{ left: percent(scale.aim) }} />
    </span>
  );
};
