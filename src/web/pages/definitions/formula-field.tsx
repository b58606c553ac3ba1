import { useId } from 'react';
import type { Finding } from '../../../kernel/finding';
import { markedPieces } from '../reporting/check-faults';

type Side = 'numerator' | 'denominator';
type Props = {
  label: string;
  side: Side;
  value: string;
  findings: readonly Finding[];
  onValue: (value: string) => void;
};

const PLACE = /^(numerator|denominator):(\d+)-(\d+)$/;

/** The faults of one side of a formula, from which character to which. */
export const faultsOfSide = (findings: readonly Finding[], side: Side) =>
  findings.flatMap(({ at, message }) => {
    const [, named, from, to] = PLACE.exec(at) ?? [];
    return named === side ? [{ from: Number(from), to: Number(to), message }] : [];
  });

/** One side of a formula; below it the place of what is wrong, as it is typed. */
export const FormulaField = ({ label, side, value, findings, onValue }: Props) => {
  const id = useId();
  const faults = value.trim() === '' ? [] : faultsOfSide(findings, side);
  return (
    <div className="text-field">
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        className="formula-input"
        rows={2}
        value={value}
        maxLength={900}
        spellCheck={false}
        aria-invalid={faults.length > 0 || undefined}
        aria-describedby={`${id}-note`}
        onChange={({ target }) => onValue(target.value)}
      />
      <div id={`${id}-note`} aria-live="polite">
        {faults.length > 0 && (
          <p className="formula-wrong">
            {markedPieces(value, faults).map(({ at, text, isWrong }) =>
              isWrong ? <mark key={at}>{text}</mark> : <span key={at}>{text}</span>,
            )}
          </p>
        )}
        {faults.map(({ from, message }) => (
          <p key={`${from} ${message}`} className="field-error">
            {message}
          </p>
        ))}
      </div>
    </div>
  );
};
