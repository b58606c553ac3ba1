import type { SettledPlan } from '../../../../subjects/plans/schema';
import type { Fact } from '../document/blocks';

/** The name of a sentence in the address: `m` and where it begins. */
export const sentenceKey = (start: number): string => `m${start}`;

/** The sentence that was asked to be shown, as a stretch that the text marks; null where something else was chosen. */
export const sentenceFact = (plan: SettledPlan, key: string | null): Fact | null => {
  if (!key?.startsWith('m')) return null;
  const node = plan.nodes.find(one => one.kind === 'measure' && sentenceKey(one.span[0]) === key);
  return node ? { kind: 'found', key, span: node.span } : null;
};
