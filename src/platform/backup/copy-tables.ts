import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { type Begin, type End, pieceName } from './archive-format';

type Table = Begin['tables'][number];

// Big enough that pieces are few, small enough that memory does not notice.
const PIECE = 4 * 1024 * 1024;
const LINE_END = 0x0a;

/** How rows are written, whatever the server's own settings: the same rows give the same bytes on every PostgreSQL. */
export const PLAIN_TEXT = `set client_encoding = 'UTF8'; set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres';
  set timezone = 'UTC'; set extra_float_digits = 3; set bytea_output = 'hex'; set statement_timeout = 0; set lock_timeout = 0;
  set idle_in_transaction_session_timeout = 0`;

const quoted = (name: string): string => `"${name}"`;
const listOf = ({ name, columns }: Table): string => `${quoted(name)} (${columns.map(quoted).join(', ')})`;

/** The tables of the schema but the record of migrations; `kept`: those that are data. What a crash may take (unlogged) is none. */
export async function tablesOf(client: pg.ClientBase, which: 'kept' | 'all'): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `
    select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and c.relname <> 'migrations' and (c.relpersistence = 'p' or $1 = 'all')
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
    group by c.relname order by c.relname`,
    [which],
  );
  return rows;
}

/** Reads a table out in pieces, and hands each to `keep`. Memory holds one piece. */
export async function copyOut(
  client: pg.ClientBase,
  table: Table,
  keep: (name: string, bytes: Buffer) => Promise<void>,
): Promise<End['tables'][number]> {
  const pieces: { sha256: string; size: number }[] = [];
  let held: Buffer[] = [];
  let size = 0;
  // Counted here: PostgreSQL's own count may come after the end of its rows.
  let rows = 0;
  const flush = async () => {
    if (size === 0) return;
    const bytes = Buffer.concat(held, size);
    held = [];
    size = 0;
    await keep(pieceName(table.name, pieces.length + 1), bytes);
    pieces.push({ sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.length });
  };
  const stream = client.query(copyTo(`copy ${listOf(table)} to stdout`));
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    rows += countRows(chunk);
    held.push(chunk);
    size += chunk.length;
    if (size >= PIECE) await flush();
  }
  await flush();
  return { name: table.name, rows, pieces };
}

/** Writes a table's pieces, joined, into the database. Returns the rows that it took. */
export async function copyIn(client: pg.ClientBase, table: Table, content: AsyncIterable<Buffer>): Promise<number> {
  const rows = client.query(copyFrom(`copy ${listOf(table)} from stdin`));
  await pipeline(content, rows);
  return rows.rowCount;
}

/** A row is a line; whatever a text holds, COPY writes its line ends as two characters. */
export function countRows(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(LINE_END); at >= 0; at = bytes.indexOf(LINE_END, at + 1)) count += 1;
  return count;
}

/** Where each sequence stands. Read after the rows: then it is never behind them. */
export async function sequencesOf(client: pg.ClientBase): Promise<End['sequences']> {
  const { rows } = await client.query<{ name: string }>(`
    select c.relname as name from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'S'
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
    order by c.relname`);
  const sequences: End['sequences'] = [];
  for (const { name } of rows) {
    const found = await client.query(`select last_value::text as last, is_called as called from ${quoted(name)}`);
    sequences.push({ name, last: found.rows[0].last, called: found.rows[0].called });
  }
  return sequences;
}

/** Where each body's audit chain ends. */
export async function auditHeads(client: pg.ClientBase): Promise<End['audit']> {
  const known = await client.query(`select to_regclass('public.audit_chain') as chain`);
  if (known.rows[0].chain === null) return [];
  const { rows } = await client.query(`
    select distinct on (tenant_id) tenant_id::text as "tenantId", position::text as position, encode(hash, 'hex') as hash
    from audit_chain order by tenant_id, audit_chain.position desc`);
  return rows;
}
