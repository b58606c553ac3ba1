import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSettleActions } from '../settling/actions';
import { readAmount } from './amount';

/** A target that the text does not show where it stands: indicator, value, unit. */
export const NewTarget = ({ node, start, onDone }: { node: string; start: number; onDone: () => void }) => {
  const { t } = useTranslation('plans');
  const { correct } = useSettleActions();
  const [fields, setFields] = useState({ indicator: '', value: '', unit: '' });
  const value = readAmount(fields.value);
  const right = fields.indicator.trim() !== '' && value !== null;
  const field = (name: keyof typeof fields) => (
    <input
      className={`cell framed new-${name}`}
      aria-label={t(`target.${name}`)}
      placeholder={t(`target.${name}`)}
      value={fields[name]}
      autoComplete="off"
      onChange={event => setFields(before => ({ ...before, [name]: event.target.value }))}
    />
  );
  return (
    <form
      className="new-target"
      onSubmit={event => {
        event.preventDefault();
        if (!right) return;
        const rest = { low: null, high: null, strength: 'commit', approximate: false, baseline: null } as const;
        const target = {
          indicator: fields.indicator.trim(),
          comparator: 'eq',
          value,
          unit: fields.unit.trim() || null,
        } as const;
        correct([{ kind: 'add-target', node, span: [start, start], fields: { ...target, ...rest } }]);
        onDone();
      }}
    >
      {field('indicator')}
      {field('value')}
      {field('unit')}
      <button type="submit" className="quiet-button" disabled={!right}>
        {t('target.add')}
      </button>
    </form>
  );
};
