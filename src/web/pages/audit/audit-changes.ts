import type { TFunction } from 'i18next';
import type { AuditRow } from '../../../subjects/audit/schema';

/** One field of an entry, as it was and as it became; null where there was or is nothing. */
export type AuditChange = { field: string; from: string | null; to: string | null };

const wordOf = (value: unknown): string | null => {
  if (value === undefined || value === null || value === '') return null;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};

/** What differs between before and after, field by field: exactly what was written down, under the names of the interface. */
export const auditChanges = (t: TFunction, { before, after }: Pick<AuditRow, 'before' | 'after'>): AuditChange[] => {
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return fields.flatMap(field => {
    const from = wordOf(before?.[field]);
    // An entry that tells only what changed says nothing of the rest.
    const to = after !== null && !(field in after) ? from : wordOf(after?.[field]);
    if (from === to) return [];
    return [{ field: t(`task:field.${field}`, { defaultValue: t(`audit:field.${field}`, field) }), from, to }];
  });
};
