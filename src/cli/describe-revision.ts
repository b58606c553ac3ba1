import { saysSomethingElse, targetChanged } from '../compiler/revisions/compare-plans';
import type { Clause, ClauseSide, Piece, PlacedTarget, Revision, TargetPair } from '../compiler/revisions/revision';
import { say } from '../locales/say';

const AROUND = 12;

/** A revision as a text for people: what changed, clause by clause; what is the same is only counted. */
export function describeRevision(revision: Revision, language: string): string {
  const words = (key: string, values: Record<string, unknown> = {}) => say(language, `cli:diff.${key}`, values);
  const shown = revision.clauses.filter(saysSomethingElse);
  const name = (side: Revision['before']) => side.title ?? side.name;
  const head = [
    words('title', { before: name(revision.before), after: name(revision.after) }),
    shown.length === 0 ? words('none') : words('summary', revision.counts),
  ];
  return [...head, ...shown.flatMap(clause => ['', ...describeClause(clause)])].join('\n');

  function describeClause(clause: Clause): string[] {
    const { before, after, changes, targets, responsibilities, deadlines } = clause;
    const renamed = before && after && before.number !== after.number ? `${before.number ?? '-'} → ` : '';
    const marks = changes.map(change => words(`changes.${change}`)).join('、');
    const lines = [`[${marks}] ${renamed}${nameOf((after ?? before)!)}`];
    if (changes.includes('moved') && before?.section) lines.push(words('from', { section: before.section }));
    if (changes.includes('reworded')) lines.push(words('text', { text: clause.pieces.map(describePiece).join('') }));
    if (before && after)
      lines.push(...targets.filter(targetChanged).map(one => words('target', { text: change(one) })));
    const role = (one: string | null) => words(`roles.${one ?? 'none'}`);
    for (const one of responsibilities)
      lines.push(words('role', { name: one.name, before: role(one.before), after: role(one.after) }));
    const none = words('nothing');
    for (const one of deadlines)
      lines.push(words('deadline', { before: one.before?.text ?? none, after: one.after?.text ?? none }));
    return lines.map((line, index) => (index === 0 ? line : `  ${line}`));
  }

  function change({ before, after, changed }: TargetPair): string {
    if (!before || !after) return `${before ? '－' : '＋'} ${amount((before ?? after)!)}`;
    const due = changed.includes('due') ? ` (${before.due ?? '-'} → ${after.due ?? '-'})` : '';
    const [old, now] = [amount(before), amount(after)];
    return `${old === now ? now : `${old} → ${now}`}${due}`;
  }

  function amount({ target }: PlacedTarget): string {
    const { comparator, value, low, high, unit, baseline } = target;
    const sign = say(language, `cli:workbook.comparators.${comparator}`);
    const from = baseline === null ? '' : `${baseline}→`;
    return `${target.indicator} ${comparator === 'range' ? `${low}-${high}` : `${sign}${from}${value}`}${unit ?? ''}`;
  }
}

const nameOf = ({ number, heading, text }: ClauseSide): string =>
  heading ? `${number ?? ''}${heading}` : text.slice(0, 40).replace(/\s+/g, ' ');

/** [-旧-]{+新+} among the words around it. */
const describePiece = (piece: Piece, index: number, all: readonly Piece[]): string => {
  if (!piece.same)
    return `${piece.before ? `[-${piece.before}-]` : ''}${piece.after ? `{+${piece.after}+}` : ''}`.replace(
      /\s+/g,
      ' ',
    );
  const { before: text } = piece;
  const [first, last] = [index === 0, index === all.length - 1];
  if (text.length <= 2 * AROUND) return text.replace(/\s+/g, ' ');
  const head = first ? '' : text.slice(0, AROUND);
  const tail = last ? '' : text.slice(-AROUND);
  return `${head}…${tail}`.replace(/\s+/g, ' ');
};
