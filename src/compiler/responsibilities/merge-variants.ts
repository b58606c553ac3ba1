import { allNodes, type Draft } from '../draft';
import { type Context, ownerOf, plainName, sameBody } from './same-body';

/** Gives all variants of a body's name one canonical name: the one used most, of equals the shorter. */
export const mergeVariants = (draft: Draft): void => {
  const nodes = allNodes(draft).filter(({ responsibilities }) => responsibilities.length > 0);
  const uses = new Map<string, number>();
  const together = new Set<string>();
  for (const { responsibilities } of nodes) {
    const names = responsibilities.map(({ name }) => name);
    for (const name of names) uses.set(name, (uses.get(name) ?? 0) + 1);
    // Two names in one list are two bodies, however alike they look.
    if (names.length <= 60) for (const a of names) for (const b of names) if (a !== b) together.add(`${a}|${b}`);
  }
  const canonicalOf = groupNames([...uses.keys()], uses, together);
  for (const { responsibilities } of nodes) {
    for (const stated of responsibilities) stated.canonical = canonicalOf.get(stated.name) ?? stated.name;
  }
  countOrganizations(draft, nodes.length > 0 ? canonicalOf : new Map());
};

// 委 and 委员会, 办 and 办公室, 残联 and 残疾人联合会 end alike.
const KIND: Record<string, string> = { 会: '委', 联: '委', 协: '委', 室: '办', 行: '行' };

/** For each office how many owners it has in the text; a place and its level (云川市, 市) are one. */
const ownersOf = (names: string[]): Context => {
  const owners = new Map<string, Set<string>>();
  for (const name of names) {
    const { owner, rest, kind } = ownerOf(plainName(name));
    if (kind === 'none') continue;
    const known = owners.get(rest) ?? new Set<string>();
    owners.set(rest, known);
    known.add(kind === 'place' ? owner.slice(-1) : owner);
  }
  return { owners: rest => owners.get(rest)?.size ?? 0 };
};

const groupNames = (names: string[], uses: Map<string, number>, together: Set<string>): Map<string, string> => {
  const canonicalOf = new Map<string, string>();
  const byUse = names.toSorted((a, b) => uses.get(b)! - uses.get(a)! || a.length - b.length);
  const heads = new Map<string, string[]>();
  const context = ownersOf(names);
  for (const name of byUse) {
    // Only names with the same end can be one body: few to compare with.
    const end = KIND[plainName(name).slice(-1)] ?? plainName(name).slice(-1);
    const known = heads.get(end) ?? [];
    heads.set(end, known);
    const head = known.slice(0, 400).find(other => !together.has(`${other}|${name}`) && sameBody(other, name, context));
    if (!head) known.push(name);
    canonicalOf.set(name, head ?? name);
  }
  return canonicalOf;
};

const countOrganizations = (draft: Draft, canonicalOf: Map<string, string>): void => {
  const found = new Map(
    [...new Set(canonicalOf.values())].map(canonical => [
      canonical,
      { canonical, aliases: [] as string[], lead: 0, assist: 0, responsible: 0 },
    ]),
  );
  for (const [name, canonical] of canonicalOf) if (name !== canonical) found.get(canonical)!.aliases.push(name);
  for (const { responsibilities } of allNodes(draft)) {
    for (const { canonical, role } of responsibilities) found.get(canonical)![role] += 1;
  }
  draft.organizations = [...found.values()];
};
