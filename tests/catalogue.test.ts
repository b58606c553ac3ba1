import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { connect, type Db } from '../src/platform/database/connect';
import { SERVER_ROLE } from '../src/platform/database/server-role';
import { inTenant } from '../src/platform/database/tenant';
import { ensureDemonstration } from './support/demonstration';
import { createTestDatabase } from './support/test-database';

// What no body owns: the catalogue of bodies, and which migrations were applied.
const SHARED = ['tenants', 'migrations'];
// The server adds to what was written down and never changes it.
const ADDED_TO_ONLY = ['audit_entries', 'audit_chain'];

let owner: Db;
let server: Db;
let tables: string[];
const closing: (() => Promise<void>)[] = [];
const demo = '1';
const other = '2';

const rowsOf = async <Row>(db: Db, query: string): Promise<Row[]> => (await sql.raw<Row>(query).execute(db)).rows;

// The rules of the schema as the database itself tells them: what holds here can be spread by tenant over many servers.
beforeAll(async () => {
  const made = await ensureDemonstration(inject('testServer'));
  const database = await createTestDatabase(made.database);
  const asOwner = connect(database.url, 2, null);
  const asServer = connect(database.url, 2);
  owner = asOwner.db;
  server = asServer.db;
  closing.push(asServer.close, asOwner.close, database.drop);
  await sql`insert into tenants (code, name, short_name, created_at) values ('other', '青溪市教育局', '青溪', '2026-01-01')`.execute(
    owner,
  );
  const found = await rowsOf<{ name: string }>(
    owner,
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1`,
  );
  tables = found.map(({ name }) => name).filter(name => !SHARED.includes(name));
});

afterAll(async () => {
  for (const close of closing) await close();
});

describe('keys', () => {
  it('begin with the tenant: primary keys, unique and exclusion constraints, unique indexes', async () => {
    const keys = await rowsOf<{ table: string; index: string; first: string; isPrimary: boolean }>(
      owner,
      `select c.relname as table, i.relname as index, a.attname as first, x.indisprimary as is_primary
       from pg_index x join pg_class c on c.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
       join pg_attribute a on a.attrelid = c.oid and a.attnum = x.indkey[0]
       where c.relnamespace = 'public'::regnamespace and (x.indisunique or x.indisexclusion)`,
    );
    const ours = keys.filter(({ table }) => tables.includes(table));
    expect(ours.filter(({ first }) => first !== 'tenant_id')).toEqual([]);
    expect(tables.filter(name => !ours.some(({ table, isPrimary }) => table === name && isPrimary))).toEqual([]);
  });

  it('have one type for the tenant everywhere', async () => {
    const types = await rowsOf<{ table: string; type: string }>(
      owner,
      `select c.relname as table, format_type(a.atttypid, null) as type from pg_attribute a join pg_class c on c.oid = a.attrelid
       where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attname = 'tenant_id' and a.attnotnull`,
    );
    expect(types.map(({ table }) => table).sort()).toEqual([...tables, 'tenants'].sort());
    expect(new Set(types.map(({ type }) => type))).toEqual(new Set(['bigint']));
  });

  it('of one table to another carry the tenant on both sides, or lead to the catalogue', async () => {
    const foreign = await rowsOf<{ name: string; target: string; own: string[]; theirs: string[]; onDelete: string }>(
      owner,
      `select k.conname as name, t.relname as target, k.confdeltype::text as on_delete,
         array(select attname::text from pg_attribute where attrelid = k.conrelid and attnum = any(k.conkey)) as own,
         array(select attname::text from pg_attribute where attrelid = k.confrelid and attnum = any(k.confkey)) as theirs
       from pg_constraint k join pg_class t on t.oid = k.confrelid
       where k.contype = 'f' and k.connamespace = 'public'::regnamespace`,
    );
    expect(foreign.length).toBeGreaterThan(20);
    expect(
      foreign.filter(
        ({ target, own, theirs }) =>
          target !== 'tenants' && !(own.includes('tenant_id') && theirs.includes('tenant_id')),
      ),
    ).toEqual([]);
    expect(foreign.filter(({ onDelete }) => onDelete === 'n' || onDelete === 'd')).toEqual([]);
    const fromShared = await rowsOf(
      owner,
      `select conname from pg_constraint where contype = 'f' and conrelid = 'tenants'::regclass`,
    );
    expect(fromShared).toEqual([]);
  });
});

describe('the schema', () => {
  it('has no triggers and no small sequences', async () => {
    const triggers = await rowsOf(
      owner,
      `select tgname from pg_trigger t join pg_class c on c.oid = t.tgrelid
       where not tgisinternal and c.relnamespace = 'public'::regnamespace`,
    );
    expect(triggers).toEqual([]);
    const sequences = await rowsOf(
      owner,
      `select sequencename from pg_sequences where schemaname = 'public' and data_type <> 'bigint'::regtype`,
    );
    expect(sequences).toEqual([]);
  });

  it('is written to without the database making up values that servers could disagree about', () => {
    const src = resolve(import.meta.dirname, '../src');
    const broken = readdirSync(src, { recursive: true, encoding: 'utf8' })
      .filter(file => /\.ts$/.test(file) && !/\.test\.ts$/.test(file) && !file.startsWith('web'))
      .flatMap(file => {
        const text = readFileSync(join(src, file), 'utf8').replaceAll(/^\s*(\*|\/\/|\/\*).*$/gm, '');
        const found =
          text.match(/\bmerge into\b|\bset_config\(|\bset app\.|on conflict[^`]*\b(now|random)\(\)/gi) ?? [];
        return found.map(what => `${file}: ${what}`);
      });
    expect(broken).toEqual([]);
    // The one place that says whose rows are seen.
    const setting = readFileSync(join(src, 'platform/database/tenant.ts'), 'utf8');
    expect(setting).toContain('`set local app.tenant =');
  });
});

describe('bodies are kept apart by the database', () => {
  it('on every table', async () => {
    const guarded = await rowsOf<{ name: string; policies: number }>(
      owner,
      `select c.relname as name, (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies
       from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relrowsecurity`,
    );
    expect(guarded.map(({ name }) => name).sort()).toEqual([...tables, 'tenants'].sort());
    expect(guarded.filter(({ policies }) => policies === 0)).toEqual([]);
    const conditions = await rowsOf<{ name: string; using: string }>(
      owner,
      `select tablename as name, qual as using from pg_policies where schemaname = 'public' and tablename <> 'tenants'`,
    );
    expect(new Set(conditions.map(({ using }) => using))).toEqual(
      new Set([`(tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::bigint)`]),
    );
  });

  it('with a role for the server that owns nothing and cannot step around it', async () => {
    expect(await rowsOf(server, 'select current_user::text as name')).toEqual([{ name: SERVER_ROLE }]);
    expect(
      await rowsOf(
        owner,
        `select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles where rolname = '${SERVER_ROLE}'`,
      ),
    ).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false }]);
    expect(
      await rowsOf(owner, `select relname from pg_class where pg_get_userbyid(relowner) = '${SERVER_ROLE}'`),
    ).toEqual([]);
    const rights = await rowsOf<{ table: string; rights: string[] }>(
      owner,
      `select table_name as table, array_agg(lower(privilege_type) order by privilege_type) as rights
       from information_schema.role_table_grants where grantee = '${SERVER_ROLE}' and table_schema = 'public' group by 1`,
    );
    const rightsOf = new Map(rights.map(({ table, rights }) => [table, rights]));
    expect(tables.filter(name => !rightsOf.has(name))).toEqual([]);
    for (const name of ADDED_TO_ONLY) expect([name, rightsOf.get(name)]).toEqual([name, ['insert', 'select']]);
    expect(rights.filter(({ rights }) => /truncate|references|trigger/.test(String(rights)))).toEqual([]);
    // Which level the schema has, for /readyz.
    expect(rightsOf.get('migrations')).toEqual(['select']);
  });

  it('so that a forgotten `where tenant_id` returns nothing of another body, and without a body nothing at all', async () => {
    const counts = `select ${tables.map(name => `(select count(*)::int from ${name}) as ${name}`).join(', ')}`;
    const [real] = await rowsOf<Record<string, number>>(owner, counts);
    const full = Object.values(real!).filter(count => count > 0);
    // The demonstration has something in most tables, or this would prove little.
    expect(full.length).toBeGreaterThan(tables.length / 2);
    const sum = ([row]: Record<string, number>[]) => Object.values(row!).reduce((total, count) => total + count, 0);
    expect(sum(await rowsOf(server, counts))).toBe(0);
    expect(sum(await inTenant(server, other, db => rowsOf<Record<string, number>>(db, counts)))).toBe(0);
    expect(sum(await inTenant(server, demo, db => rowsOf<Record<string, number>>(db, counts)))).toBe(sum([real!]));
    // The transaction over, the connection is nobody's again.
    expect(sum(await rowsOf(server, counts))).toBe(0);
  });

  it('so that a write can neither reach nor make a row of another body', async () => {
    const changed = await inTenant(server, other, async db => {
      const { rows } = await sql`update tasks set title = 'x' returning id`.execute(db);
      return rows.length;
    });
    expect(changed).toBe(0);
    const smuggled = inTenant(server, other, db =>
      sql`insert into indicators (tenant_id, name, created_at) values (${demo}, 'x', '2026-01-01')`.execute(db),
    );
    await expect(smuggled).rejects.toMatchObject({ code: '42501' });
    const renamed = await inTenant(server, other, async db => {
      const { rows } = await sql`update tenants set name = 'x' where tenant_id = ${demo} returning tenant_id`.execute(
        db,
      );
      return rows.length;
    });
    expect(renamed).toBe(0);
  });

  it('so that nobody can change what was written down, or look from a read', async () => {
    for (const statement of [
      'update audit_entries set operation = operation',
      'delete from audit_entries',
      'delete from audit_chain',
    ])
      await expect(inTenant(server, demo, db => rowsOf(db, statement))).rejects.toMatchObject({ code: '42501' });
    const written = inTenant(server, demo, db => rowsOf(db, `update tasks set title = 'x'`), { readOnly: true });
    await expect(written).rejects.toMatchObject({ code: '25006' });
  });
});
