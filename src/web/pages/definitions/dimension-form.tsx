import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DimensionRow } from '../../../subjects/indicators/definitions/schema';
import { useRead, useWrite } from '../../api';
import { tell } from '../../parts/tell';
import { TextField } from '../../parts/text-field';
import { useDraft } from '../../parts/use-draft';
import { DefinitionConflict } from './definition-conflict';
import { OptionFields, type OptionText } from './option-fields';
import { RestoredNote } from './restored-note';

type Told = Pick<DimensionRow, 'code' | 'name' | 'options'>;
const textOf = (dimension: Told | null) => ({
  code: dimension?.code ?? '',
  name: dimension?.name ?? '',
  options: (dimension?.options ?? [{ code: '', name: '' }]).map(
    ({ code, name }, key): OptionText => ({ key, code, name }),
  ),
});

/** A dimension as it is typed. What figures are split by already, and the forms that ask them, are told before it is saved. */
export const DimensionForm = ({ dimension, onDone }: { dimension: DimensionRow | null; onDone: () => void }) => {
  const { t } = useTranslation('definitions');
  const [initial] = useState(() => ({ version: dimension?.version ?? 0, ...textOf(dimension) }));
  const draft = useDraft(`dimension.${dimension?.id ?? 'new'}`, initial);
  const { version, ...text } = draft.value;
  const set = (patch: Partial<typeof text>) => draft.set(before => ({ ...before, ...patch }));
  const save = useWrite('indicators.saveDimension');
  const leave = () => {
    draft.clear();
    onDone();
  };
  const store = (seen: number) =>
    save.mutate(
      {
        ...(dimension && { dimensionId: dimension.id, version: seen }),
        code: text.code.trim(),
        name: text.name.trim(),
        options: text.options.map(({ code, name }) => ({ code: code.trim(), name: name.trim() })),
      },
      {
        onSuccess: () => {
          tell(t('saved', { name: text.name }));
          leave();
        },
      },
    );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    store(version);
  };
  const held = new Set(dimension?.options.map(({ code }) => code));
  const wordOf = (_: string, value: unknown): string =>
    Array.isArray(value) ? (value as OptionText[]).map(({ name }) => name).join(t('comma')) : String(value ?? '');
  return (
    <form className="dialog-form" onSubmit={submit}>
      <h2>{dimension ? dimension.name : t('new.dimensions')}</h2>
      {draft.restored && <RestoredNote onDiscard={draft.clear} />}
      <TextField label={t('field.name')} value={text.name} onValue={name => set({ name })} required maxLength={100} />
      <TextField
        label={t('field.code')}
        hint={dimension ? undefined : t('dimension.codeHint')}
        value={text.code}
        onValue={code => set({ code })}
        disabled={dimension !== null}
        required
        pattern="[a-z][a-z0-9\-]*"
        maxLength={60}
      />
      <OptionFields options={text.options} held={held} onChange={options => set({ options })} />
      {dimension && <Consequences dimension={dimension} options={text.options} />}
      <DefinitionConflict
        error={save.error}
        mine={text}
        theirs={now => textOf(now as Told)}
        labelOf={field => t(`field.${field as 'name'}`)}
        wordOf={wordOf}
        isBusy={save.isPending}
        onKeepMine={store}
        onTakeTheirs={leave}
      />
      <div className="dialog-actions">
        <Button onClick={leave}>{t('cancel')}</Button>
        <Button
          type="primary"
          htmlType="submit"
          loading={save.isPending}
          disabled={text.name.trim() === '' || text.options.length === 0}
        >
          {t('save')}
        </Button>
      </div>
    </form>
  );
};

/** A new option is a cell more in every form that asks such a figure, from the moment it is saved; one less likewise. */
const Consequences = ({ dimension, options }: { dimension: DimensionRow; options: OptionText[] }) => {
  const { t } = useTranslation('definitions');
  const { data } = useRead('indicators.figures', { dimension: dimension.code, past: true });
  const codes = new Set(options.map(({ code }) => code));
  const held = new Set(dimension.options.map(({ code }) => code));
  const added = options.filter(({ code }) => code && !held.has(code)).length;
  const gone = dimension.options.filter(({ code }) => !codes.has(code)).length;
  const forms = [...new Set(data?.figures.flatMap(one => one.forms.map(({ name }) => name)))];
  return (
    <div role="status">
      {added + gone > 0 && forms.length > 0 && (
        <p>
          {added > 0 && t('dimension.added', { count: added, forms: forms.join(t('comma')) })}
          {gone > 0 && t('dimension.gone', { count: gone, forms: forms.join(t('comma')) })}
        </p>
      )}
    </div>
  );
};
