import type { Finding } from '../../kernel/finding';
import { refuse } from '../../kernel/refusal';
import { say } from '../../locales/say';
import type { SheetSchema } from '../../platform/papers/import-schema';
import { readWorkbook } from '../../platform/papers/read-workbook';
import type { WorkbookModel } from '../../platform/papers/workbook-model';
import { comparableName } from './rules';
import { loginName, type Role, roles, type Unit, type UnitKind, unitKinds } from './schema';
import type { NewUnit } from './store';

// A province has some thousand schools in a city's tree at most.
const MOST_ROWS = 10_000;

const text = (language: string, key: string, values?: Record<string, unknown>) =>
  say(language, `org-workbook:${key}`, values);

const labels = <T extends string>(language: string, group: string, values: readonly T[]) =>
  Object.fromEntries(values.map(value => [value, text(language, `${group}.${value}`)]));

const sheetsIn = (language: string): SheetSchema[] => {
  const header = (key: string) => ({ key, header: text(language, key) });
  return [
    {
      name: text(language, 'units'),
      optional: true,
      fields: [
        { ...header('unit'), type: 'text', required: true, unique: true, maxLength: 100 },
        { ...header('code'), type: 'text', unique: true, maxLength: 50 },
        { ...header('short'), type: 'text', maxLength: 50 },
        { ...header('kind'), type: 'enum', required: true, labels: labels(language, 'kinds', unitKinds) },
        { ...header('parent'), type: 'text', maxLength: 100 },
        { ...header('aliases'), type: 'text', maxLength: 500 },
      ],
    },
    {
      name: text(language, 'people'),
      optional: true,
      fields: [
        { ...header('person'), type: 'text', required: true, maxLength: 50 },
        { ...header('login'), type: 'text', required: true, unique: true, maxLength: 40 },
        { ...header('unit'), type: 'text', required: true },
        { ...header('role'), type: 'enum', required: true, labels: labels(language, 'roles', roles) },
        { ...header('title'), type: 'text', maxLength: 50 },
      ],
    },
  ];
};

/** The workbook to fill in: the headers, the words to choose from, and how to. */
export const importTemplate = (language: string): WorkbookModel => ({
  sheets: sheetsIn(language).map(sheet => ({
    name: sheet.name,
    columns: sheet.fields.map(field => ({
      key: field.key,
      header: field.header,
      width: 24,
      kind: 'text' as const,
      options: field.labels ? Object.values(field.labels).flat() : undefined,
    })),
    rows: [],
  })),
  notes: {
    name: text(language, 'notes.title'),
    lines: ['units', 'aliases', 'people', 'whole'].map(key => text(language, `notes.${key}`)),
  },
  language,
});

export type NewPerson = { name: string; login: string; role: Role; title: string | null; unitCode: string };
export type OrgImport = { units: NewUnit[]; people: NewPerson[]; findings: Finding[] };

type Known = Pick<Unit, 'id' | 'code' | 'name' | 'shortName' | 'aliases' | 'parentId'>;

/**
 * Reads a filled-in workbook against the units and logins that exist. Units that are known already are left alone; what
 * is returned stands parents first. With any finding of level error, nothing may be imported.
 */
export async function readOrgWorkbook(
  bytes: Uint8Array,
  known: readonly Known[],
  takenLogins: ReadonlySet<string>,
  language: string,
): Promise<OrgImport> {
  const [unitSheet, peopleSheet] = sheetsIn(language) as [SheetSchema, SheetSchema];
  const reading = await readWorkbook(bytes, [unitSheet, peopleSheet], { language });
  if (Object.values(reading.rows).some(rows => rows.length > MOST_ROWS))
    refuse('too-large', { limit: MOST_ROWS.toLocaleString('en'), of: 'rows' });
  const findings = [...reading.findings];
  const wrong = (sheet: SheetSchema, row: number, key: string, code: string, value: unknown) =>
    findings.push({
      code,
      level: 'error',
      message: text(language, `finding.${code}`, { value }),
      at: reading.placeOf(sheet.name, row, key),
    });

  const root = known.find(unit => unit.parentId === null)!;
  const codes = new Map<string, string>();
  for (const unit of known)
    for (const name of [unit.code, unit.name, unit.shortName, ...unit.aliases])
      codes.set(comparableName(name), unit.code);

  const rows = (reading.rows[unitSheet.name] ?? []).filter(row => row.values.unit !== null);
  const fresh = rows.filter(row => !codes.has(comparableName(String(row.values.unit))));
  const drafts = fresh.map(row => {
    const { unit, code, short, kind, aliases } = row.values;
    const made = String(code ?? `${root.code}.${known.length + row.row}`);
    const names = String(aliases ?? '')
      .split(/[、,，;；]/)
      .map(name => name.trim())
      .filter(Boolean);
    for (const name of [String(unit), made, String(short ?? unit), ...names]) codes.set(comparableName(name), made);
    return {
      row,
      unit: {
        code: made,
        name: String(unit),
        shortName: String(short ?? unit),
        kind: (kind ?? 'department') as UnitKind,
        areaCode: null,
        aliases: names,
        sort: row.row,
      },
    };
  });
  const pending = drafts.map(({ row, unit }) => {
    const parent = row.values.parent;
    const parentCode = parent === null ? root.code : codes.get(comparableName(String(parent)));
    if (parentCode === undefined) wrong(unitSheet, row.row, 'parent', 'unknown-parent', parent);
    return { row, unit: { ...unit, parentCode: parentCode ?? root.code } };
  });
  const placed = new Set(known.map(unit => unit.code));
  const units: NewUnit[] = [];
  let waiting = pending;
  while (waiting.length > 0) {
    const ready = waiting.filter(({ unit }) => placed.has(unit.parentCode));
    if (ready.length === 0) {
      for (const { row } of waiting) wrong(unitSheet, row.row, 'parent', 'circle', row.values.parent);
      break;
    }
    for (const { unit } of ready) placed.add(unit.code);
    units.push(...ready.map(({ unit }) => unit));
    const done = new Set(ready);
    waiting = waiting.filter(entry => !done.has(entry));
  }

  const people = (reading.rows[peopleSheet.name] ?? []).flatMap(({ row, values, ok }) => {
    if (!ok) return [];
    const unitCode = codes.get(comparableName(String(values.unit)));
    if (unitCode === undefined) wrong(peopleSheet, row, 'unit', 'unknown-unit', values.unit);
    if (takenLogins.has(String(values.login))) wrong(peopleSheet, row, 'login', 'taken', values.login);
    if (!loginName.safeParse(values.login).success) wrong(peopleSheet, row, 'login', 'not-a-login', values.login);
    const title = values.title === null ? null : String(values.title);
    return [
      {
        name: String(values.person),
        login: String(values.login),
        role: values.role as Role,
        title,
        unitCode: unitCode ?? '',
      },
    ];
  });
  return { units, people, findings };
}
