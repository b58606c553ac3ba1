import { Button } from 'antd';
import { useTranslation } from 'react-i18next';

export type OptionText = { key: number; code: string; name: string };
type Props = {
  options: OptionText[];
  /** Codes that are saved: an option keeps its code. */
  held: ReadonlySet<string>;
  onChange: (options: OptionText[]) => void;
};

/** The options of a dimension, in the order in which forms show them. */
export const OptionFields = ({ options, held, onChange }: Props) => {
  const { t } = useTranslation('definitions');
  const patch = (key: number, part: Partial<OptionText>) =>
    onChange(options.map(option => (option.key === key ? { ...option, ...part } : option)));
  const move = (at: number, by: -1 | 1) => {
    const next = [...options];
    next.splice(at + by, 0, ...next.splice(at, 1));
    onChange(next);
  };
  // A saved option is one whose code was there when the form was opened, not one that is typed alike.
  const isHeld = ({ key, code }: OptionText) => held.has(code) && key < held.size;
  return (
    <fieldset className="option-fields">
      <legend>{t('field.options')}</legend>
      {options.map((option, at) => (
        <div key={option.key} className="text-field">
          <input
            aria-label={t('dimension.optionName', { at: at + 1 })}
            placeholder={t('field.name')}
            value={option.name}
            required
            maxLength={100}
            onChange={({ target }) => patch(option.key, { name: target.value })}
          />
          <input
            aria-label={t('dimension.optionCode', { at: at + 1 })}
            placeholder={t('field.code')}
            title={t('dimension.optionHint')}
            value={option.code}
            disabled={isHeld(option)}
            required
            pattern="[a-z][a-z0-9_]*"
            maxLength={40}
            onChange={({ target }) => patch(option.key, { code: target.value })}
          />
          <span className="option-deeds">
            <Button
              size="small"
              disabled={at === 0}
              aria-label={t('dimension.up', { name: option.name })}
              onClick={() => move(at, -1)}
            >
              ↑
            </Button>
            <Button
              size="small"
              disabled={at === options.length - 1}
              aria-label={t('dimension.down', { name: option.name })}
              onClick={() => move(at, 1)}
            >
              ↓
            </Button>
            <Button
              size="small"
              aria-label={t('dimension.remove', { name: option.name })}
              onClick={() => onChange(options.filter(({ key }) => key !== option.key))}
            >
              ✕
            </Button>
          </span>
        </div>
      ))}
      <p>
        <Button
          onClick={() =>
            onChange([
              ...options,
              { key: Math.max(held.size, ...options.map(({ key }) => key + 1)), code: '', name: '' },
            ])
          }
        >
          {t('dimension.add')}
        </Button>
      </p>
    </fieldset>
  );
};
