import { useTranslation } from 'react-i18next';
import { MARK_SHAPES } from '../../parts/entry-grid/cell-words';
import type { SaidFinding } from './build-cells';
import type { EntryModel } from './use-entry-model';

type Props = { model: EntryModel; onGo: (cell: string) => void };
const MOST_SHOWN = 60;

/** What the checks say of what is typed: each leads to its cell. Stays beside the grid, so that nothing jumps when it changes. */
export const EntryProblems = ({ model, onGo }: Props) => {
  const { t } = useTranslation('reporting');
  const { page, mustFix, mustExplain, explanations, clashes, counts, nameOf, draft } = model;
  const open = mustExplain.filter(({ at }) => !explanations[at]);
  const explained = mustExplain.filter(({ at }) => explanations[at]);
  const none = mustFix.length + mustExplain.length + clashes.length === 0;
  return (
    <aside className="entry-aside no-print" aria-label={t('problems.title')}>
      <h2>{t('problems.title')}</h2>
      <p className="quiet">{t('problems.filled', { filled: counts.filled, asked: counts.asked })}</p>
      {none && <p className="quiet">{page.editable ? t('problems.none') : t('problems.shut')}</p>}
      <Group kind="must-fix" title={t('problems.must-fix')} rows={mustFix} onGo={onGo} nameOf={nameOf} />
      <Group
        kind="conflict"
        title={t('problems.conflict')}
        rows={clashes.map(at => ({
          at,
          message: t('problems.clash', {
            mine: draft.pending[at]?.v || '—',
            theirs: draft.pending[at]?.theirs?.text || '—',
            by: draft.pending[at]?.theirs?.by || t('entry.someone'),
          }),
        }))}
        onGo={onGo}
        nameOf={nameOf}
      />
      <Group kind="must-explain" title={t('problems.must-explain')} rows={open} onGo={onGo} nameOf={nameOf} />
      <Group
        kind="explained"
        title={t('problems.explained')}
        rows={explained.map(({ at }) => ({ at, message: explanations[at] ?? '' }))}
        onGo={onGo}
        nameOf={nameOf}
      />
    </aside>
  );
};

type GroupProps = {
  kind: keyof typeof MARK_SHAPES;
  title: string;
  rows: readonly Pick<SaidFinding, 'at' | 'message'>[];
  onGo: (cell: string) => void;
  nameOf: (cell: string) => string;
};

const Group = ({ kind, title, rows, onGo, nameOf }: GroupProps) => {
  const { t } = useTranslation('reporting');
  if (rows.length === 0) return null;
  return (
    <section className="problem-group">
      <h3>
        <span className={`entry-mark ${kind}`} aria-hidden="true">
          {MARK_SHAPES[kind]}
        </span>{' '}
        {title} <span className="quiet">{rows.length}</span>
      </h3>
      <ul>
        {rows.slice(0, MOST_SHOWN).map(({ at, message }) => (
          <li key={`${at} ${message}`}>
            <button type="button" className="link-button" onClick={() => onGo(at)}>
              {nameOf(at)}
            </button>
            <span>{message}</span>
          </li>
        ))}
      </ul>
      {rows.length > MOST_SHOWN && <p className="quiet">{t('problems.more', { count: rows.length - MOST_SHOWN })}</p>}
    </section>
  );
};
