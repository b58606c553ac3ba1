import { Button } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { type TrajectoryShape, trajectoryShapes } from '../../../subjects/indicators/schema';
import type { TargetPage } from '../../../subjects/indicators/targets/schema';
import { TextField } from '../../parts/text-field';
import { byGivenDays, isNumber, type Revising } from './use-revision';

type Props = { target: TargetPage; revision: Revising };

/** The terms of a target as fields. */
export const RevisionFields = ({ target, revision }: Props) => {
  const { t } = useTranslation('targets');
  const id = useId();
  const { text, set } = revision;
  const number = (field: 'value' | 'low' | 'high' | 'baseline' | 'pairValue', label: string) => (
    <TextField
      label={target.unit ? t('withUnit', { label, unit: target.unit }) : label}
      inputMode="decimal"
      value={text[field]}
      maxLength={30}
      error={text[field].trim() !== '' && !isNumber(text[field]) ? t('notNumber') : null}
      onValue={value => set({ [field]: value })}
    />
  );
  const pair = target.pair?.comparator === 'add' ? 'increment' : 'stock';
  return (
    <>
      <div className="revision-fields">
        {target.terms.comparator === 'range' ? (
          <>
            {number('low', t('term.low'))}
            {number('high', t('term.high'))}
          </>
        ) : (
          number('value', t('term.value'))
        )}
        <TextField type="date" required label={t('term.dueOn')} value={text.dueOn} onValue={dueOn => set({ dueOn })} />
        {number('baseline', t('term.baseline'))}
        <TextField type="date" label={t('term.startOn')} value={text.startOn} onValue={startOn => set({ startOn })} />
        <div className="text-field">
          <label htmlFor={id}>{t('term.trajectory')}</label>
          <select
            id={id}
            value={text.trajectory}
            onChange={event => set({ trajectory: event.target.value as TrajectoryShape })}
          >
            {trajectoryShapes.map(shape => (
              <option key={shape} value={shape}>
                {t(`shape.${shape}`)}
              </option>
            ))}
          </select>
        </div>
        {target.pair && number('pairValue', t(`pair.${pair}`))}
      </div>
      {byGivenDays(text.trajectory) && <Points revision={revision} />}
    </>
  );
};

/** The days of a trajectory by hand or in steps. */
const Points = ({ revision }: { revision: Revising }) => {
  const { t } = useTranslation('targets');
  const { text, set } = revision;
  const change = (index: number, patch: Partial<{ on: string; planned: string }>) =>
    set({ points: text.points.map((point, at) => (at === index ? { ...point, ...patch } : point)) });
  return (
    <fieldset className="revision-points">
      <legend>{t('points.title')}</legend>
      {text.points.map((point, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a point has no identity but its place
        <div key={index}>
          <input
            type="date"
            className="plain-input"
            aria-label={t('points.on', { number: index + 1 })}
            value={point.on}
            onChange={event => change(index, { on: event.target.value })}
          />
          <input
            className="plain-input"
            inputMode="decimal"
            aria-label={t('points.planned', { number: index + 1 })}
            placeholder={t(text.trajectory === 'stepped' ? 'points.equal' : 'points.value')}
            value={point.planned}
            maxLength={30}
            onChange={event => change(index, { planned: event.target.value })}
          />
          <button
            type="button"
            className="link-button"
            onClick={() => set({ points: text.points.filter((_, at) => at !== index) })}
          >
            {t('points.remove', { number: index + 1 })}
          </button>
        </div>
      ))}
      <Button
        size="small"
        disabled={text.points.length >= 100}
        onClick={() => set({ points: [...text.points, { on: '', planned: '' }] })}
      >
        {t('points.add')}
      </Button>
    </fieldset>
  );
};
