import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { heldKinds } from '../../../subjects/org/rules';
import type { ClosedUnit } from '../../../subjects/reporting/reform-schema';
import { useRead, useWrite } from '../../api';
import { Dialog } from '../../parts/dialog';
import { ErrorNote } from '../../parts/error-note';
import { LinesSkeleton } from '../../parts/skeletons';
import { tell } from '../../parts/tell';
import { TextArea } from '../tasks/text-area';

/** 已撤并、撤销的单位: where each went, what passed, and the way back where it was wrong. */
export const ClosedDialog = ({ onClose }: { onClose: () => void }) => {
  const { t } = useTranslation('review');
  const closed = useRead('reporting.closedUnits', {});
  const [chosen, setChosen] = useState<string | null>(null);
  const done = () => setChosen(null);
  return (
    <Dialog title={t('reform.closed.title')} onClose={onClose}>
      {closed.error && !closed.data && <ErrorNote error={closed.error} onRetry={() => void closed.refetch()} />}
      {!closed.data && !closed.error && <LinesSkeleton lines={3} />}
      {closed.data?.length === 0 && <p className="quiet">{t('reform.closed.none')}</p>}
      <ul className="closed-units">
        {closed.data?.map(unit => (
          <li key={unit.id}>
            <ClosedRow unit={unit} onRestore={() => setChosen(unit.id)} />
            {chosen === unit.id && <RestoreForm unit={unit} onDone={done} />}
          </li>
        ))}
      </ul>
    </Dialog>
  );
};

const ClosedRow = ({ unit, onRestore }: { unit: ClosedUnit; onRestore: () => void }) => {
  const { t } = useTranslation('review');
  const handed = heldKinds
    .filter(kind => unit.handed[kind] > 0)
    .map(kind => t('reform.closed.count', { kind: t(`reform.held.${kind}`), count: unit.handed[kind] }));
  return (
    <div className="closed-unit">
      <div>
        <b>{unit.name}</b>{' '}
        <span className="quiet">
          {unit.successor === null
            ? t('reform.closed.closed', { on: unit.on })
            : t('reform.closed.merged', { on: unit.on, into: unit.successor })}
        </span>
        {handed.length > 0 && <p className="quiet">{handed.join(t('between'))}</p>}
      </div>
      <Button size="small" onClick={onRestore} aria-label={t('reform.closed.restoreOf', { unit: unit.name })}>
        {t('reform.closed.restore')}
      </Button>
    </div>
  );
};

const RestoreForm = ({ unit, onDone }: { unit: ClosedUnit; onDone: () => void }) => {
  const { t } = useTranslation('review');
  const reopen = useWrite('reporting.reopenUnit');
  const [reason, setReason] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() === '') return;
    reopen.mutate(
      { unitId: unit.id, reason: reason.trim() },
      {
        onSuccess: result => {
          tell(t('reform.closed.restored', { unit: unit.name, ...result }));
          onDone();
        },
      },
    );
  };
  return (
    <form className="dialog-form" onSubmit={submit}>
      <p>{t('reform.closed.what', { unit: unit.name, on: unit.on })}</p>
      <TextArea label={t('reform.reason')} value={reason} maxLength={1000} rows={2} onValue={setReason} />
      <ErrorNote error={reopen.error} />
      <div className="dialog-actions">
        <Button onClick={onDone}>{t('cancel')}</Button>
        <Button type="primary" htmlType="submit" disabled={reason.trim() === ''} loading={reopen.isPending}>
          {t('reform.closed.restore')}
        </Button>
      </div>
    </form>
  );
};
