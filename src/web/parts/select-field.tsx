import { useId } from 'react';

type Props<T extends string> = {
  label: string;
  value: T;
  options: readonly { value: T; text: string }[];
  disabled?: boolean;
  onValue: (value: T) => void;
};

/** One of a few, with its label above. */
export const SelectField = <T extends string>({ label, value, options, disabled, onValue }: Props<T>) => {
  const id = useId();
  return (
    <div className="text-field">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} disabled={disabled} onChange={({ target }) => onValue(target.value as T)}>
        {options.map(option => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
    </div>
  );
};
