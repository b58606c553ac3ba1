import type { PersonRow, Unit } from '../../../subjects/org/schema';

/** A unit with what is below it, in the order of the body. */
export type UnitNode = { unit: Unit; children: UnitNode[]; people: number };

/** The tree of units with the number of people in each subtree. */
export const unitTree = (units: readonly Unit[], people: readonly PersonRow[]): UnitNode[] => {
  const nodes = new Map<string, UnitNode>(units.map(unit => [unit.id, { unit, children: [], people: 0 }]));
  const roots: UnitNode[] = [];
  for (const unit of units) {
    const parent = unit.parentId ? nodes.get(unit.parentId) : undefined;
    (parent?.children ?? roots).push(nodes.get(unit.id)!);
  }
  for (const person of people)
    for (const unitId of new Set(person.posts.map(post => post.unitId))) {
      const node = nodes.get(unitId);
      if (node) node.people += 1;
    }
  const total = (node: UnitNode): number => {
    node.people += node.children.reduce((sum, child) => sum + total(child), 0);
    return node.people;
  };
  roots.forEach(total);
  return roots;
};

/** Ids of a unit and all below it. */
export const subtreeOf = (units: readonly Unit[], unitId: string): Set<string> => {
  const below = new Set([unitId]);
  // Parents stand before their children.
  for (const unit of units) if (unit.parentId && below.has(unit.parentId)) below.add(unit.id);
  return below;
};

/** Ids of the units above one, for opening the tree at it. */
export const pathTo = (units: readonly Unit[], unitId: string | undefined): string[] => {
  const byId = new Map(units.map(unit => [unit.id, unit]));
  const path: string[] = [];
  for (let at = unitId ? byId.get(unitId) : undefined; at; at = at.parentId ? byId.get(at.parentId) : undefined)
    path.unshift(at.id);
  return path;
};
