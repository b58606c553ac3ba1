import { Button } from 'antd';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useWrite } from '../../api';
import { ErrorNote } from '../../parts/error-note';
import { tell } from '../../parts/tell';
import { useDraft } from '../../parts/use-draft';
import { TextArea } from './text-area';

type Props = {
  taskId: string;
  kind: 'comment' | 'instruction';
  autoFocus?: boolean;
  onDone?: () => void;
};

/** Writes a comment, or an instruction (批示) of a leader. Kept as it is typed. */
export const CommentForm = ({ taskId, kind, autoFocus = false, onDone }: Props) => {
  const { t } = useTranslation('task');
  const draft = useDraft(`${kind}.${taskId}`, '');
  const send = useWrite('tasks.comment');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send.mutate(
      { taskId, kind, body: draft.value.trim() },
      {
        onSuccess: () => {
          draft.clear();
          tell(t(`comment.sent.${kind}`));
          onDone?.();
        },
      },
    );
  };
  return (
    <form className="comment-form no-print" onSubmit={submit}>
      <TextArea
        label={t(`comment.write.${kind}`)}
        hideLabel
        placeholder={t(`comment.write.${kind}`)}
        value={draft.value}
        onValue={draft.set}
        maxLength={2000}
        rows={2}
        autoFocus={autoFocus}
        onKeyDown={event => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit();
          if (event.key === 'Escape' && onDone) {
            event.stopPropagation();
            onDone();
          }
        }}
      />
      <p className="quiet">{t(`comment.readBy.${kind}`)}</p>
      <ErrorNote error={send.error} />
      <div className="form-foot">
        {onDone && <Button onClick={onDone}>{t('action.cancel')}</Button>}
        <Button
          type={kind === 'instruction' ? 'primary' : 'default'}
          htmlType="submit"
          disabled={draft.value.trim() === ''}
          loading={send.isPending}
        >
          {t(`comment.send.${kind}`)}
        </Button>
      </div>
    </form>
  );
};
