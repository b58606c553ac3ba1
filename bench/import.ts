import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { z } from 'zod';
import { connect } from '../src/platform/database/connect';
import { startEmbedded } from '../src/platform/database/embedded/start-embedded';
import { migrate } from '../src/platform/database/migrate';
import { openFileStore } from '../src/platform/files/file-store';
import { write } from '../src/platform/operation';
import { runOperation } from '../src/platform/run-operation';
import { importRows } from '../src/subjects/exchange/operations/values';
import type { ImportResult, ImportRow } from '../src/subjects/exchange/schema';
import { actorOfUser } from '../src/subjects/org/reads';
import { checkRollups } from '../src/subjects/reporting/store/recompute';
import type { Figure } from './figure';
import { fillCity } from './support/city-of-figures';

const SIZE = { counties: 20, schools: 250, figures: 200, periods: 1 };
const ROWS = 500_000;
const UPDATES = 50_000;

/** Rows of a new period, and among them new values for what is there already. */
const rowsOf = (): ImportRow[] =>
  Array.from({ length: ROWS }, (_, index) => {
    const isUpdate = index >= ROWS - UPDATES;
    const place = isUpdate ? index - (ROWS - UPDATES) : index;
    const figure = 1 + (place % 90);
    return {
      unit: `s${Math.floor(place / 90)}`,
      period: isUpdate ? '2026-08' : '2026-07',
      figure: `F${String(figure).padStart(3, '0')}`,
      category: '',
      value: String(isUpdate ? 1_000_000 + place : place % 977),
    };
  });

// The same rows as they are typed by a program: nothing asked, copied into a table and merged from it.
const FLOOR = (tenantId: string) => sql`
  insert into floor_values select ${tenantId}::bigint, * from unnest(
    array(select (n / 90)::bigint from generate_series(0, ${ROWS - 1}) n), array(select '2026-07' from generate_series(0, ${ROWS - 1})),
    array(select (n % 90)::bigint from generate_series(0, ${ROWS - 1}) n), array(select (n % 977)::numeric from generate_series(0, ${ROWS - 1}) n))
  on conflict (tenant_id, unit, period, figure) do update set value = excluded.value`;

/** Half a million rows, a tenth of them changing what is there; then the same once more. Beside the same rows merged in plain SQL. */
export async function bench(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'luoshi-bench-'));
  const server = await startEmbedded({ dataDir: folder, log: () => {} });
  const owner = connect(server.url, 2, null);
  const { db, close } = connect(server.url, 4);
  try {
    await migrate(server.url, join(import.meta.dirname, '../migrations'));
    const { tenantId } = await fillCity(owner.db, SIZE, line => process.stderr.write(`${line}\n`));
    const actor = await owner.db.connection().execute(one => actorOfUser(one, tenantId, 'office'));
    const how = { stage: 'accepted' as const, mode: 'all-or-nothing' as const, openPeriods: true, dryRun: false };
    const importing = write({
      name: 'exchange.writeValues',
      summary: '',
      input: z.object({ key: z.string(), rows: z.custom<ImportRow[]>() }),
      may: () => true,
      run: (context, { key, rows }) => importRows(context, rows, { ...how, key }),
    });
    const house = { db, files: openFileStore(join(folder, 'files')) };
    const spent = async (work: () => Promise<unknown>): Promise<number> => {
      const from = performance.now();
      await work();
      return (performance.now() - from) / 1000;
    };
    const rows = rowsOf();
    const results: ImportResult[] = [];
    const bring = (key: string) => async () => {
      results.push((await runOperation(house, importing as never, actor, { key, rows }, {})) as ImportResult);
    };
    const first = await spent(bring('first'));
    const again = await spent(bring('again'));
    const keyed = await spent(bring('again'));
    process.stderr.write(`${JSON.stringify(results)}\n`);
    await sql`create table floor_values (tenant_id bigint, unit bigint, period text, figure bigint, value numeric,
      primary key (tenant_id, unit, period, figure))`.execute(owner.db);
    const floor = await spent(() => FLOOR(tenantId).execute(owner.db));
    const faults = await checkRollups(owner.db, tenantId);
    if (faults.length > 0) throw new Error(`the stored sums are wrong: ${JSON.stringify(faults.slice(0, 3))}`);
    const perSecond = (seconds: number) => ROWS / seconds;
    return [
      { name: '500,000 rows, 50,000 of them updates', value: first, unit: 's', floor, ratio: first / floor },
      {
        name: 'validated values a second',
        value: perSecond(first),
        unit: '1/s',
        floor: perSecond(floor),
        ratio: floor / first,
      },
      { name: 'the same rows once more under another key', value: again, unit: 's', floor, ratio: again / floor },
      { name: 'repeated under its key', value: keyed, unit: 's', floor, ratio: keyed / floor },
    ];
  } finally {
    await close();
    await owner.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
