import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Frequency, frequencies } from '../../../kernel/period';
import type { DefinitionPage } from '../../../subjects/indicators/definitions/schema';
import { type IndicatorAggregation, indicatorAggregations } from '../../../subjects/indicators/schema';
import { type UnitKind, unitKinds } from '../../../subjects/org/schema';
import { useRead, useWrite } from '../../api';
import { SelectField } from '../../parts/select-field';
import { tell } from '../../parts/tell';
import { TextField } from '../../parts/text-field';
import { useDraft } from '../../parts/use-draft';
import { DefinitionConflict } from './definition-conflict';
import { FormulaField } from './formula-field';
import { LeadAndValidity } from './lead-and-validity';
import { RestoredNote } from './restored-note';
import { useSettled } from './use-settled';
import { useUnitName } from './use-unit-name';
import { validityOf, validityText } from './validity';

type Props = { page: DefinitionPage | null; onDone: (id: string) => void; onCancel: () => void };

type Told = Omit<
  DefinitionPage,
  | 'id'
  | 'version'
  | 'pack'
  | 'leadUnitName'
  | 'hasFormula'
  | 'targets'
  | 'reads'
  | 'figures'
  | 'hanging'
  | 'similar'
  | 'maySave'
>;
const textOf = (page: Told | null) => ({
  code: page?.code ?? '',
  name: page?.name ?? '',
  unit: page?.unit ?? '',
  direction: page?.direction ?? ('up' as const),
  aggregation: page?.aggregation ?? ('sum' as IndicatorAggregation),
  eachLevel: page?.eachLevel ?? ('' as UnitKind | ''),
  frequency: page?.frequency ?? ('' as Frequency | ''),
  decimals: String(page?.decimals ?? 1),
  numerator: page?.numerator ?? '',
  denominator: page?.denominator ?? '',
  meaning: page?.meaning ?? '',
  source: page?.source ?? '',
  aliases: page?.aliases.join('、') ?? '',
  isPublic: page?.isPublic ?? false,
  level: page?.level ?? ('' as UnitKind | ''),
  sort: String(page?.sort ?? 0),
  leadUnitId: page?.leadUnitId ?? null,
  ...validityText(page),
});
type Text = ReturnType<typeof textOf>;

/** Fields that are called otherwise than they are stored. */
const names: Record<string, string> = { leadUnitId: 'lead', isPublic: 'public' };

/** An indicator as it is typed: kept in this browser until it is saved or given up; the formula is read after every pause, and said in words or with the place of its fault. */
export const IndicatorForm = ({ page, onDone, onCancel }: Props) => {
  const { t } = useTranslation(['definitions', 'reporting']);
  const [initial] = useState(() => ({ version: page?.version ?? 0, ...textOf(page) }));
  const kept = useDraft(`indicator.${page?.id ?? 'new'}`, initial);
  const { version, ...draft } = kept.value;
  const set = (patch: Partial<Text>) => kept.set(before => ({ ...before, ...patch }));
  const unitName = useUnitName();
  const leave = () => {
    kept.clear();
    onCancel();
  };
  const save = useWrite('indicators.save');
  const typed = useSettled({
    numerator: draft.numerator,
    denominator: draft.denominator || null,
    unit: draft.unit.trim(),
    aggregation: draft.aggregation,
  });
  const check = useRead('indicators.checkFormula', typed, { enabled: typed.numerator.trim() !== '', keep: true });
  const findings = typed.numerator.trim() === '' ? [] : (check.data?.findings ?? []);
  const store = (seen: number) => {
    const { eachLevel, frequency, level, sort, decimals, code, numerator, denominator, aliases, ...others } = draft;
    const { validFrom, validTo, ...rest } = others;
    save.mutate(
      {
        ...(page && { indicatorId: page.id, version: seen }),
        ...rest,
        ...validityOf({ validFrom, validTo }),
        level: level || null,
        sort: Number(sort) || 0,
        name: rest.name.trim(),
        code: code.trim() || null,
        eachLevel: draft.aggregation === 'each' ? eachLevel || null : null,
        frequency: frequency || null,
        decimals: Number(decimals) || 0,
        numerator: numerator.trim() || null,
        denominator: denominator.trim() || null,
        aliases: aliases
          .split(/[、,，\n]/)
          .map(one => one.trim())
          .filter(Boolean),
      },
      {
        onSuccess: ({ id }) => {
          kept.clear();
          tell(t('definitions:saved', { name: rest.name }));
          onDone(id);
        },
      },
    );
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    store(version);
  };
  const wordOf = (field: string, value: unknown): string => {
    if (value === '' || value === null) return '';
    if (field === 'aggregation') return t(`definitions:aggregation.${value as IndicatorAggregation}`);
    if (field === 'direction') return t(`definitions:direction.${value as 'up'}`);
    if (field === 'frequency') return t(`reporting:frequency.${value as Frequency}`);
    if (field === 'level' || field === 'eachLevel') return t(`frame:unitKind.${value as UnitKind}`);
    if (field === 'isPublic') return value ? t('definitions:public') : '';
    if (field === 'leadUnitId') return unitName(value as string);
    return String(value);
  };
  const none = { value: '' as const, text: '—' };
  return (
    <form className="dialog-form" onSubmit={submit}>
      <h2>{page ? page.name : t('definitions:new.indicators')}</h2>
      {kept.restored && <RestoredNote onDiscard={kept.clear} />}
      <TextField
        label={t('definitions:field.name')}
        value={draft.name}
        onValue={name => set({ name })}
        required
        maxLength={100}
      />
      <TextField
        label={t('definitions:field.code')}
        hint={t('definitions:codeHint')}
        value={draft.code}
        onValue={code => set({ code })}
        disabled={page?.code != null}
        required
        pattern="[a-z][a-z0-9\-]*"
        maxLength={60}
      />
      <FormulaField
        label={t('definitions:formula.numerator')}
        side="numerator"
        value={draft.numerator}
        findings={findings}
        onValue={numerator => set({ numerator })}
      />
      <FormulaField
        label={t('definitions:formula.denominator')}
        side="denominator"
        value={draft.denominator}
        findings={findings}
        onValue={denominator => set({ denominator })}
      />
      <div role="status">
        {findings
          .filter(({ at }) => !at.includes(':'))
          .map(({ code, message }) => (
            <p key={code} className="field-error">
              {message}
            </p>
          ))}
        {typed.numerator.trim() !== '' && check.data?.reads && (
          <p className="formula-words">{t('definitions:formula.reads', { words: check.data.reads })}</p>
        )}
      </div>
      <div className="definition-pair">
        <TextField
          label={t('definitions:field.unit')}
          value={draft.unit}
          onValue={unit => set({ unit })}
          maxLength={20}
        />
        <TextField
          label={t('definitions:field.decimals')}
          type="number"
          min={0}
          max={8}
          value={draft.decimals}
          onValue={decimals => set({ decimals })}
        />
        <SelectField
          label={t('definitions:field.aggregation')}
          value={draft.aggregation}
          options={indicatorAggregations.map(value => ({ value, text: t(`definitions:aggregation.${value}`) }))}
          onValue={aggregation => set({ aggregation })}
        />
        {draft.aggregation === 'each' && (
          <SelectField
            label={t('definitions:field.eachLevel')}
            value={draft.eachLevel}
            options={[none, ...unitKinds.map(value => ({ value, text: t(`frame:unitKind.${value}`) }))]}
            onValue={eachLevel => set({ eachLevel })}
          />
        )}
        <SelectField
          label={t('definitions:field.frequency')}
          value={draft.frequency}
          options={[none, ...frequencies.map(value => ({ value, text: t(`reporting:frequency.${value}`) }))]}
          onValue={frequency => set({ frequency })}
        />
        <SelectField
          label={t('definitions:field.level')}
          value={draft.level}
          options={[none, ...unitKinds.map(value => ({ value, text: t(`frame:unitKind.${value}`) }))]}
          onValue={level => set({ level })}
        />
        <SelectField
          label={t('definitions:field.direction')}
          value={draft.direction}
          options={(['up', 'down'] as const).map(value => ({ value, text: t(`definitions:direction.${value}`) }))}
          onValue={direction => set({ direction })}
        />
        <TextField
          label={t('definitions:field.sort')}
          hint={t('definitions:sortHint')}
          type="number"
          min={0}
          max={1_000_000}
          value={draft.sort}
          onValue={sort => set({ sort })}
        />
      </div>
      <LeadAndValidity value={draft} onChange={set} />
      <TextField
        label={t('definitions:field.meaning')}
        value={draft.meaning}
        onValue={meaning => set({ meaning })}
        maxLength={2000}
      />
      <TextField
        label={t('definitions:field.source')}
        value={draft.source}
        onValue={source => set({ source })}
        maxLength={500}
      />
      <TextField
        label={t('definitions:field.aliases')}
        hint={t('definitions:aliasHint')}
        value={draft.aliases}
        onValue={aliases => set({ aliases })}
        maxLength={2000}
      />
      <label className="definition-named">
        <input type="checkbox" checked={draft.isPublic} onChange={({ target }) => set({ isPublic: target.checked })} />
        <span>{t('definitions:public')}</span>
      </label>
      <DefinitionConflict
        error={save.error}
        mine={draft}
        theirs={held => textOf(held as Told)}
        labelOf={field => t(`definitions:field.${(names[field] ?? field) as 'lead'}`)}
        wordOf={wordOf}
        isBusy={save.isPending}
        onKeepMine={store}
        onTakeTheirs={leave}
      />
      <div className="dialog-actions">
        <Button onClick={leave}>{t('definitions:cancel')}</Button>
        <Button type="primary" htmlType="submit" loading={save.isPending} disabled={draft.name.trim() === ''}>
          {t('definitions:save')}
        </Button>
      </div>
    </form>
  );
};
