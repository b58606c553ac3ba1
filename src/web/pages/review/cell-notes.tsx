import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReviewCell, ReviewNote, ReviewOne } from '../../../subjects/reporting/review-schema';
import { fileUrl, useWrite } from '../../api';
import { TimeText } from '../../parts/date-text';
import { tell } from '../../parts/tell';
import { SayForm } from './say-form';

type Props = {
  one: ReviewOne;
  cell: ReviewCell;
  leads: boolean;
  /** A doubt is being written. */
  asking: boolean;
  onAsked: () => void;
};

/** What is said about a cell, oldest first; doubting it, answering a doubt, confirming it. */
export const CellNotes = ({ one, cell, leads, asking, onAsked }: Props) => {
  const { t } = useTranslation('review');
  const [saying, setSaying] = useState<string | null>(null);
  const query = useWrite('reporting.query');
  const confirm = useWrite('reporting.confirmCells');
  const window = { formId: one.form.id, period: one.period };
  const place = { unitId: one.unit.id, figureId: cell.figureId, category: cell.category };
  const hasOpen = cell.notes.some(({ kind, resolvedAt }) => kind === 'query' && resolvedAt === null);
  return (
    <>
      {cell.notes.length > 0 && (
        <ul className="cell-said">
          {cell.notes.map(note => (
            <Said key={note.id} note={note} mayAnswer={one.may.answer} saying={saying} setSaying={setSaying} />
          ))}
        </ul>
      )}
      {leads && hasOpen && (
        <Button
          className="no-print"
          size="small"
          loading={confirm.isPending}
          onClick={() =>
            confirm.mutate({ ...window, cells: [place] }, { onSuccess: () => tell(t('confirm.done', { count: 1 })) })
          }
        >
          {t('confirm.button')}
        </Button>
      )}
      {asking && (
        <SayForm
          label={t('query.label')}
          send={t('query.send')}
          busy={query.isPending}
          error={query.error}
          onCancel={onAsked}
          onSend={reason =>
            query.mutate(
              { ...window, ...place, reason },
              {
                onSuccess: () => {
                  tell(t('query.done'));
                  onAsked();
                },
              },
            )
          }
        />
      )}
    </>
  );
};

type SaidProps = {
  note: ReviewNote;
  mayAnswer: boolean;
  saying: string | null;
  setSaying: (id: string | null) => void;
};

const Said = ({ note, mayAnswer, saying, setSaying }: SaidProps) => {
  const { t } = useTranslation('review');
  const answer = useWrite('reporting.answerQuery');
  const isOpen = note.kind === 'query' && note.resolvedAt === null;
  return (
    <li>
      <strong>{t(`note.${note.kind}`)}</strong> <span className="note-body">{note.body}</span>{' '}
      <span className="quiet">
        {[note.by, note.byUnit].filter(Boolean).join(' ')} <TimeText at={note.at} />
        {note.kind === 'query' && ` ${t(isOpen ? 'query.open' : 'query.resolved')}`}
      </span>
      {note.files.map(file => (
        <a key={file.id} className="cell-file" href={fileUrl(file.id)} target="_blank" rel="noreferrer">
          {file.name}
        </a>
      ))}
      {isOpen && mayAnswer && saying !== note.id && (
        <button type="button" className="link-button no-print" onClick={() => setSaying(note.id)}>
          {t('answer.button')}
        </button>
      )}
      {saying === note.id && (
        <SayForm
          label={t('answer.label')}
          send={t('answer.send')}
          busy={answer.isPending}
          error={answer.error}
          onCancel={() => setSaying(null)}
          onSend={body =>
            answer.mutate(
              { noteId: note.id, body },
              {
                onSuccess: () => {
                  tell(t('answer.done'));
                  setSaying(null);
                },
              },
            )
          }
        />
      )}
    </li>
  );
};
