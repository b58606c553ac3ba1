import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FigureRow } from '../../../subjects/indicators/definitions/schema';
import {
  type FigureAggregation,
  type FigureKind,
  figureAggregations,
  figureKinds,
} from '../../../subjects/indicators/schema';
import { useRead, useWrite } from '../../api';
import { ErrorNote } from '../../parts/error-note';
import { SelectField } from '../../parts/select-field';
import { tell } from '../../parts/tell';
import { TextField } from '../../parts/text-field';
import { useDraft } from '../../parts/use-draft';
import { DefinitionConflict } from './definition-conflict';
import { LeadAndValidity } from './lead-and-validity';
import { RestoredNote } from './restored-note';
import { useUnitName } from './use-unit-name';
import { validityOf, validityText } from './validity';

type Props = { figure: FigureRow | null; onDone: (code: string) => void; onCancel: () => void };

type Told = Omit<
  FigureRow,
  'id' | 'pack' | 'indicators' | 'forms' | 'version' | 'dimensionName' | 'categories' | 'leadUnitName'
>;
const textOf = (figure: Told | null) => ({
  code: figure?.code ?? '',
  name: figure?.name ?? '',
  unit: figure?.unit ?? '',
  kind: figure?.kind ?? ('stock' as FigureKind),
  aggregation: figure?.aggregation ?? ('sum' as FigureAggregation),
  dimension: figure?.dimension ?? '',
  decimals: String(figure?.decimals ?? 0),
  low: figure?.low ?? '',
  high: figure?.high ?? '',
  meaning: figure?.meaning ?? '',
  source: figure?.source ?? '',
  leadUnitId: figure?.leadUnitId ?? null,
  ...validityText(figure),
});

/** A figure as it is typed: kept in this browser until it is saved or given up. */
export const FigureForm = ({ figure, onDone, onCancel }: Props) => {
  const { t } = useTranslation('definitions');
  const [initial] = useState(() => ({ version: figure?.version ?? 0, ...textOf(figure) }));
  const draft = useDraft(`figure.${figure?.id ?? 'new'}`, initial);
  const { version, ...text } = draft.value;
  const set = (patch: Partial<typeof text>) => draft.set(before => ({ ...before, ...patch }));
  const dimensions = useRead('indicators.dimensions', {});
  const unitName = useUnitName();
  const save = useWrite('indicators.saveFigure');
  const leave = () => {
    draft.clear();
    onCancel();
  };
  const store = (seen: number) => {
    const { dimension, decimals, low, high, validFrom, validTo, ...rest } = text;
    save.mutate(
      {
        ...(figure && { figureId: figure.id, version: seen }),
        ...rest,
        ...validityOf({ validFrom, validTo }),
        dimension: dimension || null,
        decimals: Number(decimals) || 0,
        low: low.trim() || null,
        high: high.trim() || null,
      },
      {
        onSuccess: () => {
          draft.clear();
          tell(t('saved', { name: rest.name }));
          onDone(rest.code);
        },
      },
    );
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    store(version);
  };
  const known = dimensions.data?.dimensions ?? [];
  const wordOf = (field: string, value: unknown): string => {
    if (field === 'kind') return t(`kind.${value as FigureKind}`);
    if (field === 'aggregation') return t(`figureAggregation.${value as FigureAggregation}`);
    if (field === 'dimension') return known.find(({ code }) => code === value)?.name ?? String(value);
    if (field === 'leadUnitId') return unitName(value as string | null);
    return String(value ?? '');
  };
  return (
    <form className="dialog-form" onSubmit={submit}>
      <h2>{figure ? figure.name : t('new.figures')}</h2>
      {draft.restored && <RestoredNote onDiscard={draft.clear} />}
      <TextField label={t('field.name')} value={text.name} onValue={name => set({ name })} required maxLength={100} />
      <TextField
        label={t('field.code')}
        hint={t('figureCodeHint')}
        value={text.code}
        onValue={code => set({ code })}
        disabled={figure !== null}
        required
        pattern="[A-Z][A-Z0-9_]*"
        maxLength={60}
      />
      <div className="definition-pair">
        <TextField label={t('field.unit')} value={text.unit} onValue={unit => set({ unit })} maxLength={20} />
        <TextField
          label={t('field.decimals')}
          type="number"
          min={0}
          max={8}
          value={text.decimals}
          onValue={decimals => set({ decimals })}
        />
        <TextField label={t('field.low')} value={text.low} onValue={low => set({ low })} maxLength={30} />
        <TextField label={t('field.high')} value={text.high} onValue={high => set({ high })} maxLength={30} />
        <SelectField
          label={t('field.kind')}
          value={text.kind}
          options={figureKinds.map(value => ({ value, text: t(`kind.${value}`) }))}
          onValue={kind => set({ kind })}
        />
        <SelectField
          label={t('field.aggregation')}
          value={text.aggregation}
          options={figureAggregations.map(value => ({ value, text: t(`figureAggregation.${value}`) }))}
          onValue={aggregation => set({ aggregation })}
        />
        <SelectField
          label={t('field.dimension')}
          value={text.dimension}
          options={[{ value: '', text: '—' }, ...known.map(({ code, name }) => ({ value: code, text: name }))]}
          onValue={dimension => set({ dimension })}
        />
      </div>
      <TextField
        label={t('field.meaning')}
        value={text.meaning}
        onValue={meaning => set({ meaning })}
        maxLength={2000}
      />
      <TextField label={t('field.source')} value={text.source} onValue={source => set({ source })} maxLength={500} />
      <LeadAndValidity value={text} onChange={set} />
      <ErrorNote error={dimensions.error} />
      <DefinitionConflict
        error={save.error}
        mine={text}
        theirs={held => textOf(held as Told)}
        labelOf={field => t(`field.${(field === 'leadUnitId' ? 'lead' : field) as 'lead'}`)}
        wordOf={wordOf}
        isBusy={save.isPending}
        onKeepMine={store}
        onTakeTheirs={leave}
      />
      <div className="dialog-actions">
        <Button onClick={leave}>{t('cancel')}</Button>
        <Button type="primary" htmlType="submit" loading={save.isPending} disabled={text.name.trim() === ''}>
          {t('save')}
        </Button>
      </div>
    </form>
  );
};
