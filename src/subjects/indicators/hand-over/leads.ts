import { sql } from 'kysely';
import type { Context } from '../../../platform/operation';
import type { Handed, Heir, Keeping } from '../../org/hand-over';
import type { Held } from '../../org/schema';

// 牵头指标: figures and indicators whose lead department a unit is; both are named by what they are and their id.
const tables = { figure: sql.table('figures'), indicator: sql.table('indicators') } as const;
type Kind = keyof typeof tables;

const placeOf = (id: string): [Kind, string] => id.split('/') as [Kind, string];

export const leadsHeld: Keeping['held'] = async ({ db, actor }, unitIds) => {
  const { rows } = await sql<Omit<Held, 'kind'>>`
    select * from (
      select 'figure/' || f.id as id, f.lead_unit_id as unit_id, f.name from figures f
      where f.tenant_id = ${actor.tenantId} and f.lead_unit_id = any(${[...unitIds]}::bigint[])
      union all
      select 'indicator/' || i.id, i.lead_unit_id, i.name from indicators i
      where i.tenant_id = ${actor.tenantId} and i.lead_unit_id = any(${[...unitIds]}::bigint[])) x
    order by x.name, x.id`.execute(db);
  return rows.map(row => ({ kind: 'definition' as const, ...row }));
};

const lead = async (
  { db, actor, audit }: Context,
  id: string,
  from: string | null,
  to: string | null,
  reason?: string,
): Promise<boolean> => {
  const [kind, own] = placeOf(id);
  const { rows } = await sql`
    update ${tables[kind]} set lead_unit_id = ${to}::bigint, version = version + 1
    where tenant_id = ${actor.tenantId} and id = ${own} and lead_unit_id is not distinct from ${from}::bigint returning 1`.execute(
    db,
  );
  if (rows.length === 0) return false;
  const after = { leadUnitId: to, ...(reason === undefined ? {} : { reason }) };
  await audit({ kind, id: own, before: { leadUnitId: from }, after });
  return true;
};

export const passLead = (context: Context, { id, unitId }: Held, { toId, ended }: Heir): Promise<unknown> =>
  lead(context, id, unitId, toId, ended);

export const giveLeadBack = (context: Context, { subjectId, unitId, toUnitId }: Handed): Promise<boolean> =>
  lead(context, subjectId, toUnitId, unitId);
