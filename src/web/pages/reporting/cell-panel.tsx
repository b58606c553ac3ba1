import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CellHistory, EntryNote, EntryPage } from '../../../subjects/reporting/entry-schema';
import { fileUrl, useRead, useWrite } from '../../api';
import { useMe } from '../../me';
import { TimeText } from '../../parts/date-text';
import { shownText } from '../../parts/entry-grid/cell-words';
import { ErrorNote } from '../../parts/error-note';
import { type DroppedFile, FileDrop } from '../../parts/file-drop';
import { LinesSkeleton } from '../../parts/skeletons';
import { tell } from '../../parts/tell';
import { useDraft } from '../../parts/use-draft';
import { TextArea } from '../tasks/text-area';

type Props = { page: EntryPage; cell: string; name: string };
const ONLY_LOOKING = new Set(['auditor', 'assessor', 'administrator']);

/** One cell: what was said of it with its papers, and what stood in it before. */
export const CellPanel = ({ page, cell, name }: Props) => {
  const me = useMe();
  const { data, error, refetch } = useRead('reporting.cellHistory', { ...page.key, cell }, { staleTime: 0 });
  return (
    <div className="cell-panel">
      <h2>{name}</h2>
      {error && !data && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {!data && !error && <LinesSkeleton lines={4} />}
      {data && (
        <>
          <Notes notes={data.notes} />
          {me.posts.some(({ role }) => !ONLY_LOOKING.has(role)) && <CommentForm page={page} cell={cell} />}
          <Changes history={data} />
        </>
      )}
    </div>
  );
};

const Notes = ({ notes }: { notes: EntryNote[] }) => {
  const { t } = useTranslation('reporting');
  if (notes.length === 0) return <p className="quiet">{t('cell.noNotes')}</p>;
  return (
    <ul className="cell-notes">
      {notes.map(note => (
        <li key={note.id}>
          <p className="quiet">
            <strong>{t(`cell.note.${note.kind}`)}</strong> {note.by} <TimeText at={note.at} />
          </p>
          <p className="note-body">{note.body}</p>
          {note.files.map(file => (
            <p key={file.id}>
              <a href={fileUrl(file.id)} target="_blank" rel="noreferrer">
                {file.name}
              </a>
            </p>
          ))}
        </li>
      ))}
    </ul>
  );
};

const CommentForm = ({ page, cell }: Pick<Props, 'page' | 'cell'>) => {
  const { t } = useTranslation('reporting');
  const { formId, period, unitId } = page.key;
  const draft = useDraft(`comment.${formId}.${period}.${unitId}.${cell}`, '');
  const [files, setFiles] = useState<DroppedFile[]>([]);
  const send = useWrite('reporting.comment');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send.mutate(
      { key: page.key, cell, body: draft.value.trim(), fileIds: files.map(({ id }) => id) },
      {
        onSuccess: () => {
          draft.clear();
          setFiles([]);
          tell(t('cell.sent'));
        },
      },
    );
  };
  return (
    <form onSubmit={submit}>
      <TextArea label={t('cell.write')} value={draft.value} onValue={draft.set} maxLength={2000} rows={2} />
      <FileDrop label={t('cell.files')} files={files} onChange={setFiles} camera />
      <ErrorNote error={send.error} />
      <div className="form-foot">
        <Button htmlType="submit" disabled={draft.value.trim() === ''} loading={send.isPending}>
          {t('cell.send')}
        </Button>
      </div>
    </form>
  );
};

const Changes = ({ history }: { history: CellHistory }) => {
  const { t } = useTranslation('reporting');
  const text = (value: string | null) => (value === null ? '—' : shownText(value));
  return (
    <section>
      <h3>{t('cell.history')}</h3>
      {history.changes.length === 0 && <p className="quiet">{t('cell.noHistory')}</p>}
      <ul className="cell-changes">
        {history.changes.map(({ at, by, before, after }) => (
          <li key={`${at} ${before} ${after}`}>
            <span className="quiet">
              <TimeText at={at} /> {by}
            </span>{' '}
            <span className="number">
              {text(before)} → {text(after)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
};
