import { allNodes, type Draft, type Region } from '../draft';
import { isCollective } from '../responsibilities/body-shape';
import { bodyOf, plainName, sameBody } from '../responsibilities/same-body';
import { report } from './catalogue';

// A larger register is compared by whole names only.
const MOST_COMPARED = 3000;

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
  const compared = known.length <= MOST_COMPARED ? known.map(bodyOf) : [];
  for (const [name, { at, nodes }] of found) {
    const body = bodyOf(name);
    if (compared.some(other => sameBody(other, body, one))) continue;
    report(draft, 'unknown-organization', at, `单位名册里没有“${name}”。`, { name, nodes: [...nodes] });
  }
};
