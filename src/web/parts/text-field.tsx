import { type InputHTMLAttributes, useId } from 'react';
import './text-field.css';

type Props = Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'value'> & {
  label: string;
  value: string;
  onValue: (value: string) => void;
  /** Takes the keyboard when its dialog opens. */
  autoFocus?: boolean;
  hint?: string | undefined;
  /** What is wrong with it, as a sentence. */
  error?: string | null | undefined;
};

/** One line of text with its label above, and hint or error below. */
export const TextField = ({ label, value, onValue, hint, error, autoFocus = false, ...input }: Props) => {
  const id = useId();
  const note = error || hint;
  return (
    <div className="text-field">
      <label htmlFor={id}>{label}</label>
      <input
        {...input}
        data-first={autoFocus || undefined}
        id={id}
        value={value}
        aria-invalid={error ? true : undefined}
        aria-describedby={note ? `${id}-note` : undefined}
        onChange={event => onValue(event.target.value)}
      />
      {note && (
        <p id={`${id}-note`} className={error ? 'field-error' : 'quiet'}>
          {note}
        </p>
      )}
    </div>
  );
};
