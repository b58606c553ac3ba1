import { allNodes, type Draft } from '../draft';
import { type Body, bodyOf, type Context, sameBody } from './same-body';

/** Gives all variants of a body's name one canonical name: the one used most, of equals the shorter. */
export const mergeVariants = (draft: Draft): void => {
  const nodes = allNodes(draft).filter(({ responsibilities }) => responsibilities.length > 0);
  const uses = new Map<string, number>();
  const together = new Set<string>();
  for (const { responsibilities } of nodes) {
    const names = responsibilities.map(({ name }) => name);
    for (const name of names) uses.set(name, (uses.get(name) ?? 0) + 1);
    // Two names in one list are two bodies, however alike they look.
    if (names.length > 60) continue;
    for (const [index, a] of names.entries()) {
      for (const b of names.slice(index + 1)) if (a !== b) together.add(pairOf(a, b));
    }
  }
  const canonicalOf = groupNames([...uses.keys()], uses, together);
  for (const { responsibilities } of nodes) {
    for (const stated of responsibilities) stated.canonical = canonicalOf.get(stated.name) ?? stated.name;
  }
  countOrganizations(draft, nodes.length > 0 ? canonicalOf : new Map());
};

const pairOf = (a: string, b: string): string => (a < b ? `${a}|${b}` : `${b}|${a}`);

const MOST_COMPARED = 400;

// 委 and 委员会, 办 and 办公室, 残联 and 残疾人联合会 end alike.
const KIND: Record<string, string> = { 会: '委', 联: '委', 协: '委', 室: '办', 行: '行' };

/** For each office how many owners it has in the text; a place and its level (云川市, 市) are one. */
const ownersOf = (bodies: Body[]): Context => {
  const owners = new Map<string, Set<string>>();
  for (const { owner, rest, kind } of bodies) {
    if (kind === 'none') continue;
    const known = owners.get(rest) ?? new Set<string>();
    owners.set(rest, known);
    known.add(kind === 'place' ? owner.slice(-1) : owner);
  }
  return { owners: rest => owners.get(rest)?.size ?? 0 };
};

const groupNames = (names: string[], uses: Map<string, number>, together: Set<string>): Map<string, string> => {
  const canonicalOf = new Map<string, string>();
  const byUse = names.toSorted((a, b) => uses.get(b)! - uses.get(a)! || a.length - b.length).map(bodyOf);
  const heads = new Map<string, Body[]>();
  const context = ownersOf(byUse);
  for (const body of byUse) {
    const { name, plain } = body;
    // Only names with the same end can be one body: few to compare with.
    const end = KIND[plain.slice(-1)] ?? plain.slice(-1);
    const known = heads.get(end) ?? [];
    heads.set(end, known);
    const head = known.find(other => sameBody(other, body, context) && !together.has(pairOf(other.name, name)));
    if (!head && known.length < MOST_COMPARED) known.push(body);
    canonicalOf.set(name, head?.name ?? name);
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
