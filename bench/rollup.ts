import { sql } from 'kysely';
import type { Figure } from './figure';
import type { CitySize } from './support/city-of-figures';
import { type OpenCity, openCity } from './support/open-city';
import { load } from './support/open-ledger';

const sizes: Record<string, CitySize> = {
  small: { counties: 20, schools: 50, figures: 200, periods: 12 },
  city: { counties: 20, schools: 250, figures: 200, periods: 12 },
  country: { counties: 200, schools: 250, figures: 200, periods: 5 },
};

/**
 * `BENCH_SIZES`: which of the sizes above, or COUNTIESxSCHOOLSxFIGURESxPERIODS; comma between. The growth tables are this over several.
 * `BENCH_KEEP`: a folder in which the filled cities stay.
 */
const asked = (process.env.BENCH_SIZES ?? 'city').split(',').map(name => {
  const [counties, schools, figures, periods] = name.split('x').map(Number);
  return {
    name,
    size: sizes[name] ?? { counties: counties!, schools: schools!, figures: figures!, periods: periods! },
  };
});

/** p95 of a statement asked in a row, in milliseconds. */
const floorOf = async (city: OpenCity, statement: () => ReturnType<typeof sql>, times = 40): Promise<number> => {
  const spent: number[] = [];
  for (let i = 0; i < times; i += 1) {
    const from = performance.now();
    await statement().execute(city.db);
    spent.push(performance.now() - from);
  }
  return spent.sort((a, b) => a - b)[Math.floor(times * 0.95)]!;
};

async function figuresOf(name: string, size: CitySize): Promise<Figure[]> {
  const city = await openCity(size);
  const { tenantId, app, office } = city;
  const label = `${name}: ${(size.counties * size.schools).toLocaleString()} schools, ${(city.values / 1e6).toFixed(1)} M values`;
  try {
    const indicator = city.indicatorIds[7]!;
    const series = await load(
      `${app}/api/analysis/series?indicatorId=${indicator}&periods=${size.periods}`,
      1,
      4,
      office,
    );
    const board = await load(`${app}/api/analysis/board`, 1, 6, office);
    // A fifth of what is reported came after the one day, all of it after the other; in a country the latter takes some seconds.
    const asOf = await load(`${app}/api/analysis/board?asOf=2026-09-27`, 1, 6, office);
    const before = await load(`${app}/api/analysis/board?asOf=2026-09-24`, 1, 30, office);
    const one = () => sql`
      select r.period, r.group_id, r.total from rollups r
      where r.tenant_id = ${tenantId} and r.lens = 3 and r.figure_id in (select id from figures where tenant_id = ${tenantId} and code in ('F015', 'F016'))`;
    const all = () => sql`
      select r.figure_id, r.group_id, r.total from rollups r
      where r.tenant_id = ${tenantId} and r.lens = 3 and r.period in (${city.lastPeriod}, '2026-07')`;
    const scratch = () => sql`
      select v.period, o.parent_id, sum(v.value) from figure_values v
      join org_units o on o.tenant_id = v.tenant_id and o.id = v.org_unit_id
      where v.tenant_id = ${tenantId} and v.figure_id in (select id from figures where tenant_id = ${tenantId} and code in ('F015', 'F016'))
      group by 1, 2`;
    // What a board of an earlier day has to add up at least: the values of its periods.
    const twoPeriods = () => sql`
      select v.period, o.parent_id, v.figure_id, v.category, count(*), sum(v.value) from figure_values v
      join org_units o on o.tenant_id = v.tenant_id and o.id = v.org_unit_id
      where v.tenant_id = ${tenantId} and v.period in (${city.lastPeriod}, '2026-07')
      group by 1, 2, 3, 4`;
    const [oneFloor, allFloor, scratchFloor] = [
      await floorOf(city, one),
      await floorOf(city, all),
      await floorOf(city, scratch, 2),
    ];
    const asOfFloor = await floorOf(city, twoPeriods, 4);
    const figure = (what: string, value: number, floor: number): Figure => ({
      name: `${what}; ${label}`,
      value,
      unit: 'ms',
      floor,
      ratio: value / floor,
    });
    return [
      figure('one indicator over all counties and periods, p95 (floor: its stored sums in SQL)', series.p95, oneFloor),
      figure('the same beside summing the values in SQL', series.p95, scratchFloor),
      figure('leader’s page, all indicators and counties, p95 (floor: their stored sums in SQL)', board.p95, allFloor),
      figure(
        'the same page as of a day after which a fifth was reported, p95 (floor: summing the values of its periods in SQL)',
        asOf.p95,
        asOfFloor,
      ),
      figure('the same page as of a day after which all was reported, p95 (floor: as before)', before.p95, asOfFloor),
    ];
  } finally {
    await city.close();
  }
}

/** Sums over a city as its pages ask for them. */
export async function bench(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const { name, size } of asked) figures.push(...(await figuresOf(name, size)));
  return figures;
}
