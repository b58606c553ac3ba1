import type { Plan, PlanNode, Responsibility, ResponsibilityRole } from '../../../compiler/ledger';
import type { SettledNode, SettledTarget } from '../schema';
import { targetKey } from './keys';

/** The plan while corrections are applied to it: a copy that may be changed. */
export type Draft = {
  text: string;
  /** In document order, a parent before its children. */
  nodes: SettledNode[];
  /** Nodes that were joined into another: corrections made to them go there. */
  joined: Map<string, string>;
  /** Every name as written, and the one that counts for it. */
  canonical: Map<string, string>;
  /** Names that a person has merged, kept apart or renamed. */
  namesSettled: Set<string>;
  /** Keys of targets that a person has changed, removed or brought under one indicator. */
  targetsSettled: Set<string>;
  /** Nodes whose kind or extent a person has changed. */
  nodesSettled: Set<string>;
  answers: Map<string, 'right-as-is' | 'later'>;
  /** `node/index` of a compiled target, as diagnostics name it, and its key. */
  compiledKeys: Map<string, string>;
};

/** A working copy of a compiled plan; the compiled one is never touched. */
export function draftOf(plan: Plan): Draft {
  const taken = new Set<string>();
  const compiledKeys = new Map<string, string>();
  const keyed = (node: PlanNode): SettledTarget[] =>
    node.targets.map((target, index) => {
      const plain = targetKey(node, index);
      // A target that an item repeats from its measure keeps a key of its own.
      const key = taken.has(plain) ? `${plain}-${node.id}` : plain;
      taken.add(key);
      compiledKeys.set(`${node.id}/${index}`, key);
      return { ...target, key, corrected: false };
    });
  return {
    text: plan.source.text,
    nodes: plan.nodes.map(node => ({
      ...node,
      responsibilities: node.responsibilities.map(responsibility => ({ ...responsibility })),
      deadlines: [...node.deadlines],
      people: [...node.people],
      targets: keyed(node),
      corrected: false,
    })),
    joined: new Map(),
    canonical: new Map(plan.organizations.flatMap(one => one.aliases.map(alias => [alias, one.canonical]))),
    namesSettled: new Set(),
    targetsSettled: new Set(),
    nodesSettled: new Set(),
    answers: new Map(),
    compiledKeys,
  };
}

/** The node with this id, or the one it was joined into; undefined where a correction's node is no longer there. */
export const nodeOf = (draft: Draft, id: string): SettledNode | undefined => {
  let wanted = id;
  while (draft.joined.has(wanted)) wanted = draft.joined.get(wanted)!;
  return draft.nodes.find(node => node.id === wanted);
};

/** Where a target is now: splitting and joining move targets, their keys stay. */
export const targetPlace = (draft: Draft, key: string): { node: SettledNode; index: number } | undefined => {
  for (const node of draft.nodes) {
    const index = node.targets.findIndex(target => target.key === key);
    if (index >= 0) return { node, index };
  }
  return undefined;
};

export const childrenOf = (draft: Draft, id: string): SettledNode[] => draft.nodes.filter(node => node.parent === id);

/** A node and everything below it. */
export const subtreeOf = (nodes: readonly SettledNode[], id: string): SettledNode[] => {
  const inside = new Set([id]);
  // Document order: a parent comes before its children.
  return nodes.filter(node => {
    if (node.parent !== null && inside.has(node.parent)) inside.add(node.id);
    return inside.has(node.id);
  });
};

const strength: Record<ResponsibilityRole, number> = { lead: 2, responsible: 1, assist: 0 };

/** One entry per body, with the strongest of its roles, at the place where it is named first. */
export const oncePerBody = (responsibilities: Responsibility[]): Responsibility[] => {
  const known = new Map<string, Responsibility>();
  for (const one of responsibilities) {
    const earlier = known.get(one.canonical);
    if (!earlier) known.set(one.canonical, one);
    else if (strength[one.role] > strength[earlier.role]) known.set(one.canonical, { ...earlier, role: one.role });
  }
  return [...known.values()];
};

/** Document order again after structural changes. */
export function putInOrder(draft: Draft): void {
  const below = new Map<string | null, SettledNode[]>();
  for (const node of draft.nodes) below.set(node.parent, [...(below.get(node.parent) ?? []), node]);
  const walk = (parent: string | null): SettledNode[] =>
    (below.get(parent) ?? [])
      .sort((a, b) => a.span[0] - b.span[0] || a.span[1] - b.span[1])
      .flatMap(node => [node, ...walk(node.id)]);
  draft.nodes = walk(null);
}
