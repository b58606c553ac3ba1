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

type Props = { figure: FigureRow | null; maySave: boolean; onClose: () => void };

/** One figure: what is counted, by whom it is asked; changed in place by those who keep the catalogue. */
export const FigureDetail = ({ figure, maySave, onClose }: Props) => {
  const [editing, setEditing] = useState(figure === null);
  if (editing) return <FigureForm figure={figure} onDone={() => (figure ? setEditing(false) : onClose())} />;
  return figure && <Shown figure={figure} onEdit={maySave ? () => setEditing(true) : null} />;
};

const Shown = ({ figure, onEdit }: { figure: FigureRow; onEdit: (() => void) | null }) => {
  const { t } = useTranslation('definitions');
  const range = figure.low !== null || figure.high !== null ? `${figure.low ?? '…'} – ${figure.high ?? '…'}` : null;
  const facts: [string, string | null][] = [
    ['unit', figure.unit],
    ['kind', t(`kind.${figure.kind}`)],
    ['aggregation', t(`figureAggregation.${figure.aggregation}`)],
    [
      'dimension',
      figure.dimensionName &&
        `${figure.dimensionName}（${figure.categories.map(({ name }) => name).join(t('comma'))}）`,
    ],
    ['decimals', String(figure.decimals)],
    ['range', range],
    ['meaning', figure.meaning],
    ['lead', figure.leadUnitName],
    ['source', figure.source],
    ['forms', figure.forms.map(({ name }) => name).join(t('comma'))],
    ['indicators', String(figure.indicators)],
  ];
  return (
    <>
      <h2>{figure.name}</h2>
      <p className="quiet">{figure.code}</p>
      {onEdit && (
        <p>
          <Button size="small" onClick={onEdit}>
            {t('edit')}
          </Button>
        </p>
      )}
      <dl className="definition-facts">
        {facts.map(([name, value]) =>
          value ? (
            <div key={name}>
              <dt>{t(`field.${name as 'unit'}`)}</dt>
              <dd>{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
    </>
  );
};

const startOf = (figure: FigureRow | null) => ({
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
});

const FigureForm = ({ figure, onDone }: { figure: FigureRow | null; onDone: () => void }) => {
  const { t } = useTranslation('definitions');
  const [draft, setDraft] = useState(() => startOf(figure));
  const set = (patch: Partial<typeof draft>) => setDraft({ ...draft, ...patch });
  const dimensions = useRead('indicators.dimensions', {});
  const save = useWrite('indicators.saveFigure');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { dimension, decimals, low, high, ...rest } = draft;
    save.mutate(
      {
        ...(figure && {
          figureId: figure.id,
          version: figure.version,
          leadUnitId: figure.leadUnitId,
          validFrom: figure.validFrom,
          validTo: figure.validTo,
        }),
        ...rest,
        dimension: dimension || null,
        decimals: Number(decimals) || 0,
        low: low.trim() || null,
        high: high.trim() || null,
      },
      {
        onSuccess: () => {
          tell(t('saved', { name: rest.name }));
          onDone();
        },
      },
    );
  };
  const known = dimensions.data?.dimensions ?? [];
  return (
    <form className="dialog-form" onSubmit={submit}>
      <h2>{figure ? figure.name : t('new.figures')}</h2>
      <TextField label={t('field.name')} value={draft.name} onValue={name => set({ name })} required maxLength={100} />
      <TextField
        label={t('field.code')}
        hint={t('figureCodeHint')}
        value={draft.code}
        onValue={code => set({ code })}
        disabled={figure !== null}
        required
        pattern="[A-Z][A-Z0-9_]*"
        maxLength={60}
      />
      <div className="definition-pair">
        <TextField label={t('field.unit')} value={draft.unit} onValue={unit => set({ unit })} maxLength={20} />
        <TextField
          label={t('field.decimals')}
          type="number"
          min={0}
          max={8}
          value={draft.decimals}
          onValue={decimals => set({ decimals })}
        />
        <TextField label={t('field.low')} value={draft.low} onValue={low => set({ low })} maxLength={30} />
        <TextField label={t('field.high')} value={draft.high} onValue={high => set({ high })} maxLength={30} />
        <SelectField
          label={t('field.kind')}
          value={draft.kind}
          options={figureKinds.map(value => ({ value, text: t(`kind.${value}`) }))}
          onValue={kind => set({ kind })}
        />
        <SelectField
          label={t('field.aggregation')}
          value={draft.aggregation}
          options={figureAggregations.map(value => ({ value, text: t(`figureAggregation.${value}`) }))}
          onValue={aggregation => set({ aggregation })}
        />
        <SelectField
          label={t('field.dimension')}
          value={draft.dimension}
          options={[{ value: '', text: '—' }, ...known.map(({ code, name }) => ({ value: code, text: name }))]}
          onValue={dimension => set({ dimension })}
        />
      </div>
      <TextField
        label={t('field.meaning')}
        value={draft.meaning}
        onValue={meaning => set({ meaning })}
        maxLength={2000}
      />
      <TextField label={t('field.source')} value={draft.source} onValue={source => set({ source })} maxLength={500} />
      <ErrorNote error={save.error ?? dimensions.error} />
      <div className="dialog-actions">
        <Button onClick={onDone}>{t('cancel')}</Button>
        <Button type="primary" htmlType="submit" loading={save.isPending} disabled={draft.name.trim() === ''}>
          {t('save')}
        </Button>
      </div>
    </form>
  );
};
