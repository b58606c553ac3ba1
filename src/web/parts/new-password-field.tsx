import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  leastFor,
  MOST_CHARACTERS,
  RECOMMENDED_CHARACTERS,
  strengthOf,
} from '../../subjects/identity/rules/password-rule';
import { TextField } from './text-field';

type Props = {
  label: string;
  value: string;
  onValue: (value: string) => void;
  /** With a second factor a shorter one will do. */
  hasFactor?: boolean;
  error?: string | null;
};

/** A new password: says while one types whether it is long enough; may be pasted, and shown. */
export const NewPasswordField = ({ label, value, onValue, hasFactor = false, error }: Props) => {
  const { t } = useTranslation('identity');
  const [shown, setShown] = useState(false);
  const least = leastFor(hasFactor);
  const hint =
    value === ''
      ? t('password.hint', { least })
      : t(`password.${strengthOf(value, hasFactor)}`, { least, recommended: RECOMMENDED_CHARACTERS });
  return (
    <div>
      <TextField
        label={label}
        hint={hint}
        error={error}
        type={shown ? 'text' : 'password'}
        autoComplete="new-password"
        maxLength={MOST_CHARACTERS}
        required
        value={value}
        onValue={onValue}
      />
      <button type="button" className="link-button" onClick={() => setShown(!shown)}>
        {t(shown ? 'password.hide' : 'password.show')}
      </button>
    </div>
  );
};
