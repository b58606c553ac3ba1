import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { countRows, PLAIN_TEXT, tablesOf } from '../../src/platform/backup/copy-tables';

/** Hash of all rows of each table, in the order of their keys: equal where every value of every row is. */
export async function contentsOf(url: string): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(PLAIN_TEXT);
    await client.query('begin isolation level repeatable read read only');
    const contents: Record<string, string> = {};
    for (const { name, columns } of await tablesOf(client, 'kept')) {
      const list = columns.map(column => `"${column}"`).join(', ');
      const hash = createHash('sha256');
      const rows = client.query(
        copyTo(`copy (select ${list} from "${name}" t order by t::text collate "C") to stdout`),
      );
      let count = 0;
      for await (const bytes of rows as AsyncIterable<Buffer>) {
        hash.update(bytes);
        count += countRows(bytes);
      }
      contents[name] = `${count} ${hash.digest('hex')}`;
    }
    return contents;
  } finally {
    await client.end();
  }
}

/** Every file below a folder with the hash of its bytes. */
export const filesBelow = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter(name => statSync(join(folder, name)).isFile())
      .sort()
      .map(name => [
        name,
        createHash('sha256')
          .update(readFileSync(join(folder, name)))
          .digest('hex'),
      ]),
  );

export async function ask<Row = Record<string, unknown>>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const result = await client.query(sql).finally(() => client.end());
  return result.rows as Row[];
}
