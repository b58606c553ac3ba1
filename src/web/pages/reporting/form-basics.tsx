import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { frequencies } from '../../../kernel/period';
import { unitKinds } from '../../../subjects/org/schema';
import type { CheckedForm } from '../../../subjects/reporting/form-schema';
import { SelectField } from '../../parts/select-field';
import { TextField } from '../../parts/text-field';
import { UnitPicker } from '../../parts/unit-picker';
import type { FormText } from './form-text';

type Props = {
  text: FormText;
  isNew: boolean;
  checked: CheckedForm | undefined;
  onChange: (patch: Partial<FormText>) => void;
};
const KEEPERS = ['bureau', 'department', 'affiliated', 'taskforce'] as const;
const TIMING = [
  { name: 'opens', min: -366, max: 366 },
  { name: 'due', min: -60, max: 250 },
  { name: 'locks', min: 0, max: 250 },
] as const;

/** What a form is called, who fills it in and how often, who keeps it, and when its windows are. */
export const FormBasics = ({ text, isNew, checked, onChange }: Props) => {
  const { t } = useTranslation(['form-design', 'reporting']);
  const id = useId();
  const isOpened = checked?.inUse?.isOpened ?? false;
  return (
    <section className="form-section" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{t('form-design:basics')}</h2>
      <div className="design-fields">
        <TextField
          label={t('form-design:field.name')}
          value={text.name}
          onValue={name => onChange({ name })}
          required
          maxLength={100}
        />
        <TextField
          label={t('form-design:field.code')}
          hint={isNew ? t('form-design:codeHint') : undefined}
          value={text.code}
          onValue={code => onChange({ code })}
          disabled={!isNew}
          required
          pattern="[A-Z][A-Z0-9_]*"
          maxLength={60}
        />
        <SelectField
          label={t('form-design:field.level')}
          value={text.level}
          disabled={isOpened}
          options={unitKinds.map(value => ({ value, text: t(`frame:unitKind.${value}`) }))}
          onValue={level => onChange({ level, tags: [] })}
        />
        <SelectField
          label={t('form-design:field.frequency')}
          value={text.frequency}
          disabled={isOpened}
          options={frequencies.map(value => ({ value, text: t(`reporting:frequency.${value}`) }))}
          onValue={frequency => onChange({ frequency })}
        />
        <TextField
          label={t('form-design:field.minutes')}
          type="number"
          required
          min={1}
          max={10_000}
          step={1}
          value={text.minutes}
          onValue={minutes => onChange({ minutes })}
        />
        <div className="text-field">
          <label htmlFor={`${id}-keeper`}>{t('form-design:field.keeper')}</label>
          <UnitPicker
            id={`${id}-keeper`}
            label={t('form-design:field.keeper')}
            kinds={KEEPERS}
            value={text.keeperUnitId}
            onChange={keeperUnitId => onChange({ keeperUnitId })}
          />
        </div>
      </div>
      {isOpened && <p className="quiet">{t('form-design:fixed')}</p>}
      <Tags text={text} checked={checked} onChange={onChange} />
      <div className="text-field design-guidance">
        <label htmlFor={`${id}-guidance`}>{t('form-design:field.guidance')}</label>
        <textarea
          id={`${id}-guidance`}
          rows={3}
          maxLength={4_000}
          value={text.guidance}
          onChange={({ target }) => onChange({ guidance: target.value })}
        />
      </div>
      <div className="design-fields design-days">
        {TIMING.map(({ name, min, max }) => (
          <TextField
            key={name}
            type="number"
            required
            step={1}
            min={min}
            max={max}
            label={t(`reporting:timing.${name}`)}
            hint={t(`reporting:timing.${name}Hint`)}
            value={text.timing[name]}
            onValue={value => onChange({ timing: { ...text.timing, [name]: value } })}
          />
        ))}
        <TextField
          label={t('form-design:field.validFrom')}
          hint={t('form-design:validFromHint')}
          type="date"
          value={text.validFrom}
          onValue={validFrom => onChange({ validFrom })}
        />
        <TextField
          label={t('form-design:field.validTo')}
          hint={t('form-design:validToHint')}
          type="date"
          min={text.validFrom || undefined}
          value={text.validTo}
          onValue={validTo => onChange({ validTo })}
        />
      </div>
    </section>
  );
};

/** Which units of the level: those that have all labels that are ticked. Labels that nobody has any more can still be taken off. */
const Tags = ({ text, checked, onChange }: Omit<Props, 'isNew'>) => {
  const { t } = useTranslation('form-design');
  const known = checked?.tags ?? [];
  const lost = text.tags.filter(tag => !known.some(one => one.tag === tag)).map(tag => ({ tag, name: tag, units: 0 }));
  const toggle = (tag: string, isOn: boolean) =>
    onChange({ tags: isOn ? [...text.tags, tag] : text.tags.filter(one => one !== tag) });
  return (
    <fieldset className="design-tags">
      <legend>{t('field.tags')}</legend>
      {[...known, ...lost].map(({ tag, name, units }) => (
        <label key={tag}>
          <input
            type="checkbox"
            checked={text.tags.includes(tag)}
            onChange={({ target }) => toggle(tag, target.checked)}
          />
          <span>
            {name} <span className="quiet number">{units}</span>
          </span>
        </label>
      ))}
      <p role="status">
        {checked && t(text.tags.length > 0 ? 'asked.withTags' : 'asked.all', { count: checked.units })}
      </p>
    </fieldset>
  );
};
