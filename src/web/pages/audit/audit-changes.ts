import type { TFunction } from 'i18next';
import type { AuditRow } from '../../../subjects/audit/schema';
import { type HistoryNames, isHistoryField, wordOf } from '../tasks/history-changes';

/** One field of an entry, as it was and as it became; null where there was or is nothing. */
export type AuditChange = { field: string; from: string | null; to: string | null };

type Row = Pick<AuditRow, 'kind' | 'before' | 'after'>;

// The history of a task has words for its own fields; everything else is shown as it was written down.
const OF_TASKS = ['task', 'report', 'milestone', 'comment'];

const textOf = (t: TFunction, row: Row, field: string, value: unknown, names: HistoryNames): string | null => {
  if (value === undefined || value === null || value === '') return null;
  if (Array.isArray(value) && value.length === 0) return null;
  if (OF_TASKS.includes(row.kind) && isHistoryField(field)) return wordOf(t, row, field, value, names);
  if (field === 'unitId' || field === 'orgUnitId' || field === 'parentId') return names.unit(String(value));
  if (field === 'role') return t(`frame:role.${value}`, String(value));
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};

/** What differs between before and after, field by field: exactly what was written down, under the names of the interface. */
export const auditChanges = (t: TFunction, row: Row, names: HistoryNames): AuditChange[] => {
  const { before, after } = row;
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return fields.flatMap(field => {
    const from = textOf(t, row, field, before?.[field], names);
    // An entry that tells only what changed says nothing of the rest.
    const to = after !== null && !(field in after) ? from : textOf(t, row, field, after?.[field], names);
    if (from === to) return [];
    return [{ field: t(`task:field.${field}`, { defaultValue: t(`audit:field.${field}`, field) }), from, to }];
  });
};
