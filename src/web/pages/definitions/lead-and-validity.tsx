import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { TextField } from '../../parts/text-field';
import { UnitPicker } from '../../parts/unit-picker';

type Value = { leadUnitId: string | null; validFrom: string; validTo: string };
const LEADS = ['bureau', 'department', 'affiliated', 'taskforce'] as const;

/** Which department answers for it, and from when to when it holds. */
export const LeadAndValidity = ({
  value: { leadUnitId, validFrom, validTo },
  onChange,
}: {
  value: Value;
  onChange: (patch: Partial<Value>) => void;
}) => {
  const { t } = useTranslation('definitions');
  const id = useId();
  return (
    <div className="definition-pair">
      <div className="text-field definition-wide">
        <label htmlFor={id}>{t('field.lead')}</label>
        <UnitPicker
          id={id}
          label={t('field.lead')}
          kinds={LEADS}
          value={leadUnitId}
          onChange={unitId => onChange({ leadUnitId: unitId })}
        />
      </div>
      <TextField
        label={t('field.validFrom')}
        hint={t('validity.fromHint')}
        type="date"
        value={validFrom}
        onValue={day => onChange({ validFrom: day })}
      />
      <TextField
        label={t('field.validTo')}
        hint={t('validity.toHint')}
        type="date"
        value={validTo}
        onValue={day => onChange({ validTo: day })}
      />
    </div>
  );
};
