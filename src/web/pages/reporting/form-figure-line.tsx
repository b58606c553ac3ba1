import { Button } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { FigureRow } from '../../../subjects/indicators/definitions/schema';
import type { FigureLine } from './form-lines';
import { isLimit } from './form-text';

type Props = {
  line: FigureLine;
  figure: FigureRow | undefined;
  faults: readonly string[];
  onChange: (part: Partial<FigureLine>) => void;
  onOpen: () => void;
  onRemove: () => void;
};
type How = 'required' | 'optional' | 'show';
const howOf = ({ mode, required }: FigureLine): How => (mode === 'show' ? 'show' : required ? 'required' : 'optional');

/** A figure of the form: what it is and by what it is split, whether it has to be filled in, what change has to be explained. */
export const FormFigureLine = ({ line, figure, faults, onChange, onOpen, onRemove }: Props) => {
  const { t } = useTranslation(['form-design', 'reporting']);
  const id = useId();
  const name = figure?.name ?? line.key;
  const split = figure?.categories.map(one => one.name).join(t('form-design:comma'));
  return (
    <div className="design-figure">
      <div className="design-figure-name">
        <button type="button" className="link-button" onClick={onOpen}>
          {name}
        </button>
        <p className="quiet">
          <span className="number">{line.key}</span>
          {figure && ` · ${figure.unit || '—'} · ${t(`reporting:kind.${figure.kind}`)}`}
          {split && ` · ${t('form-design:figures.split', { by: figure?.dimensionName, split })}`}
        </p>
        {faults.map(fault => (
          <p key={fault} id={`${id}-fault`} className="field-error">
            {fault}
          </p>
        ))}
      </div>
      <div className="text-field">
        <select
          aria-label={t('form-design:figures.howOf', { name })}
          aria-invalid={faults.length > 0 || undefined}
          aria-describedby={faults.length > 0 ? `${id}-fault` : undefined}
          value={howOf(line)}
          onChange={({ target }) =>
            onChange({ mode: target.value === 'show' ? 'show' : 'ask', required: target.value === 'required' })
          }
        >
          {(['required', 'optional', 'show'] as const).map(how => (
            <option key={how} value={how}>
              {t(`form-design:figures.how.${how}`)}
            </option>
          ))}
        </select>
      </div>
      <div className="text-field">
        <input
          inputMode="decimal"
          aria-label={t('form-design:figures.limitOf', { name })}
          placeholder={t('form-design:figures.limit')}
          title={t('form-design:figures.limitHow')}
          value={line.changeLimit}
          aria-invalid={!isLimit(line.changeLimit) || undefined}
          disabled={line.mode === 'show'}
          maxLength={12}
          onChange={({ target }) => onChange({ changeLimit: target.value })}
        />
      </div>
      <Button size="small" aria-label={t('form-design:figures.removeThis', { name })} onClick={onRemove}>
        {t('form-design:figures.remove')}
      </Button>
    </div>
  );
};
