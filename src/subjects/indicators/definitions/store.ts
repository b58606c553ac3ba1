import { sql } from 'kysely';
import type { Id } from '../../../platform/database/tables';
import type { Context } from '../../../platform/operation';
import type { Change, DefinitionChanges } from '../rules/definition-changes';

type Kind = 'dimension' | 'figure' | 'indicator';
type Row = Record<string, unknown>;
type Put = Change<object> & { expression?: unknown };
type Saved = { id: Id; version: number };

const tables = { dimension: 'dimensions', figure: 'figures', indicator: 'indicators' } as const;
// Below the number of parameters that one statement may have.
const PER_STATEMENT = 500;

const json = (value: unknown) => (value === null || value === undefined ? null : JSON.stringify(value));

// Lists of texts stay lists; what is stored as JSON is written as JSON.
const rowOf = (kind: Kind, { fields, expression }: Put): Row => {
  if (kind === 'indicator') return { ...fields, expression: json(expression) };
  return 'options' in fields ? { ...fields, options: json(fields.options) } : { ...fields };
};

const create = async ({ db, actor, now }: Context, kind: Kind, puts: readonly Put[], from: Row): Promise<Saved[]> => {
  const more = { ...from, tenantId: actor.tenantId, ...(kind === 'dimension' ? {} : { createdAt: now }) };
  return db
    .insertInto(tables[kind])
    .values(puts.map(put => ({ ...rowOf(kind, put), ...more })) as never)
    .returning(['id', 'version'])
    .execute();
};

// The rows are there: they are named by their id, and every column that is said takes what is said.
const change = async ({ db, actor, now }: Context, kind: Kind, puts: readonly Put[], from: Row): Promise<Saved[]> => {
  const more = { ...from, tenantId: actor.tenantId, ...(kind === 'dimension' ? {} : { createdAt: now }) };
  const rows = puts.map(put => ({ ...rowOf(kind, put), ...from }));
  const taken = Object.keys(rows[0]!).map(column => [column, sql.ref(`excluded.${column}`)]);
  await db
    .insertInto(tables[kind])
    .values(rows.map((row, index) => ({ ...more, ...row, id: puts[index]!.before!.id })) as never)
    .onConflict(conflict =>
      conflict
        .columns(['tenantId', 'id'] as never)
        .doUpdateSet({ ...Object.fromEntries(taken), version: sql.raw(`${tables[kind]}.version + 1`) } as never),
    )
    .execute();
  return puts.map(({ before }) => ({ id: before!.id, version: before!.version + 1 }));
};

const isNew = ({ before }: Put): boolean => before === null;
const isChanged = ({ before, changes }: Put): boolean => before !== null && changes.length > 0;

const putAll = async (context: Context, kind: Kind, puts: readonly Put[], from: Row): Promise<Map<Put, Saved>> => {
  const saved = new Map(puts.flatMap(put => (put.before ? [[put, put.before as Saved] as const] : [])));
  for (const [write, all] of [[create, puts.filter(isNew)] as const, [change, puts.filter(isChanged)] as const])
    for (let start = 0; start < all.length; start += PER_STATEMENT) {
      const some = all.slice(start, start + PER_STATEMENT);
      const rows = await write(context, kind, some, from);
      for (const [index, put] of some.entries()) saved.set(put, rows[index]!);
    }
  const side = ({ changes }: Put, which: 'before' | 'after') =>
    Object.fromEntries(changes.map(one => [one.field, one[which]]));
  for (const put of puts)
    if (isNew(put)) await context.audit({ kind, id: saved.get(put)!.id, after: put.fields });
    else if (isChanged(put))
      await context.audit({ kind, id: saved.get(put)!.id, before: side(put, 'before'), after: side(put, 'after') });
  return saved;
};

/**
 * Writes what changes, dimensions first, each with its line of history; what is the same stays untouched. `pack`: where it came
 * from; not given for what a person saves. Returns the rows in the order of the changes.
 */
export async function putChanges(
  context: Context,
  { dimensions, figures, indicators, recompiled }: DefinitionChanges,
  pack?: string,
): Promise<Saved[]> {
  const { db, actor } = context;
  const from = pack === undefined ? {} : { pack };
  const saved: Saved[] = [];
  for (const [kind, puts] of [
    ['dimension', dimensions],
    ['figure', figures],
    ['indicator', indicators],
  ] as const) {
    const rows = await putAll(context, kind, puts, from);
    for (const put of puts) saved.push(rows.get(put)!);
  }
  await sql`
    update indicators i set expression = x.expression
    from jsonb_to_recordset(${JSON.stringify(recompiled)}::jsonb) as x(id bigint, expression jsonb)
    where i.tenant_id = ${actor.tenantId} and i.id = x.id`.execute(db);
  return saved;
}
