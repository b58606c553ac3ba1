import type { Write } from './book';
import type { Inventory } from './places';

/** `found`: every trace is there, once. `absent`: none is. Anything between is `torn`; more than was written is `twice`. */
export type Verdict = 'found' | 'absent' | 'torn' | 'twice';

export function verdictOf(write: Write, inventory: Inventory, bytes: Map<string, boolean>): Verdict {
  const counts = write.traces.map(({ where, mark, rows }) => ({ rows, count: inventory(where, mark) }));
  if (bytes.get(write.mark) === false) return 'torn';
  if (counts.every(({ rows, count }) => count === rows)) return 'found';
  if (counts.every(({ count }) => count === 0)) return 'absent';
  return counts.some(({ rows, count }) => count > rows) ? 'twice' : 'torn';
}

/** What is wrong with a write, in words; null where all is right. */
export function complaintOf(write: Write, inventory: Inventory, verdict: Verdict): string | null {
  const right =
    verdict === 'found' ? write.outcome !== 'refused' : verdict === 'absent' && write.outcome !== 'acknowledged';
  if (right) return null;
  const counts = write.traces.map(({ where, mark, rows }) => `${where} ${inventory(where, mark)}/${rows}`);
  return `${write.operation} ${write.mark} was ${write.outcome} (${write.status}) and is ${verdict}: ${counts.join(', ')}`;
}
