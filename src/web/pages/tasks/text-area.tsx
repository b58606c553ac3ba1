import { type TextareaHTMLAttributes, useId } from 'react';
import '../../parts/text-field.css';

type Props = Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'onChange' | 'value'> & {
  label: string;
  value: string;
  onValue: (value: string) => void;
  /** The label is there for screen readers only. */
  hideLabel?: boolean;
};

/** Several lines of text with their label above; grows with what is typed. */
export const TextArea = ({ label, value, onValue, hideLabel = false, ...area }: Props) => {
  const id = useId();
  return (
    <div className="text-field">
      <label htmlFor={id} className={hideLabel ? 'visually-hidden' : undefined}>
        {label}
      </label>
      <textarea {...area} id={id} value={value} className="growing" onChange={event => onValue(event.target.value)} />
    </div>
  );
};
