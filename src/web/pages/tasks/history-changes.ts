import type { TFunction } from 'i18next';
import type { HistoryRow } from '../../../subjects/tasks/schema';
import { periodPart } from '../../parts/period-name';

/** One field that changed, in words; `from` is null where there was nothing before. */
export type HistoryChange = { label: string; from: string | null; to: string };
export type HistoryNames = { unit: (id: string) => string; target: (id: string) => string };

// What people call by a name, in the order it is told. Everything else (ids, versions) says nothing to them.
const fields = [
  'title',
  'content',
  'status',
  'signed',
  'leadUnitId',
  'unitIds',
  'units',
  'unitId',
  'leaderName',
  'startOn',
  'dueOn',
  'doneOn',
  'rhythm',
  'period',
  'percent',
  'summary',
  'problem',
  'nextStep',
  'values',
  'files',
  'reason',
  'kind',
  'body',
] as const;
type Field = (typeof fields)[number];

/** Has words of its own in the history of a task. */
export const isHistoryField = (field: string): field is Field => (fields as readonly string[]).includes(field);

type Member = { unitId: string; role: string };
type Value = { targetId: string; value: string };

const listOf = <T>(value: unknown): T[] => (Array.isArray(value) ? (value as T[]) : []);

/** A field's value as people say it: a status by its word, a unit by its name. */
export const wordOf = (
  t: TFunction,
  row: Pick<HistoryRow, 'kind'>,
  field: Field,
  value: unknown,
  names: HistoryNames,
): string => {
  if (value === null || value === undefined) return '';
  const mark = t('ledger:listMark');
  switch (field) {
    case 'status':
      return row.kind === 'report' ? t(`task:report.status.${value}`) : t(`ledger:status.${value}`);
    case 'rhythm':
      return t(`task:rhythm.${value}`);
    case 'kind':
      return t(`task:comment.${value}`);
    case 'percent':
      return `${value}%`;
    case 'period':
      return periodPart(t, String(value));
    case 'unitId':
    case 'leadUnitId':
      return names.unit(String(value));
    case 'unitIds':
      return listOf<string>(value).map(names.unit).join(mark);
    case 'units':
      return listOf<Member>(value)
        .map(({ unitId, role }) => t('task:history.member', { unit: names.unit(unitId), role: t(`task:role.${role}`) }))
        .join(mark);
    case 'values':
      return listOf<Value>(value)
        .map(one => `${names.target(one.targetId)} ${one.value}`)
        .join(mark);
    case 'files':
      return listOf<{ name: string }>(value)
        .map(({ name }) => name)
        .join(mark);
    default:
      return String(value);
  }
};

/** What changed in one line of history, in words; what stayed as it was is left away. */
export const historyChanges = (t: TFunction, row: HistoryRow, names: HistoryNames): HistoryChange[] =>
  fields.flatMap(field => {
    const [old, now] = [row.before?.[field], row.after?.[field]];
    if (old === undefined && now === undefined) return [];
    const to = wordOf(t, row, field, now, names);
    const from = old === undefined ? null : wordOf(t, row, field, old, names);
    // A thing that was taken away is told by what it was.
    if (row.after === null) return from ? [{ label: t(`task:field.${field}`), from, to }] : [];
    if (from === to || (from === null && to === '')) return [];
    // Only one side names it, and the other side says nothing about it: not a change.
    return now === undefined ? [] : [{ label: t(`task:field.${field}`), from, to }];
  });
