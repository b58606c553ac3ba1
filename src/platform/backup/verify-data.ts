import { open } from 'node:fs/promises';
import { sql } from 'kysely';
import type { Db } from '../database/connect';
import { hashOf, placeOfFile, storedFiles } from '../files/file-store';

/** A row that names a file which is gone or damaged. */
export type FileFault = { code: 'missing' | 'damaged'; sha256: string; tenantId: string; id: string; name: string };

export type DataReport = {
  rows: number;
  files: number;
  bytes: number;
  faults: FileFault[];
  /** Bytes that no row names: of uploads that were given up; the daily sweep removes them after a day. */
  orphans: { sha256: string; size: number }[];
};

const PAGE = 2_000;

/** Reads every stored file through and holds rows and files against each other. `db` is the owner's: it sees all bodies. */
export async function verifyData(db: Db, folder: string): Promise<DataReport> {
  const report: DataReport = { rows: 0, files: 0, bytes: 0, faults: [], orphans: [] };
  const known = new Map<string, 'sound' | FileFault['code']>();
  let after = '';
  for (;;) {
    const { rows } = await sql<{ sha256: string; rows: number; tenantId: string; id: string; name: string }>`
      select sha256, count(*)::int as rows, min(tenant_id)::text as tenant_id, min(id)::text as id, min(name) as name
      from files where sha256 > ${after} group by sha256 order by sha256 limit ${PAGE}`.execute(db);
    for (const { rows: count, ...row } of rows) {
      report.rows += count;
      const state = await stateOf(folder, row.sha256);
      known.set(row.sha256, state);
      if (state !== 'sound') report.faults.push({ code: state, ...row });
    }
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) break;
    after = last.sha256;
  }
  for await (const { sha256, size } of storedFiles(folder)) {
    report.files += 1;
    report.bytes += size;
    if (!known.has(sha256)) report.orphans.push({ sha256, size });
  }
  return report;
}

async function stateOf(folder: string, sha256: string): Promise<'sound' | FileFault['code']> {
  const handle = await open(placeOfFile(folder, sha256)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (!handle) return 'missing';
  try {
    return (await hashOf(handle)).sha256 === sha256 ? 'sound' : 'damaged';
  } finally {
    await handle.close();
  }
}
