import type { Deadline, Person, Responsibility } from '../../../../compiler/ledger';
import { type Checked, checkedOf } from '../../../../subjects/plans/rules/verifiability';
import type { Question, SettledNode, SettledPlan, SettledTarget } from '../../../../subjects/plans/schema';

type In = { node: string };

/** One entry of what was understood: an item, a heading above items, or text beside the plan. */
export type Card = {
  kind: 'item' | 'heading' | 'aside';
  node: SettledNode;
  level: number;
  responsibilities: Responsibility[];
  people: Person[];
  targets: (SettledTarget & In)[];
  deadlines: (Deadline & In)[];
  questions: Question[];
  /** Its sentences, each with how it could be checked. */
  sentences: Checked[];
  /** The beginning of its text, for what has no heading. */
  words: string;
  /** Siblings that it can be joined with. */
  before: string | null;
  after: string | null;
};

const kindOf = (node: SettledNode): Card['kind'] =>
  node.kind === 'item' ? 'item' : node.kind === 'section' || node.kind === 'subsection' ? 'heading' : 'aside';

/** All entries in the order of the document; a measure's facts stand with its item. */
export function cardsOf(plan: SettledPlan): Card[] {
  const owner = new Map<string, string>();
  const cards = new Map<string, Card>();
  for (const node of plan.nodes) {
    const home = node.kind === 'measure' && node.parent !== null ? (owner.get(node.parent) ?? node.id) : node.id;
    owner.set(node.id, home);
    const card = cards.get(home);
    if (!card || home === node.id) {
      const parent = node.parent === null ? undefined : cards.get(node.parent);
      cards.set(node.id, {
        kind: kindOf(node),
        node,
        level: parent ? parent.level + 1 : 0,
        responsibilities: node.responsibilities,
        people: node.people,
        targets: node.targets.map(target => ({ ...target, node: node.id })),
        deadlines: node.deadlines.map(deadline => ({ ...deadline, node: node.id })),
        questions: [],
        sentences: [],
        words: plan.source.text.slice(node.span[0], node.span[0] + 60).trim(),
        before: null,
        after: null,
      });
    } else {
      card.responsibilities = withMore(card.responsibilities, node.responsibilities);
      card.people = [...card.people, ...node.people];
      card.targets = [...card.targets, ...node.targets.map(target => ({ ...target, node: node.id }))];
      card.deadlines = [...card.deadlines, ...node.deadlines.map(deadline => ({ ...deadline, node: node.id }))];
      const sentence = checkedOf(node, card.node, plan.source.text);
      if (sentence) card.sentences.push(sentence);
    }
  }
  const all = [...cards.values()];
  for (const question of plan.questions) {
    const home = question.node === null ? all[0]?.node.id : owner.get(question.node);
    if (home) cards.get(home)?.questions.push(question);
  }
  linkSiblings(all);
  return all;
}

const withMore = (known: Responsibility[], more: Responsibility[]): Responsibility[] => [
  ...known,
  ...more.filter(one => !known.some(other => other.canonical === one.canonical)),
];

function linkSiblings(cards: readonly Card[]): void {
  const last = new Map<string | null, Card>();
  for (const card of cards) {
    const before = last.get(card.node.parent);
    if (before && before.kind !== 'heading' && card.kind !== 'heading') {
      card.before = before.node.id;
      before.after = card.node.id;
    }
    last.set(card.node.parent, card);
  }
}
