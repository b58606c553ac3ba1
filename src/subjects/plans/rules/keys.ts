import type { Diagnostic, PlanNode, Span } from '../../../compiler/ledger';

/** A short name for a text (FNV-1a, base 36): keys must be the same wherever and whenever they are made. */
const shortHash = (text: string): string => {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(36);
};

/** Key of a compiled target: where it begins, and which of those that begin there. It stays when others come or go. */
export const targetKey = (node: Pick<PlanNode, 'targets'>, index: number): string => {
  const start = node.targets[index]?.span[0] ?? 0;
  const before = node.targets.slice(0, index).filter(target => target.span[0] === start).length;
  return `t${start}-${before}`;
};

/** Key of a target that a person added: made of what was added, so that undoing another one does not change it. */
export const addedTargetKey = (span: Span, fields: unknown): string =>
  `a${span[0]}-${shortHash(JSON.stringify([span, fields]))}`;

/** Key of a compiler's diagnostic inside its plan. */
export const diagnosticKey = ({ code, span, data }: Pick<Diagnostic, 'code' | 'span' | 'data'>): string =>
  `${code}@${span[0]}-${span[1]}-${shortHash(JSON.stringify(data))}`;
