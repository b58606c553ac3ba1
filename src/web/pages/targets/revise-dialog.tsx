import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TargetTerms } from '../../../subjects/indicators/schema';
import type { TargetPage } from '../../../subjects/indicators/targets/schema';
import { useWrite } from '../../api';
import { useMe } from '../../me';
import { ConflictNote } from '../../parts/conflict-note';
import { Dialog } from '../../parts/dialog';
import { ErrorNote } from '../../parts/error-note';
import { tell } from '../../parts/tell';
import { TextField } from '../../parts/text-field';
import { TextArea } from '../tasks/text-area';
import { RevisionFields } from './revision-fields';
import { RevisionPreview } from './revision-preview';
import { differingTerms } from './term-rows';
import { useRevision } from './use-revision';

type Current = { version: number; terms: TargetTerms };

/** 目标调整: the new terms with their trajectory drawn as one types, a reason and a signature; the old ones are kept beside. */
export const ReviseDialog = ({ target, onClose }: { target: TargetPage; onClose: () => void }) => {
  const { t } = useTranslation(['targets', 'task']);
  const me = useMe();
  const revision = useRevision(target);
  const [signedAs, setSignedAs] = useState('');
  // That of what is shown in the fields: the page behind may be fresher by now.
  const [began] = useState(target);
  const revise = useWrite('indicators.reviseTarget');
  const theirs = revise.error?.code === 'changed-meanwhile' ? (revise.error.detail.current as Current) : null;
  const signed = signedAs.trim() === me.user.name;
  const send = (version: number) =>
    revise.mutate(
      {
        targetId: target.id,
        version,
        ...revision.change,
        reason: revision.text.reason.trim(),
        signedAs: signedAs.trim(),
      },
      {
        onSuccess: () => {
          revision.clear();
          tell(t('targets:revise.done'));
          onClose();
        },
      },
    );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (revision.ready && signed) send(began.version);
  };
  return (
    <Dialog title={t('targets:revise.title', { name: target.indicator.name })} onClose={onClose} width={860}>
      <form className="dialog-form" onSubmit={submit}>
        <RevisionFields target={target} revision={revision} />
        <RevisionPreview target={target} revision={revision} />
        <TextArea
          label={t('targets:revise.reason')}
          value={revision.text.reason}
          maxLength={500}
          rows={2}
          onValue={reason => revision.set({ reason })}
        />
        <TextField
          label={t('targets:sign.label')}
          hint={t('targets:sign.hint', { name: me.user.name })}
          value={signedAs}
          maxLength={50}
          onValue={setSignedAs}
        />
        {theirs ? (
          <ConflictNote
            by={String(revise.error?.detail.by ?? '')}
            rows={differingTerms(t as never, began.terms, theirs.terms, target.unit).map(row => ({
              label: row.label,
              mine: row.before,
              theirs: row.after,
            }))}
            busy={revise.isPending}
            onKeepMine={() => send(theirs.version)}
            onTakeTheirs={() => {
              revision.clear();
              onClose();
            }}
          />
        ) : (
          <ErrorNote error={revise.error} />
        )}
        <div className="dialog-actions">
          <Button
            onClick={() => {
              revision.clear();
              onClose();
            }}
          >
            {t('targets:revise.giveUp')}
          </Button>
          <Button type="primary" htmlType="submit" disabled={!revision.ready || !signed} loading={revise.isPending}>
            {t('targets:revise.send')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
