import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Unit } from '../../../subjects/org/schema';
import type { Reformed } from '../../../subjects/reporting/snapshot-schema';
import { type ApiError, useWrite } from '../../api';
import { useMe } from '../../me';
import { Dialog } from '../../parts/dialog';
import { ErrorNote } from '../../parts/error-note';
import { tell } from '../../parts/tell';
import { TextField } from '../../parts/text-field';
import { UnitPicker } from '../../parts/unit-picker';
import { TextArea } from '../tasks/text-area';
import type { Reform } from './reform-kinds';
import { ReformPreview } from './reform-preview';

type Props = { kind: Reform; unit: Unit; units: Unit[]; onClose: () => void };

/** A reform of the tree: what it does is said before it is done, and its reason is kept. */
export const ReformDialog = ({ kind, unit, units, onClose }: Props) => {
  const { t } = useTranslation('review');
  const me = useMe();
  const [target, setTarget] = useState<string | null>(null);
  const [others, setOthers] = useState<string[]>([]);
  const [on, setOn] = useState(me.today);
  const [reason, setReason] = useState('');
  const { send, busy, error } = useReform(kind);
  const going = [unit.id, ...(kind === 'merge' ? others.filter(id => id !== unit.id && id !== target) : [])];
  const ready = reason.trim() !== '' && on !== '' && (kind === 'close' || target !== null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!ready) return;
    const done = await send({ units: going, target, on, reason: reason.trim() });
    if (!done) return;
    tell(t(`reform.${kind}.done`, { unit: unit.name, ...done }));
    onClose();
  };
  return (
    <Dialog title={t(`reform.${kind}.title`, { unit: unit.name })} onClose={onClose}>
      <form className="dialog-form" onSubmit={event => void submit(event)}>
        {kind !== 'close' && (
          <div>
            <span className="field-label">{t(`reform.${kind}.target`)}</span>
            <UnitPicker
              label={t(`reform.${kind}.target`)}
              value={target}
              onChange={setTarget}
              {...(kind === 'merge' ? { kinds: [unit.kind] } : { kinds: ['bureau', 'county'] })}
            />
          </div>
        )}
        {kind === 'merge' && (
          <div>
            <span className="field-label">{t('reform.merge.others')}</span>
            <UnitPicker
              multiple
              label={t('reform.merge.others')}
              value={others}
              onChange={setOthers}
              kinds={[unit.kind]}
            />
          </div>
        )}
        <TextField
          type="date"
          required
          label={t('reform.on')}
          hint={t('reform.onHint')}
          value={on}
          max={me.today}
          onValue={setOn}
        />
        <ReformPreview kind={kind} going={going} target={target} on={on} units={units} />
        <TextArea label={t('reform.reason')} value={reason} maxLength={1000} rows={2} onValue={setReason} />
        <ErrorNote error={error} />
        <div className="dialog-actions">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="primary" htmlType="submit" disabled={!ready} loading={busy}>
            {t(`reform.${kind}.button`)}
          </Button>
        </div>
      </form>
    </Dialog>
  );
};

type Deed = { units: string[]; target: string | null; on: string; reason: string };

const useReform = (kind: Reform) => {
  const move = useWrite('reporting.moveUnit');
  const merge = useWrite('reporting.mergeUnits');
  const close = useWrite('reporting.closeUnit');
  const used = { move, merge, close }[kind];
  const start = ({ units, target, on, reason }: Deed): Promise<Reformed> => {
    const unitId = units[0]!;
    if (kind === 'move') return move.mutateAsync({ unitId, parentId: target!, from: on, reason });
    if (kind === 'merge') return merge.mutateAsync({ unitIds: units, intoId: target!, on, reason });
    return close.mutateAsync({ unitId, on, reason });
  };
  return {
    // What it was refused for stands in the dialog.
    send: (deed: Deed): Promise<Reformed | null> => start(deed).catch(() => null),
    busy: used.isPending,
    error: used.error as ApiError | null,
  };
};
