import type { TFunction } from 'i18next';
import type { AuditRow } from '../../../subjects/audit/schema';
import { type HistoryNames, isHistoryField, wordOf } from '../tasks/history-changes';

/** One field of an entry, as it was and as it became; null where there was or is nothing. */
export type AuditChange = { field: string; from: string | null; to: string | null };

type Row = Pick<AuditRow, 'kind' | 'before' | 'after'>;

// The history of a task has words for its own fields.
const OF_TASKS = ['task', 'report', 'milestone', 'comment'];

const OF_UNITS = ['unitId', 'orgUnitId', 'parentId', 'leadUnitId', 'keeperUnitId', 'successorId'];
// What may be a code with a word of its own; anything else was typed by somebody.
const CODE = /^[a-z0-9-]+$/i;
const ID = /^\d+$/;

const fieldName = (t: TFunction, field: string): string =>
  t(`task:field.${field}`, { defaultValue: t(`audit:field.${field}`, field) });

/** A value in words: codes by their names, units by theirs, lists and tables as sentences; what has no words as it was written down. */
const said = (t: TFunction, field: string, value: unknown, names: HistoryNames): string => {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) {
    const mark = value.some(one => typeof one === 'object') ? 'then' : 'between';
    return value.map(one => said(t, field, one, names)).join(t(`audit:value.${mark}`));
  }
  if (typeof value === 'object') {
    const entries = Object.entries(value).filter(([, one]) => one !== null && one !== '');
    // A point of a trajectory, an option of a dimension.
    if ('on' in value && 'planned' in value) return `${value.on} ${value.planned}`;
    const named = (key: string) => (ID.test(key) ? names.unit(key) : fieldName(t, key));
    return entries.map(([key, one]) => `${named(key)} ${said(t, key, one, names)}`).join(t('audit:value.between'));
  }
  if (typeof value === 'boolean') return t(`audit:value.${value}`);
  const text = String(value);
  if (OF_UNITS.includes(field)) return names.unit(text);
  return CODE.test(text) ? t(`audit:value.${field}.${text}`, { defaultValue: text }) : text;
};

const textOf = (t: TFunction, row: Row, field: string, value: unknown, names: HistoryNames): string | null => {
  if (value === undefined || value === null || value === '') return null;
  if (Array.isArray(value) && value.length === 0) return null;
  if (OF_TASKS.includes(row.kind) && isHistoryField(field)) return wordOf(t, row, field, value, names);
  if (field === 'role') return t(`frame:role.${value}`, String(value));
  return said(t, field, value, names) || null;
};

/** What differs between before and after, field by field: what was written down, in the words of the interface. The workbook has it letter by letter. */
export const auditChanges = (t: TFunction, row: Row, names: HistoryNames): AuditChange[] => {
  const { before, after } = row;
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return fields.flatMap(field => {
    const from = textOf(t, row, field, before?.[field], names);
    // An entry that tells only what changed says nothing of the rest.
    const to = after !== null && !(field in after) ? from : textOf(t, row, field, after?.[field], names);
    if (from === to) return [];
    return [{ field: fieldName(t, field), from, to }];
  });
};
