import type { Figure } from './figure';
import { load, openLedger } from './support/open-ledger';
import { YEAR } from './support/ten-thousand-tasks';

/** A two-character word in 10,000 tasks: in the ledger (with total count) and everywhere at once (Ctrl-K). */
export async function bench(): Promise<Figure[]> {
  const ledger = await openLedger();
  try {
    const figures: Figure[] = [];
    for (const [kind, word] of [
      ['common', '普惠'],
      ['rare', '路线图'],
      ['name of a unit', '第7县'],
      ['number', '9876'],
    ] as const) {
      const q = encodeURIComponent(word);
      const floor = await load(`${ledger.bare}/search?q=${q.slice(0, 18)}`, 1, 2);
      const list = await load(`${ledger.app}/api/tasks/list?year=${YEAR}&q=${q}`, 1, 3, ledger.office);
      const everywhere = await load(`${ledger.app}/api/overview/search?year=${YEAR}&q=${q}`, 1, 3, ledger.office);
      for (const [name, { p95 }] of [
        ['ledger', list],
        ['everywhere', everywhere],
      ] as const)
        figures.push({
          name: `${name}, ${kind} word, p95`,
          value: p95,
          unit: 'ms',
          floor: floor.p95,
          ratio: p95 / floor.p95,
        });
    }
    return figures;
  } finally {
    await ledger.close();
  }
}
