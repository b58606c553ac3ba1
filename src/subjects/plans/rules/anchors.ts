import type { Plan, PlanNode, Span, Target } from '../../../compiler/ledger';
import { comparePlans } from '../../../compiler/revisions/compare-plans';
import type { Conflict } from '../schema';
import { draftOf } from './draft';

type TargetAnchor = {
  /** Where the old document states it. */
  at: number | null;
  from: Target | null;
  /** The same target in the new document; null where it is gone. */
  to: { node: string; key: string; target: Target | null } | null;
  changed: boolean;
};

/** Finds the places of one version of a document in the next. Offsets and ids of the old one go in, those of the new come out. */
export type Anchors = {
  node: (id: string) => string | null;
  target: (key: string) => TargetAnchor | null;
  before: (id: string) => PlanNode | undefined;
  after: (id: string) => PlanNode | undefined;
  /** The same words in the other node; null where they are not there. */
  span: (from: string, to: string, span: Span) => Span | null;
  /** An offset before the same words. */
  point: (from: string, to: string, at: number) => number | null;
  learnNode: (from: string, to: string) => void;
  learnTarget: (from: string, node: string, to: string) => void;
  /** The sentences of a conflict, old and new; the whole clause where no offset is known. */
  places: (node: string | null, at: number | null) => Pick<Conflict, 'before' | 'after'>;
};

const WORDS_AFTER = 12;

export function anchorsOf(before: Plan, after: Plan): Anchors {
  const revision = comparePlans(before, after);
  const nodes = new Map(revision.nodes.flatMap(one => (one.before && one.after ? [[one.before, one.after]] : [])));
  const [oldById, newById] = [byId(before), byId(after)];
  const targets = targetAnchors(revision, before, after);
  /** A part that was cut off (n12.345) lies in the node it was cut from. */
  const base = (id: string) => id.split('.')[0]!;

  const areaOf = (plan: Plan, nodesById: ReadonlyMap<string, PlanNode>, id: string): Span =>
    nodesById.get(base(id))?.span ?? [0, plan.source.text.length];

  const find = (words: string, from: Span, at: number, to: Span): number | null => {
    if (!words) return null;
    const share = (at - from[0]) / Math.max(1, from[1] - from[0]);
    const wanted = to[0] + share * (to[1] - to[0]);
    let best: number | null = null;
    const area = after.source.text.slice(...to);
    for (let place = area.indexOf(words); place !== -1; place = area.indexOf(words, place + words.length)) {
      const found = to[0] + place;
      if (best === null || Math.abs(found - wanted) < Math.abs(best - wanted)) best = found;
    }
    return best;
  };

  const anchors: Anchors = {
    node: id => nodes.get(id) ?? null,
    target: key => targets.get(key) ?? null,
    before: id => oldById.get(id),
    after: id => newById.get(id),
    span: (from, to, [start, end]) => {
      const words = before.source.text.slice(start, end);
      const found = find(words, areaOf(before, oldById, from), start, areaOf(after, newById, to));
      return found === null ? null : [found, found + words.length];
    },
    point: (from, to, at) =>
      find(
        before.source.text.slice(at, at + WORDS_AFTER),
        areaOf(before, oldById, from),
        at,
        areaOf(after, newById, to),
      ),
    learnNode: (from, to) => nodes.set(from, to),
    learnTarget: (from, node, to) =>
      targets.set(from, { at: null, from: null, to: { node, key: to, target: null }, changed: false }),
    places: (node, at) => {
      const id = node === null ? null : base(node);
      const now = id === null ? null : (nodes.get(id) ?? null);
      const toAt = id !== null && at !== null ? targetNear(at) : null;
      return { before: placeOf(before, oldById, id, at), after: placeOf(after, newById, now, toAt) };
    },
  };
  const targetNear = (at: number): number | null =>
    [...targets.values()].find(one => one.at === at)?.to?.target?.span[0] ?? null;
  return anchors;
}

const byId = (plan: Plan) => new Map(plan.nodes.map(node => [node.id, node]));

function targetAnchors(
  { clauses }: ReturnType<typeof comparePlans>,
  before: Plan,
  after: Plan,
): Map<string, TargetAnchor> {
  const [old, now] = [draftOf(before).compiledKeys, draftOf(after).compiledKeys];
  const anchors = new Map<string, TargetAnchor>();
  for (const pair of clauses.flatMap(clause => clause.targets)) {
    if (!pair.before) continue;
    const key = old.get(`${pair.before.node}/${pair.before.index}`);
    const to = pair.after && {
      node: pair.after.node,
      key: now.get(`${pair.after.node}/${pair.after.index}`)!,
      target: pair.after.target,
    };
    const { target } = pair.before;
    if (key) anchors.set(key, { at: target.span[0], from: target, to, changed: pair.changed.length > 0 });
  }
  return anchors;
}

/** The sentence at an offset, or the whole node, with the clause it belongs to. */
function placeOf(
  plan: Plan,
  nodes: ReadonlyMap<string, PlanNode>,
  id: string | null,
  at: number | null,
): Conflict['before'] {
  const node = id === null ? undefined : nodes.get(id);
  if (!node) return null;
  let clause = node;
  while (clause.kind === 'measure' && clause.parent !== null) clause = nodes.get(clause.parent) ?? clause;
  const [start, end] = clause.span;
  const { text } = plan.source;
  const inside = at !== null && at >= start && at < end;
  const from = inside ? Math.max(start, text.lastIndexOf('。', at - 1) + 1) : node.span[0];
  const stop = inside ? text.indexOf('。', at) : -1;
  const to = inside ? (stop === -1 ? end : Math.min(end, stop + 1)) : node.span[1];
  return {
    node: node.id,
    number: clause.number,
    heading: clause.heading,
    text: text.slice(from, to).trim().slice(0, 600),
  };
}
