import { Button } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormFigure } from '../../../subjects/reporting/form-schema';
import { type CheckFault, markedPieces } from './check-faults';
import { formulaInWords } from './formula-in-words';

/** A check as it is typed. */
export type CheckDraft = { key: number; text: string; level: 'must-fix' | 'must-explain'; message: string };

type Props = {
  check: CheckDraft;
  faults: readonly CheckFault[];
  figures: readonly Pick<FormFigure, 'code' | 'name' | 'categories'>[];
  onChange: (part: Partial<CheckDraft>) => void;
  onRemove: () => void;
};

/** One check: its formula, how grave it is, its sentence. The place of a fault is underlined below the formula. */
export const CheckFields = ({ check, faults, figures, onChange, onRemove }: Props) => {
  const { t } = useTranslation('reporting');
  const id = useId();
  const words = formulaInWords(t, check.text, figures);
  return (
    <fieldset className="check-fields">
      <legend className="visually-hidden">{check.message || t('checks.new')}</legend>
      <div className="text-field check-text">
        <label htmlFor={`${id}-text`}>{t('checks.text')}</label>
        <input
          id={`${id}-text`}
          className="number"
          value={check.text}
          maxLength={2000}
          required
          spellCheck={false}
          aria-invalid={faults.length > 0 || undefined}
          aria-describedby={`${id}-note`}
          onChange={event => onChange({ text: event.target.value })}
        />
        <div id={`${id}-note`}>
          {faults.length > 0 ? (
            <>
              <p className="check-wrong">
                {markedPieces(check.text, faults).map(({ at, text, isWrong }) =>
                  isWrong ? <mark key={at}>{text}</mark> : <span key={at}>{text}</span>,
                )}
              </p>
              {faults.map(({ from, message }) => (
                <p key={`${from} ${message}`} className="field-error">
                  {message}
                </p>
              ))}
            </>
          ) : (
            words !== check.text && <p className="quiet">{words}</p>
          )}
        </div>
      </div>
      <div className="text-field">
        <label htmlFor={`${id}-level`}>{t('checks.how')}</label>
        <select
          id={`${id}-level`}
          value={check.level}
          onChange={event => onChange({ level: event.target.value as CheckDraft['level'] })}
        >
          <option value="must-fix">{t('checks.level.must-fix')}</option>
          <option value="must-explain">{t('checks.level.must-explain')}</option>
        </select>
      </div>
      <div className="text-field">
        <label htmlFor={`${id}-message`}>{t('checks.message')}</label>
        <input
          id={`${id}-message`}
          value={check.message}
          maxLength={200}
          required
          onChange={event => onChange({ message: event.target.value })}
        />
      </div>
      <Button onClick={onRemove}>{t('checks.remove')}</Button>
    </fieldset>
  );
};
