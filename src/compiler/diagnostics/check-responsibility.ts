import { allNodes, type Draft, type DraftNode, itemsOf, type Region } from '../draft';
import { isCollective } from '../responsibilities/body-shape';
import { plainName, sameBody } from '../responsibilities/same-body';
import { report } from './catalogue';
import { groupBy } from './group-by';

// A larger register is compared by whole names only.
const MOST_COMPARED = 3000;

const names = (node: DraftNode): boolean => node.responsibilities.length > 0 || node.people.length > 0;

const namedAbove = (node: DraftNode): boolean => {
  for (let above = node.parent; above; above = above.parent) if (names(above)) return true;
  return false;
};

const namedBelow = (node: DraftNode): boolean => node.children.some(child => names(child) || namedBelow(child));

/** An item that names nobody, where most others do. */
export const checkResponsibility = (draft: Draft): void => {
  const items = itemsOf(draft);
  const silent = items.filter(item => !names(item) && !namedAbove(item) && !namedBelow(item));
  if (silent.length * 2 >= items.length) return;
  for (const item of silent) {
    const at = item.heading ?? { start: item.start, end: item.end };
    report(draft, 'no-responsibility', at, '这一条没有写明责任单位。', { node: item.id });
  }
};

/** Names of one body that are written in several ways. */
export const checkNames = (draft: Draft): void => {
  const stated = allNodes(draft).flatMap(node =>
    node.responsibilities.map(({ name, start, end }) => ({ name, start, end, node: node.id })),
  );
  const byName = groupBy(stated, ({ name }) => name);
  for (const { canonical, aliases } of draft.organizations) {
    if (aliases.length === 0) continue;
    const variants = [canonical, ...aliases];
    const uses = variants.map(name => ({
      name,
      nodes: [...new Set((byName.get(name) ?? []).map(({ node }) => node))],
    }));
    const at = byName.get(aliases[0]!)![0]!;
    const said = aliases.map(name => `“${name}”`).join('、');
    report(draft, 'name-variant', at, `${said}与“${canonical}”应是同一单位，已统一为“${canonical}”。`, {
      variants,
      canonical,
      uses,
    });
  }
};

/** Names that no body of the register has; collective names (各科室) are none of a body. */
export const checkRegister = (draft: Draft): void => {
  const { register } = draft;
  if (!register) return;
  const known = [...new Set(register)];
  const plain = new Set(known.map(plainName));
  const one = { owners: (): number => 0 };
  const found = new Map<string, { at: Region; nodes: Set<string> }>();
  for (const node of allNodes(draft)) {
    for (const { canonical, name, start, end } of node.responsibilities) {
      if (plain.has(plainName(canonical)) || plain.has(plainName(name)) || isCollective(canonical)) continue;
      const entry = found.get(canonical) ?? { at: { start, end }, nodes: new Set<string>() };
      found.set(canonical, entry);
      entry.nodes.add(node.id);
    }
  }
  for (const [name, { at, nodes }] of found) {
    if (known.length <= MOST_COMPARED && known.some(other => sameBody(other, name, one))) continue;
    report(draft, 'unknown-organization', at, `单位名册里没有“${name}”。`, { name, nodes: [...nodes] });
  }
};
