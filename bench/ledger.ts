import { refreshAllLights } from '../src/subjects/tasks/store/lights';
import type { Figure } from './figure';
import { load, openLedger } from './support/open-ledger';
import { YEAR } from './support/ten-thousand-tasks';

/** First page of the ledger of 10,000 tasks: filter by light, sort by due date, total count, signed in. */
export async function bench(): Promise<Figure[]> {
  const ledger = await openLedger();
  try {
    const url = `${ledger.app}/api/tasks/list?year=${YEAR}&light=yellow&sort=due`;
    const one = await load(url, 1, 5, ledger.office);
    const bareOne = await load(`${ledger.bare}/ledger`, 1, 5);
    const ten = await load(url, 10, 5, ledger.office);
    const bareTen = await load(`${ledger.bare}/ledger`, 10, 5);
    const own = await load(url, 1, 3, ledger.liaison);
    const all = await load(`${ledger.app}/api/tasks/list?year=${YEAR}`, 1, 3, ledger.office);
    const figure = (name: string, value: number, unit: string, floor: number): Figure => ({
      name,
      value,
      unit,
      floor,
      ratio: value / floor,
    });
    const turn = await daily(ledger);
    return [
      figure('first page, one connection, p50', one.p50, 'ms', bareOne.p50),
      figure('first page, one connection, p95', one.p95, 'ms', bareOne.p95),
      figure('first page, ten connections', ten.perSecond, 'requests/s', bareTen.perSecond),
      figure('first page of a liaison, p95', own.p95, 'ms', bareOne.p95),
      figure('first page without filter, p95', all.p95, 'ms', bareOne.p95),
      figure('lights of all tasks judged anew', turn.value, 'ms', turn.floor),
    ];
  } finally {
    await ledger.close();
  }
}

/** The daily turn; beside it one plain update of as many rows. */
const daily = async ({
  db,
  tenantId,
}: Awaited<ReturnType<typeof openLedger>>): Promise<{ value: number; floor: number }> => {
  const began = performance.now();
  await refreshAllLights(db, tenantId, '2026-09-28');
  const value = performance.now() - began;
  const plain = performance.now();
  await db.updateTable('tasks').set({ lightOn: '2026-09-28' }).where('tenantId', '=', tenantId).execute();
  return { value, floor: performance.now() - plain };
};
