import type { Figure } from './figure';
import { load, openLedger } from './support/open-ledger';
import { YEAR } from './support/ten-thousand-tasks';

/** A word in 10,000 tasks, the floor being the bare index look-up of its first two characters: in the ledger (with total count) and everywhere at once (Ctrl-K). */
export async function bench(): Promise<Figure[]> {
  const ledger = await openLedger();
  try {
    const figures: Figure[] = [];
    for (const [kind, word] of [
      ['two characters, in half of the tasks', '普惠'],
      ['three characters, in most tasks', '路线图'],
      ['a unit by name', '第7县'],
      ['a number', '9876'],
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
          name: `${name}, ${kind}, p95`,
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
