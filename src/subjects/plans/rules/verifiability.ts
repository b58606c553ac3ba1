import type { PlanNode, Span, Verifiability } from '../../../compiler/ledger';

// Of a compiled or a settled plan.
type Node = Pick<PlanNode, 'kind' | 'span' | 'targets' | 'deadlines' | 'verifiability'>;

/** One sentence of an item, and how anybody could tell at the end of the year that it was carried out. */
export type Checked = { span: Span; text: string; verifiability: Verifiability };

const within = (fact: { span: Span }, [from, to]: Span): boolean => fact.span[0] >= from && fact.span[1] <= to;

/**
 * What the compiler said of a sentence, with what people have said since: one that was given a target is quantified, one whose only
 * target was none is not. What a person put on the item itself counts where it stands in the sentence.
 */
const checkedNow = (known: Verifiability, measure: Node, item: Node): Verifiability => {
  const here = <T extends { span: Span }>(own: T[], above: T[]): T[] => [
    ...own,
    ...above.filter(fact => within(fact, measure.span)),
  ];
  if (here(measure.targets, item.targets).length > 0) return { kind: 'quantified', reason: 'has-target', ask: null };
  const dated = here(measure.deadlines, item.deadlines).some(({ end }) => end !== null);
  const result = known.reason === 'has-result' || known.reason === 'has-result-and-date';
  if (dated && result) return { kind: 'milestone', reason: 'has-result-and-date', ask: null };
  if (dated) return { kind: 'milestone', reason: 'has-date', ask: 'ask-result' };
  if (known.kind === 'quantified') return { kind: 'activity', reason: 'names-activity', ask: 'ask-count' };
  return known;
};

/** A measure's sentence as it is settled now; null for a node of another kind and for plans compiled before there was this. */
export const checkedOf = (measure: Node, item: Node, source: string): Checked | null => {
  if (!measure.verifiability || measure.kind !== 'measure') return null;
  const text = source
    .slice(...measure.span)
    .replaceAll(/\s+/g, ' ')
    .trim();
  return { span: measure.span, text, verifiability: checkedNow(measure.verifiability, measure, item) };
};

/** Nobody will be able to say whether this was done, or how much of it. A rhythm can be counted. */
export const isHardToCheck = ({ kind, reason }: Verifiability): boolean =>
  kind === 'exhortation' || (kind === 'activity' && reason !== 'has-rhythm');
