import type { ResponsibilityRole, Span } from '../../../compiler/ledger';
import { type Draft, nodeOf, oncePerBody } from './draft';

const canonicalOf = (draft: Draft, name: string): string => draft.canonical.get(name) ?? name;

/** All of these are one body: from now on, and wherever else they stand, `canonical` counts. */
export function mergeNames(draft: Draft, names: readonly string[], canonical: string): void {
  const merged = new Set(names);
  for (const [name, meant] of draft.canonical) if (merged.has(meant)) draft.canonical.set(name, canonical);
  for (const name of names) {
    draft.canonical.set(name, canonical);
    draft.namesSettled.add(name);
  }
  for (const node of draft.nodes) {
    if (!node.responsibilities.some(one => merged.has(one.canonical) || merged.has(one.name))) continue;
    node.responsibilities = oncePerBody(
      node.responsibilities.map(one =>
        merged.has(one.canonical) || merged.has(one.name) ? { ...one, canonical } : one,
      ),
    );
  }
}

/** Names that look like variants but are different bodies: each counts for itself. */
export function keepNamesApart(draft: Draft, names: readonly string[]): void {
  const apart = new Set(names);
  for (const name of names) {
    draft.canonical.set(name, name);
    draft.namesSettled.add(name);
  }
  for (const node of draft.nodes)
    node.responsibilities = node.responsibilities.map(one =>
      apart.has(one.name) ? { ...one, canonical: one.name } : one,
    );
}

/** Gives a body a role in a node, or another role. Beside a lead, who was responsible assists. */
export function setResponsibility(draft: Draft, id: string, name: string, role: ResponsibilityRole, span?: Span): void {
  const node = nodeOf(draft, id);
  if (!node) return;
  const canonical = canonicalOf(draft, name);
  const known = node.responsibilities.some(one => one.canonical === canonical);
  node.responsibilities = known
    ? node.responsibilities.map(one => (one.canonical === canonical ? { ...one, role } : one))
    : [...node.responsibilities, { role, name, canonical, span: span ?? [node.span[0], node.span[0]] }];
  if (role === 'lead')
    node.responsibilities = node.responsibilities.map(one =>
      one.role === 'responsible' ? { ...one, role: 'assist' as const } : one,
    );
  node.corrected = true;
}

export function removeResponsibility(draft: Draft, id: string, name: string): void {
  const node = nodeOf(draft, id);
  if (!node) return;
  const canonical = canonicalOf(draft, name);
  node.responsibilities = node.responsibilities.filter(one => one.canonical !== canonical);
  node.corrected = true;
}
