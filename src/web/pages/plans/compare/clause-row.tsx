import { useTranslation } from 'react-i18next';
import { saysSomethingElse } from '../../../../compiler/revisions/compare-plans';
import type { Clause, Piece } from '../../../../compiler/revisions/revision';
import { ClauseFacts } from './clause-facts';

type Props = { clause: Clause; selected: boolean; linkTo?: (side: 'before' | 'after', node: string) => string };

/** One clause: what became of it in words, both texts, and the facts that changed. */
export const ClauseRow = ({ clause, selected, linkTo }: Props) => {
  const { t } = useTranslation('compare');
  const changed = saysSomethingElse(clause);
  return (
    <li
      className={`clause${selected ? ' selected' : ''}`}
      tabIndex={-1}
      {...(changed ? { 'data-changed': true } : {})}
      aria-current={selected ? 'true' : undefined}
    >
      {clause.changes.length > 0 && (
        <p className="clause-changes">
          {clause.changes.map(change => (
            <span key={change} className="clause-change">
              {t(`change.${change}`)}
            </span>
          ))}
          {clause.changes.includes('moved') && clause.before?.section && clause.after && (
            <span className="quiet">{t('from', { section: clause.before.section })}</span>
          )}
        </p>
      )}
      <div className="clause-sides">
        {(['before', 'after'] as const).map(side => (
          <Side key={side} side={side} clause={clause} linkTo={linkTo} />
        ))}
      </div>
      {changed && <ClauseFacts clause={clause} />}
    </li>
  );
};

type SideProps = { side: 'before' | 'after'; clause: Clause } & Pick<Props, 'linkTo'>;

const Side = ({ side, clause, linkTo }: SideProps) => {
  const { t } = useTranslation('compare');
  const own = clause[side];
  if (!own)
    return (
      <div className={`clause-side side-${side} side-empty`}>
        <span className="quiet">{t(side === 'before' ? 'notBefore' : 'notAfter')}</span>
      </div>
    );
  const alone = clause.before === null || clause.after === null;
  const number = own.number && <b className="clause-number">{own.number}</b>;
  return (
    <div className={`clause-side side-${side}`} lang="zh-CN">
      <span className="side-name">{t(`side.${side}Short`)}</span>
      <p>
        {number && linkTo ? <a href={linkTo(side, own.node)}>{number}</a> : number}
        {alone
          ? own.text
          : placed(clause.pieces).map(({ at, piece }) => <PieceOf key={at} piece={piece} side={side} />)}
      </p>
    </div>
  );
};

/** Pieces with the offset at which they stand in both texts together. */
const placed = (pieces: readonly Piece[]): { at: number; piece: Piece }[] => {
  let at = 0;
  return pieces.map(piece => {
    const here = at;
    at += piece.before.length + piece.after.length;
    return { at: here, piece };
  });
};

const PieceOf = ({ piece, side }: { piece: Piece; side: 'before' | 'after' }) => {
  const text = piece[side];
  if (piece.same || !text) return text;
  const Mark = side === 'before' ? 'del' : 'ins';
  return <Mark className={piece.number ? 'piece-number' : undefined}>{text}</Mark>;
};
