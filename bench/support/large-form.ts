import { sql } from 'kysely';
import { shiftPeriod } from '../../src/kernel/period';
import type { Db } from '../../src/platform/database/connect';
import type { Id } from '../../src/platform/database/tables';
import { compileExpression } from '../../src/subjects/indicators/rules/expression/compile-expression';

export const PERIOD = '2026-09';
export const CELLS = 200;
const NOW = '2026-09-28T02:00:00Z';
const CHECKS = 20;
const INDICATORS = 60;
const BACK = 12;

const code = (n: number): string => `G${String(n).padStart(3, '0')}`;
const figure = (n: number) => ({ op: 'figure', code: code(n), category: null });

const checks = (): object[] => {
  const figures = new Map(Array.from({ length: CELLS }, (_, at) => [code(at + 1), { unit: '人', categories: [] }]));
  return Array.from({ length: CHECKS }, (_, at) => {
    const text = `${code(2 * at + 1)} + ${code(2 * at + 2)} <= ${code(2 * at + 3)} * 3`;
    const compiled = compileExpression(text, { figures, units: {}, expect: 'boolean' });
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.findings));
    return { text, level: 'must-fix', message: text, expression: compiled.expression };
  });
};

/** What a school typed into cell `n`: hardly another than the month before. */
export const typed = (n: number): string => String(1000 + n);

/**
 * A form of 200 figures with 20 checks and 60 indicators on it, open for every school of the city in 2026-09; twelve months of values of
 * the schools that are measured, and the last month of all others. Returns the form.
 */
export async function addLargeForm(db: Db, tenantId: Id, measured: readonly Id[]): Promise<Id> {
  await sql`
    insert into figures (tenant_id, code, name, unit, kind, low, created_at)
    select ${tenantId}, 'G' || lpad(n::text, 3, '0'), '在校生情况第' || n || '项', '人', 'stock', 0, ${NOW}
    from generate_series(1, ${CELLS}::int) n`.execute(db);
  for (let n = 0; n < INDICATORS; n += 1)
    await db
      .insertInto('indicators')
      .values({
        ...{ tenantId, code: `large-${n}`, name: `大表指标${n}`, unit: '%', aggregation: 'ratio' as const },
        ...{ numerator: code(2 * n + 1), denominator: code(2 * n + 2), frequency: 'month' as const, createdAt: NOW },
        expression: JSON.stringify({ numerator: figure(2 * n + 1), denominator: figure(2 * n + 2) }),
      })
      .execute();
  const { id: formId } = await db
    .insertInto('forms')
    .values({
      ...{ tenantId, code: 'LARGE', name: '学校基本情况月报', frequency: 'month' as const, level: 'school' as const },
      ...{ timing: '{"opens":-5,"due":5,"locks":20}', checks: JSON.stringify(checks()), createdAt: NOW },
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await sql`
    insert into form_figures (tenant_id, form_id, figure_id, sort, section, change_limit)
    select tenant_id, ${formId}, id, row_number() over (order by code), '第' || substr(code, 2, 1) || '部分', 30
    from figures where tenant_id = ${tenantId} and code like 'G%'`.execute(db);
  await db.connection().execute(async one => {
    await sql`set session_replication_role = replica`.execute(one);
    for (let back = BACK; back >= 0; back -= 1) {
      const period = shiftPeriod(PERIOD, -back);
      const schools = back > 1 ? sql`o.id = any(${[...measured]}::bigint[])` : sql`o.kind = 'school'`;
      await sql`
        insert into form_windows (tenant_id, form_id, period, starts_on, ends_on, opens_on, due_on, locks_on, opened_at)
        values (${tenantId}, ${formId}, ${period}, ${`${period}-01`}, ${`${period}-28`}, ${`${period}-20`}, '2026-10-12', '2026-11-12', ${NOW})`.execute(
        one,
      );
      await sql`
        insert into submissions (tenant_id, form_id, period, org_unit_id, group_id, stage, first_submitted_at, submitted_at, accepted_at)
        select o.tenant_id, ${formId}, ${period}, o.id, o.parent_id, ${back === 0 ? 0 : 3},
          ${back === 0 ? null : NOW}::timestamptz, ${back === 0 ? null : NOW}::timestamptz, ${back === 0 ? null : NOW}::timestamptz
        from org_units o where o.tenant_id = ${tenantId} and ${schools}`.execute(one);
      if (back > 0)
        await sql`
          insert into figure_values (tenant_id, org_unit_id, period, figure_id, form_id, value)
          select o.tenant_id, o.id, ${period}, x.figure_id, x.form_id, 990 + x.sort + (o.id + ${back}) % 20
          from org_units o join form_figures x on x.tenant_id = o.tenant_id and x.form_id = ${formId}
          where o.tenant_id = ${tenantId} and ${schools} order by o.id, x.figure_id`.execute(one);
    }
    await sql`set session_replication_role = origin`.execute(one);
  });
  await sql`vacuum analyze`.execute(db);
  return formId;
}
