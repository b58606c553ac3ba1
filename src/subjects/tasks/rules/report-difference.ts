import type { Id } from '../../../platform/database/tables';
import type { SubmissionBody } from '../schema';

/** What changed between two rounds of a report; `field` is a key of the body, or the target whose value changed. */
export type ReportDifference =
  | { field: 'percent'; before: number; after: number }
  | { field: 'summary' | 'problem' | 'nextStep'; before: string; after: string }
  | { field: 'value'; targetId: Id; before: string | null; after: string | null }
  | { field: 'file'; name: string; change: 'added' | 'removed' };

/** The differences in the order of the form; empty where both rounds say the same. */
export const differencesOf = (before: SubmissionBody, after: SubmissionBody): ReportDifference[] => {
  const differences: ReportDifference[] = [];
  if (before.percent !== after.percent)
    differences.push({ field: 'percent', before: before.percent, after: after.percent });
  for (const field of ['summary', 'problem', 'nextStep'] as const)
    if (before[field] !== after[field]) differences.push({ field, before: before[field], after: after[field] });
  const was = new Map(before.values.map(({ targetId, value }) => [targetId, value]));
  const is = new Map(after.values.map(({ targetId, value }) => [targetId, value]));
  for (const targetId of new Set([...was.keys(), ...is.keys()])) {
    const [old, current] = [was.get(targetId) ?? null, is.get(targetId) ?? null];
    if (old !== current) differences.push({ field: 'value', targetId, before: old, after: current });
  }
  const added = after.files.filter(file => !before.files.some(({ id }) => id === file.id));
  const removed = before.files.filter(file => !after.files.some(({ id }) => id === file.id));
  for (const { name } of added) differences.push({ field: 'file', name, change: 'added' });
  for (const { name } of removed) differences.push({ field: 'file', name, change: 'removed' });
  return differences;
};
