import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Unit } from '../../../subjects/org/schema';
import type { Decision, Reformed } from '../../../subjects/reporting/reform-schema';
import type { ReformKind } from '../../../subjects/reporting/rules/reforms';
import { type ApiError, useRead, useWrite } from '../../api';
import { useMe } from '../../me';
import { Dialog } from '../../parts/dialog';
import { ErrorNote } from '../../parts/error-note';
import { tell } from '../../parts/tell';
import { TextField } from '../../parts/text-field';
import { UnitPicker } from '../../parts/unit-picker';
import { TextArea } from '../tasks/text-area';
import { type Choices, decisionsOf, ReformDecisions } from './reform-decisions';
import { ReformPreview } from './reform-preview';

type Props = { kind: ReformKind; unit: Unit; units: Unit[]; onClose: () => void };

/** A reform of the tree: what it does is said by the server before it is done, and its reason is kept. */
export const ReformDialog = ({ kind, unit, units, onClose }: Props) => {
  const { t } = useTranslation('review');
  const me = useMe();
  const [target, setTarget] = useState<string | null>(null);
  const [others, setOthers] = useState<string[]>([]);
  const [on, setOn] = useState(me.today);
  const [reason, setReason] = useState('');
  const [choices, setChoices] = useState<Choices>({});
  const { send, busy, error } = useReform(kind);
  const going = [unit.id, ...(kind === 'merge' ? others.filter(id => id !== unit.id && id !== target) : [])];
  const asked = on !== '' && (kind === 'close' || target !== null);
  const input = { kind, unitIds: going, on, ...(target === null ? {} : { targetId: target }) };
  const preview = useRead('reporting.previewReform', input, { enabled: asked, keep: true });
  const shown = asked && !preview.error ? preview.data : undefined;
  const decisions = kind === 'close' ? shown && decisionsOf(shown, choices) : [];
  const ready = reason.trim() !== '' && shown !== undefined && !preview.isFetching && !!decisions;
  const named = (id: string | null) => units.find(one => one.id === id)?.name ?? '';
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!ready) return;
    const done = await send({ units: going, target, on, reason: reason.trim(), decisions });
    if (!done) return;
    const { handed, ...counts } = done;
    const passed = Object.values(handed).reduce((sum, count) => sum + count, 0);
    tell(t(`reform.${kind}.done`, { unit: unit.name, passed, ...counts }));
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
        {!asked && kind !== 'close' && <p className="quiet">{t(`reform.${kind}.choose`)}</p>}
        {asked && <ErrorNote error={preview.error} />}
        {shown && (
          <ReformPreview
            kind={kind}
            names={going.map(named).join(t('between'))}
            into={named(target)}
            on={on}
            preview={shown}
          />
        )}
        {shown && kind === 'close' && <ReformDecisions preview={shown} choices={choices} onChoose={setChoices} />}
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

type Deed = { units: string[]; target: string | null; on: string; reason: string; decisions: Decision[] };

const useReform = (kind: ReformKind) => {
  const move = useWrite('reporting.moveUnit');
  const merge = useWrite('reporting.mergeUnits');
  const close = useWrite('reporting.closeUnit');
  const used = { move, merge, close }[kind];
  const start = ({ units, target, on, reason, decisions }: Deed): Promise<Reformed> => {
    const unitId = units[0]!;
    if (kind === 'move') return move.mutateAsync({ unitId, parentId: target!, from: on, reason });
    if (kind === 'merge') return merge.mutateAsync({ unitIds: units, intoId: target!, on, reason });
    return close.mutateAsync({ unitId, on, reason, decisions });
  };
  return {
    // What it was refused for stands in the dialog.
    send: (deed: Deed): Promise<Reformed | null> => start(deed).catch(() => null),
    busy: used.isPending,
    error: used.error as ApiError | null,
  };
};
