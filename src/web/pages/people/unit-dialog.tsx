import { Button } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Unit, UnitKind } from '../../../subjects/org/schema';
import { useWrite } from '../../api';
import { ConflictNote } from '../../parts/conflict-note';
import { Dialog } from '../../parts/dialog';
import { ErrorNote } from '../../parts/error-note';
import { tell } from '../../parts/tell';
import { TextField } from '../../parts/text-field';
import { UnitPicker } from '../../parts/unit-picker';
import { UnitTags } from './unit-tags';

const kinds: UnitKind[] = ['department', 'affiliated', 'taskforce', 'county', 'school', 'bureau'];
type Values = { name: string; shortName: string; kind: UnitKind; aliases: string; tags: string[] };
const valuesOf = (unit: Unit | null): Values => ({
  name: unit?.name ?? '',
  shortName: unit?.shortName ?? '',
  kind: unit?.kind ?? 'department',
  aliases: unit?.aliases.join('、') ?? '',
  tags: unit?.tags ?? [],
});

type Props = { unit: Unit | null; parentId: string | null; onClose: () => void };

/** A unit: new under `parentId`, or an existing one. */
export const UnitDialog = ({ unit, parentId, onClose }: Props) => {
  const { t } = useTranslation(['org', 'frame']);
  const id = useId();
  const save = useWrite('org.saveUnit');
  const [values, setValues] = useState(valuesOf(unit));
  const [parent, setParent] = useState(parentId);
  // That of what is shown in the fields: the list behind may be fresher by now.
  const [began] = useState(unit?.version);
  const theirs = save.error?.code === 'changed-meanwhile' ? (save.error.detail.current as Unit) : null;

  const send = (version: number | undefined) => {
    // The root has no parent; its own id stands in, as the server asks for one.
    const under = parent ?? unit?.id;
    if (!under) return;
    const { name, shortName, kind, tags } = values;
    const aliases = values.aliases.split(/[、,，;；\s]+/).filter(Boolean);
    save.mutate(
      {
        ...(unit ? { unitId: unit.id, version } : {}),
        parentId: under,
        name: name.trim(),
        shortName: shortName.trim() || name.trim(),
        kind,
        aliases,
        tags,
      },
      {
        onSuccess: () => {
          tell(t('org:unit.saved', { name }));
          onClose();
        },
      },
    );
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send(began);
  };
  const differing = theirs
    ? (['name', 'shortName', 'kind', 'aliases', 'tags'] as const)
        .map(field => {
          const shown = (all: Values) => {
            if (field === 'kind') return t(`frame:unitKind.${all.kind}`);
            return field === 'tags' ? all.tags.join('、') : all[field];
          };
          return { label: t(`org:unit.${field}`), mine: shown(values), theirs: shown(valuesOf(theirs)) };
        })
        .filter(row => row.mine !== row.theirs)
    : [];
  const text = (field: 'name' | 'shortName' | 'aliases') => ({
    label: t(`org:unit.${field}`),
    value: values[field],
    onValue: (value: string) => setValues({ ...values, [field]: value }),
  });

  return (
    <Dialog title={unit ? unit.name : t('org:people.newUnit')} onClose={onClose}>
      <form className="dialog-form" onSubmit={submit}>
        <TextField {...text('name')} required maxLength={100} autoFocus />
        <TextField {...text('shortName')} hint={t('org:unit.hint.shortName')} maxLength={50} />
        <div className="text-field">
          <label htmlFor={id}>{t('org:unit.kind')}</label>
          <select
            id={id}
            value={values.kind}
            onChange={event => setValues({ ...values, kind: event.target.value as UnitKind })}
          >
            {kinds.map(kind => (
              <option key={kind} value={kind}>
                {t(`frame:unitKind.${kind}`)}
              </option>
            ))}
          </select>
        </div>
        {!unit && (
          <div>
            <span className="field-label">{t('org:unit.parent')}</span>
            <UnitPicker label={t('org:unit.parent')} value={parent} onChange={setParent} />
          </div>
        )}
        <TextField {...text('aliases')} hint={t('org:unit.hint.aliases')} maxLength={500} />
        <UnitTags tags={values.tags} onChange={tags => setValues(now => ({ ...now, tags }))} />
        {theirs ? (
          <ConflictNote
            by={String(save.error?.detail.by ?? '')}
            rows={differing}
            busy={save.isPending}
            onKeepMine={() => send(theirs.version)}
            onTakeTheirs={onClose}
          />
        ) : (
          <ErrorNote error={save.error} />
        )}
        <div className="dialog-actions">
          <Button onClick={onClose}>{t('org:people.cancel')}</Button>
          {!theirs && (
            <Button type="primary" htmlType="submit" loading={save.isPending}>
              {t('org:unit.save')}
            </Button>
          )}
        </div>
      </form>
    </Dialog>
  );
};
