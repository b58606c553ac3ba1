import { Button } from 'antd';
import { type FormEvent, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Rhythm, TaskSource } from '../../../subjects/tasks/schema';
import { useWrite } from '../../api';
import { Dialog } from '../../parts/dialog';
import { ErrorNote } from '../../parts/error-note';
import { tell } from '../../parts/tell';
import { TextField } from '../../parts/text-field';
import { UnitPicker } from '../../parts/unit-picker';
import { useDraft } from '../../parts/use-draft';
import { TextArea } from '../tasks/text-area';

type Source = Exclude<TaskSource, 'plan'>;
const sources: readonly Source[] = ['instruction', 'meeting', 'proposal', 'manual'];
const rhythms: readonly Rhythm[] = ['weekly', 'monthly', 'quarterly', 'none'];
const kinds = ['department', 'affiliated', 'taskforce', 'county'] as const;

type Fields = {
  source: Source;
  title: string;
  content: string;
  leadUnitId: string | null;
  unitIds: string[];
  dueOn: string;
  rhythm: Rhythm;
};
const empty: Fields = {
  source: 'instruction',
  title: '',
  content: '',
  leadUnitId: null,
  unitIds: [],
  dueOn: '',
  rhythm: 'monthly',
};

/** 新增任务 that no plan has: from an instruction, a meeting, a proposal, or by hand. */
export const CreateDialog = ({ year, onClose }: { year: number; onClose: (taskId: string | null) => void }) => {
  const { t } = useTranslation(['ledger', 'task']);
  const draft = useDraft<Fields>(`create.${year}`, empty);
  const create = useWrite('tasks.create');
  const { value } = draft;
  const change = (part: Partial<Fields>) => draft.set(before => ({ ...before, ...part }));
  const ready = value.title.trim() !== '' && value.leadUnitId !== null && value.dueOn !== '';
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (value.leadUnitId === null) return;
    create.mutate(
      { year, ...value, leadUnitId: value.leadUnitId },
      {
        onSuccess: ({ taskId }) => {
          draft.clear();
          tell(t('ledger:create.done', { title: value.title.trim() }));
          onClose(taskId);
        },
      },
    );
  };
  return (
    <Dialog title={t('ledger:create.title')} onClose={() => onClose(null)} width={560}>
      <form className="assign-form" onSubmit={save}>
        <Choice
          label={t('ledger:column.source')}
          value={value.source}
          options={sources.map(source => [source, t(`ledger:source.${source}`)])}
          onValue={source => change({ source: source as Source })}
        />
        <TextField
          label={t('ledger:column.title')}
          value={value.title}
          onValue={title => change({ title })}
          maxLength={300}
          required
        />
        <TextArea
          label={t('task:section.content')}
          value={value.content}
          onValue={content => change({ content })}
          maxLength={5000}
          rows={3}
        />
        <div className="text-field">
          <span className="field-label">{t('ledger:column.lead')}</span>
          <UnitPicker
            label={t('ledger:column.lead')}
            kinds={kinds}
            value={value.leadUnitId}
            onChange={leadUnitId => change({ leadUnitId })}
          />
        </div>
        <div className="text-field">
          <span className="field-label">{t('ledger:column.units')}</span>
          <UnitPicker
            multiple
            label={t('ledger:column.units')}
            kinds={kinds}
            value={value.unitIds}
            onChange={unitIds => change({ unitIds })}
          />
        </div>
        <div className="assign-pair">
          <TextField
            label={t('ledger:column.due')}
            type="date"
            value={value.dueOn}
            onValue={dueOn => change({ dueOn })}
            required
          />
          <Choice
            label={t('task:fact.rhythm')}
            value={value.rhythm}
            options={rhythms.map(rhythm => [rhythm, t(`task:rhythm.${rhythm}`)])}
            onValue={rhythm => change({ rhythm: rhythm as Rhythm })}
          />
        </div>
        <ErrorNote error={create.error} />
        <div className="form-foot">
          <Button onClick={() => onClose(null)}>{t('frame:close')}</Button>
          <Button type="primary" htmlType="submit" disabled={!ready} loading={create.isPending}>
            {t('ledger:create.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
};

type ChoiceProps = {
  label: string;
  value: string;
  options: (readonly [string, string])[];
  onValue: (value: string) => void;
};

const Choice = ({ label, value, options, onValue }: ChoiceProps) => {
  const id = useId();
  return (
    <div className="text-field">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={event => onValue(event.target.value)}>
        {options.map(([key, word]) => (
          <option key={key} value={key}>
            {word}
          </option>
        ))}
      </select>
    </div>
  );
};
