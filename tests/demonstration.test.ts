import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { connect, type Db } from '../src/platform/database/connect';
import { checkRollups } from '../src/subjects/reporting/store/recompute';
import { ensureDemonstration } from './support/demonstration';
import { createTestDatabase } from './support/test-database';

// The demonstration body as it stands when it has just been created: its figures and its tasks tell one story.
describe('the demonstration', () => {
  let db: Db;
  const closing: (() => Promise<void>)[] = [];
  const rowsOf = async <Row>(query: string): Promise<Row[]> => (await sql.raw<Row>(query).execute(db)).rows;

  beforeAll(async () => {
    const made = await ensureDemonstration(inject('testServer'));
    const database = await createTestDatabase(made.database);
    const connected = connect(database.url, 2, null);
    db = connected.db;
    closing.push(connected.close, database.drop);
  }, 120_000);

  afterAll(async () => {
    for (const close of closing) await close();
  });

  it('has sums that its submissions give', async () => {
    expect(await checkRollups(db, '1')).toEqual([]);
  });

  it('has one value of an indicator on a day, whichever task tells it', async () => {
    const values = await rowsOf<{ code: string; on: string; told: number; measured: boolean }>(
      `select i.code, v.on_date::text as "on", count(distinct trim_scale(v.value))::int as told, bool_or(v.reported_by is null) as measured
       from target_values v
       join targets g on g.tenant_id = v.tenant_id and g.id = v.target_id and g.comparator <> 'add'
       join indicators i on i.tenant_id = g.tenant_id and i.id = g.indicator_id and i.code is not null
       join org_units o on o.tenant_id = v.tenant_id and o.id = v.org_unit_id and o.parent_id is null
       where v.tenant_id = 1
       group by i.code, v.on_date`,
    );
    expect(values.filter(({ told }) => told > 1)).toEqual([]);
    expect(values.filter(({ measured }) => measured).length).toBeGreaterThan(80);
    const increments = await rowsOf<{ agrees: boolean }>(
      `select v.value = w.value - k.baseline as agrees from targets g
       join targets k on k.tenant_id = g.tenant_id and k.id = g.pair_id and k.indicator_id = g.indicator_id and k.comparator = 'eq'
       join target_values v on v.tenant_id = g.tenant_id and v.target_id = g.id
       join target_values w on w.tenant_id = v.tenant_id and w.target_id = k.id and w.org_unit_id = v.org_unit_id and w.on_date = v.on_date
       join indicators i on i.tenant_id = g.tenant_id and i.id = g.indicator_id and i.code is not null
       where g.tenant_id = 1 and g.comparator = 'add'`,
    );
    expect(increments.length).toBeGreaterThan(10);
    expect(increments.filter(({ agrees }) => !agrees)).toEqual([]);
    const jumps = await rowsOf(
      `select g.text, v.on_date, v.value, n.value as next from target_values v
       join target_values n on n.tenant_id = v.tenant_id and n.target_id = v.target_id and n.org_unit_id = v.org_unit_id
         and n.on_date > v.on_date and n.on_date <= v.on_date + 7 and (n.reported_by is null) <> (v.reported_by is null)
       join targets g on g.tenant_id = v.tenant_id and g.id = v.target_id
       join org_units o on o.tenant_id = v.tenant_id and o.id = v.org_unit_id and o.parent_id is null
       where v.tenant_id = 1 and abs(v.value - n.value) > greatest(1, abs(v.value) * 0.02)`,
    );
    expect(jumps).toEqual([]);
  });

  it('leaves everybody figures to see to: missing, returned, doubted, to approve, to accept, extended, begun', async () => {
    const [august] = await rowsOf<Record<string, number>>(
      `select count(*) filter (where stage = 3)::int as accepted, count(*) filter (where stage = 2)::int as approved,
         count(*) filter (where stage = 1)::int as submitted, count(*) filter (where stage = 0 and returned_at is not null)::int as returned,
         count(*) filter (where stage = 0 and returned_at is null)::int as missing,
         count(*) filter (where extended_to is not null)::int as extended
       from submissions s join forms f on f.tenant_id = s.tenant_id and f.id = s.form_id and f.code = 'COMPULSORY_MONTH'
       where s.tenant_id = 1 and s.period = '2026-08'`,
    );
    expect(august!.accepted).toBeGreaterThan(200);
    for (const left of ['approved', 'submitted', 'returned', 'missing', 'extended'])
      expect([left, august![left]! > 0]).toEqual([left, true]);
    const notes = await rowsOf<{ kind: string }>(
      `select kind from cell_notes where tenant_id = 1 group by kind order by kind`,
    );
    expect(notes.map(({ kind }) => kind)).toEqual(['confirm', 'explanation', 'query', 'return']);
    const [begun] = await rowsOf<{ drafts: number; open: number }>(
      `select count(*) filter (where draft is not null)::int as drafts, count(*)::int as open from submissions
       where tenant_id = 1 and period = '2026-09'`,
    );
    expect(begun!.open).toBeGreaterThan(500);
    expect(begun!.drafts).toBe(1);
  });

  it('hands in as people do: most in time, where a county is behind more often late', async () => {
    const [all] = await rowsOf<{ share: number }>(
      `select sum(on_time)::float / sum(submitted) as share from tallies where tenant_id = 1 and submitted > 0`,
    );
    expect(all!.share).toBeGreaterThan(0.9);
    expect(all!.share).toBeLessThan(0.99);
    const [late] = await rowsOf<{ name: string }>(
      `select o.short_name as name from tallies t join org_units o on o.tenant_id = t.tenant_id and o.id = t.group_id
       where t.tenant_id = 1 and o.kind = 'county' group by 1 order by sum(t.on_time)::float / sum(t.submitted) limit 1`,
    );
    expect(['雁回县', '棠梨县']).toContain(late!.name);
  });

  it('has targets that were split, signed by most, one with a waiver, one split on; two revised; June frozen', async () => {
    const splits = await rowsOf<{ parts: number; signed: number; waiver: string | null; byRoot: boolean }>(
      `select count(*)::int as parts, count(p.signed_at)::int as signed, a.waiver, o.parent_id is null as "byRoot" from allocations a
       join allocation_parts p on p.tenant_id = a.tenant_id and p.allocation_id = a.id
       join org_units o on o.tenant_id = a.tenant_id and o.id = a.org_unit_id
       where a.tenant_id = 1 and a.state = 'sent' group by a.id, a.waiver, o.parent_id order by a.id`,
    );
    expect(splits.filter(({ byRoot }) => byRoot).map(({ parts, signed }) => [parts, signed])).toEqual(
      Array.from({ length: 4 }, () => [18, 15]),
    );
    expect(splits.filter(({ waiver }) => waiver !== null)).toHaveLength(1);
    expect(splits.filter(({ byRoot }) => !byRoot)).toHaveLength(1);
    const [counts] = await rowsOf<Record<string, number>>(
      `select (select count(*)::int from target_revisions where tenant_id = 1) as revisions,
         (select count(*)::int from snapshots where tenant_id = 1 and period = '2026-06') as snapshots,
         (select count(*)::int from org_units where tenant_id = 1 and valid_to is not null) as closed,
         (select count(distinct unit_id)::int from unit_places where tenant_id = 1) as moved`,
    );
    expect(counts).toEqual({ revisions: 2, snapshots: 2, closed: 1, moved: 1 });
  });
});
