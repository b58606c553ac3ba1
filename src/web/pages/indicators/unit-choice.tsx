import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../me';
import { UnitPicker } from '../../parts/unit-picker';

type Props = { value: string | null; compares: boolean; onChange: (unitId: string | null) => void };

/** 范围: the whole body, or one unit; who works in a school has the choice between the body and their own. */
export const UnitChoice = ({ value, compares, onChange }: Props) => {
  const { t } = useTranslation('analysis');
  const id = useId();
  const { posts } = useMe();
  if (compares)
    return (
      <div className="seen-unit">
        <span aria-hidden="true">{t('seen.unit')}</span>
        <UnitPicker
          label={t('seen.unit')}
          kinds={['county']}
          value={value}
          placeholder={t('seen.whole')}
          size="small"
          onChange={onChange}
        />
      </div>
    );
  const own = [...new Map(posts.map(({ unitId, unitName }) => [unitId, unitName]))];
  return (
    <label htmlFor={id}>
      {t('seen.unit')}
      <select id={id} value={value ?? ''} onChange={({ target }) => onChange(target.value || null)}>
        <option value="">{t('seen.whole')}</option>
        {own.map(([unitId, name]) => (
          <option key={unitId} value={unitId}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
};
