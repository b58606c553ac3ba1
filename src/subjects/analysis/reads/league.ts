import { sql } from 'kysely';
import { addDays } from '../../../kernel/calendar';
import { shareOf } from '../../../kernel/decimal';
import type { DateText, Id } from '../../../platform/database/tables';
import type { Context } from '../../../platform/operation';
import type { League, LeagueRow } from '../schema';
import { branchesOf, unitOf } from './units';

const percent = (part: number, whole: number): number => (whole === 0 ? 0 : Number(shareOf('100', part, whole, 1)));

/** Timeliness and completeness of the windows that were due within some days, by the units right below the body; best first. */
export async function leagueOf(
  { db, actor, today }: Context,
  { formId, from, to }: { formId?: Id | undefined; from?: DateText | undefined; to?: DateText | undefined },
): Promise<League> {
  const { tenantId } = actor;
  const days = { from: from ?? addDays(today, -366), to: to ?? today };
  const branches = await branchesOf(db, tenantId, await unitOf(db, tenantId, undefined));
  const { rows } = await sql<{ groupId: Id; expected: number; submitted: number; onTime: number; accepted: number }>`
    select t.group_id, sum(t.expected)::int as expected, sum(t.submitted)::int as submitted, sum(t.on_time)::int as on_time,
      sum(t.accepted)::int as accepted
    from tallies t
    join form_windows w on w.tenant_id = t.tenant_id and w.form_id = t.form_id and w.period = t.period
    where t.tenant_id = ${tenantId} and (${formId ?? null}::bigint is null or t.form_id = ${formId ?? null}::bigint)
      and w.due_on between ${days.from}::date and ${days.to}::date
    group by t.group_id`.execute(db);
  const byGroup = new Map(rows.map(row => [row.groupId, row]));
  const league = branches
    .map(({ unit, groupIds }) => {
      const whole = { expected: 0, submitted: 0, onTime: 0, accepted: 0 };
      for (const groupId of groupIds) {
        const row = byGroup.get(groupId);
        if (row) for (const key of ['expected', 'submitted', 'onTime', 'accepted'] as const) whole[key] += row[key];
      }
      const completeness = percent(whole.submitted, whole.expected);
      const timeliness = percent(whole.onTime, whole.expected);
      return { unitId: unit.id, name: unit.name, ...whole, completeness, timeliness };
    })
    .filter(({ expected }) => expected > 0)
    .sort((a, b) => b.timeliness - a.timeliness || b.completeness - a.completeness);
  const placed = league.map(
    (row, at): LeagueRow => ({
      ...row,
      place: 1 + league.slice(0, at).filter(other => isAhead(other, row)).length,
    }),
  );
  return { ...days, forms: await formsWithWindows(db, tenantId), rows: placed };
}

const formsWithWindows = async (db: Context['db'], tenantId: Id): Promise<League['forms']> =>
  db
    .selectFrom('forms as m')
    .select(['m.id', 'm.name'])
    .where('m.tenantId', '=', tenantId)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('formWindows as w')
          .select('w.formId')
          .where('w.tenantId', '=', tenantId)
          .whereRef('w.formId', '=', 'm.id'),
      ),
    )
    .orderBy('m.sort')
    .orderBy('m.id')
    .execute();

const isAhead = (a: Omit<LeagueRow, 'place'>, b: Omit<LeagueRow, 'place'>): boolean =>
  a.timeliness > b.timeliness || (a.timeliness === b.timeliness && a.completeness > b.completeness);
