import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWrite } from '../../api';
import { ApiError } from '../../api-error';
import { Dialog } from '../../parts/dialog';
import { ErrorNote } from '../../parts/error-note';
import { tell } from '../../parts/tell';
import { TextField } from '../../parts/text-field';
import { UnitPicker } from '../../parts/unit-picker';
import type { Chosen } from './use-selection';

// What the operation takes at once.
const BATCH = 500;
const kinds = ['department', 'affiliated', 'taskforce', 'county'] as const;

/** 指派: lead, other units, due date and leader of one or many tasks; what is left empty stays as it is. */
export const AssignDialog = ({ tasks, onClose }: { tasks: Chosen[]; onClose: (done: boolean) => void }) => {
  const { t } = useTranslation('ledger');
  const assign = useWrite('tasks.assign');
  const [lead, setLead] = useState<string | null>(null);
  const [add, setAdd] = useState<string[]>([]);
  const [remove, setRemove] = useState<string[]>([]);
  const [dueOn, setDueOn] = useState('');
  const [leader, setLeader] = useState('');
  const [error, setError] = useState<unknown>(null);
  const [done, setDone] = useState(0);
  const nothing = !lead && !add.length && !remove.length && !dueOn && !leader.trim();

  const save = async (event: FormEvent) => {
    event.preventDefault();
    setError(null);
    try {
      for (let from = done; from < tasks.length; from += BATCH) {
        await assign.mutateAsync({
          tasks: tasks.slice(from, from + BATCH).map(({ id, version }) => ({ taskId: id, version })),
          ...(lead ? { leadUnitId: lead } : {}),
          addUnitIds: add,
          removeUnitIds: remove,
          ...(dueOn ? { dueOn } : {}),
          ...(leader.trim() ? { leaderName: leader.trim() } : {}),
        });
        setDone(Math.min(from + BATCH, tasks.length));
      }
      tell(t('assign.done', { count: tasks.length }));
      onClose(true);
    } catch (failure) {
      setError(failure);
    }
  };
  return (
    <Dialog title={t('assign.title', { count: tasks.length })} onClose={() => onClose(false)} width={520}>
      <form className="assign-form" onSubmit={event => void save(event)}>
        <p className="quiet">{t('assign.hint')}</p>
        <div className="text-field">
          <span className="field-label">{t('column.lead')}</span>
          <UnitPicker label={t('column.lead')} kinds={kinds} value={lead} onChange={setLead} />
        </div>
        <div className="text-field">
          <span className="field-label">{t('assign.add')}</span>
          <UnitPicker multiple label={t('assign.add')} kinds={kinds} value={add} onChange={setAdd} />
        </div>
        <div className="text-field">
          <span className="field-label">{t('assign.remove')}</span>
          <UnitPicker multiple label={t('assign.remove')} kinds={kinds} value={remove} onChange={setRemove} />
        </div>
        <div className="assign-pair">
          <TextField label={t('column.due')} type="date" value={dueOn} onValue={setDueOn} />
          <TextField label={t('column.leader')} value={leader} onValue={setLeader} maxLength={50} />
        </div>
        <ErrorNote error={error} />
        {error instanceof ApiError && error.code === 'changed-meanwhile' && <p>{t('assign.conflict')}</p>}
        {assign.isPending && tasks.length > BATCH && (
          <p role="status">{t('select.loading', { done, total: tasks.length })}</p>
        )}
        <div className="form-foot">
          <Button onClick={() => onClose(false)}>{t('frame:close')}</Button>
          <Button type="primary" htmlType="submit" disabled={nothing} loading={assign.isPending}>
            {t('assign.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
