import { allNodes, type Draft } from '../draft';
import { report } from './catalogue';
import { groupBy } from './group-by';

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
