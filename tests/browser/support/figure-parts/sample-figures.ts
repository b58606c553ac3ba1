import { demoCounties, demoUnits } from '../../../../src/subjects/demonstration/organisation';
import type { Light } from '../../../../src/subjects/tasks/schema';

/** What the charts are tried with: all reported, some missing, nothing at all. Places and figures are invented. */
export type Case = 'full' | 'missing' | 'empty';

const MISSING = new Set(['云澜区', '竹屿县', '雁回县']);
export const counties = demoCounties.map(({ name, areaCode, weight }, index) => ({
  id: areaCode,
  name: `${name}教育局`,
  shortName: name,
  areaCode,
  weight,
  index,
}));

/** A rate of each county, spread over 88–97 without chance. */
const rate = (index: number, period = 7): string =>
  (88.2 + ((index * 37) % 17) * 0.5 + Math.sin(period + index) * 0.3 + period * 0.11).toFixed(1);
const lightOf = (value: string): Light => (Number(value) >= 93 ? 'green' : Number(value) >= 90.5 ? 'yellow' : 'red');
const isMissing = (shown: Case, name: string): boolean => shown === 'missing' && MISSING.has(name);

export const rates = (shown: Case) =>
  shown === 'empty'
    ? []
    : counties.map(({ index, shortName, ...unit }) => {
        const value = isMissing(shown, shortName) ? null : rate(index);
        return { ...unit, shortName, value, light: value === null ? null : lightOf(value) };
      });

export const money = (shown: Case) =>
  shown === 'empty'
    ? []
    : counties.map(unit => ({
        ...unit,
        value: isMissing(shown, unit.shortName) ? null : String(unit.weight * 24_500_000),
      }));

/** Some hundred units, every ninth without a value. */
export const schools = () =>
  demoUnits()
    .filter(({ kind }) => kind === 'school')
    .map(({ code, name, shortName }, index) => ({
      id: code,
      name,
      shortName: index % 40 === 1 ? `${name}（北岸新城校区附属幼儿园）` : shortName,
      value: index % 9 === 4 ? null : String(28 + ((index * 7919) % 23)),
    }));

const months = [1, 2, 3, 4, 5, 6, 7, 8];
export const periods = months.map(month => ({ code: `2026-0${month}`, label: `${month}月` }));

export const multiples = (shown: Case) =>
  shown === 'empty'
    ? []
    : counties.map(({ index, weight: _, ...unit }) => ({
        ...unit,
        values: months.map(month =>
          shown === 'missing' && ((index + month) % 7 === 0 || isMissing(shown, unit.shortName))
            ? null
            : rate(index, month * (0.6 + (index % 3) * 0.3)),
        ),
        light: lightOf(rate(index)),
      }));
export const plannedByMonth = months.map(month => (92.1 + month * 0.12).toFixed(2));

const ends = [
  '01-31',
  '02-28',
  '03-31',
  '04-30',
  '05-31',
  '06-30',
  '07-31',
  '08-31',
  '09-30',
  '10-31',
  '11-30',
  '12-31',
];
const curve = ends.map((end, index) => ({ on: `2026-${end}`, planned: (92.1 + ((index + 1) / 12) * 1.4).toFixed(2) }));
const reported = [92.2, 92.3, 92.3, 92.6, 92.7, 92.6, 92.8, 92.9];

export const trajectory = (shown: Case) => ({
  unit: '%',
  span: { from: '2026-01-01', to: '2026-12-31' },
  today: '2026-09-15',
  planned:
    shown === 'empty'
      ? []
      : [{ on: '2026-01-01', planned: '92.1' }, ...curve].map(({ on, planned }) => ({
          on,
          planned,
          warn: (Number(planned) - 0.05).toFixed(2),
          behind: (Number(planned) - 0.4).toFixed(2),
        })),
  reported: reported.map((value, index) => ({
    period: `2026-0${index + 1}`,
    label: `${index + 1}月`,
    on: curve[index]!.on,
    value: shown === 'empty' || (shown === 'missing' && [2, 4, 5].includes(index)) ? null : String(value),
    planned: shown === 'empty' ? null : curve[index]!.planned,
    light: shown === 'missing' && [2, 4, 5].includes(index) ? null : ('yellow' as Light),
    missing: shown === 'missing' ? 3 : 0,
  })),
  targets:
    shown === 'empty'
      ? []
      : [
          { from: '2026-01-01', value: '93', words: '≥ 93%' },
          { from: '2026-04-20', value: '93.5', words: '≥ 93.5%' },
        ],
  baseline: shown === 'empty' ? null : { on: '2026-01-01', value: '92.1' },
});

/** A cumulative figure that starts at nothing, far behind. */
export const places = (shown: Case) => ({
  unit: '个',
  span: { from: '2026-01-01', to: '2026-12-31' },
  today: '2026-08-31',
  planned: ends.map((end, index) => ({
    on: `2026-${end}`,
    planned: String((index + 1) * 3_500),
    warn: String((index + 1) * 3_500 * 0.95),
    behind: String((index + 1) * 3_500 * 0.8),
  })),
  reported: [1200, 2600, 6100, 9800, 13_400, 15_600, 17_200, 18_900].map((value, index) => ({
    period: `2026-0${index + 1}`,
    label: `${index + 1}月`,
    on: curve[index]!.on,
    value: shown === 'missing' && index === 3 ? null : String(value),
    planned: String((index + 1) * 3_500),
    light: 'red' as Light,
  })),
  targets: [{ from: '2026-01-01', value: '42000', words: '≥ 4.2 万个' }],
  baseline: null,
});

/** Three years by the quarter, above its curve, with a range as the target, read near its end. */
export const quarters = () => {
  const on = ['2024', '2025', '2026'].flatMap(year =>
    ['03-31', '06-30', '09-30', '12-31'].map(day => `${year}-${day}`),
  );
  return {
    unit: '元',
    span: { from: '2024-01-01', to: '2026-12-31' },
    today: '2026-11-20',
    planned: on.map((day, index) => ({ on: day, planned: String(1_000_000_000 + index * 25_000_000) })),
    reported: on.slice(0, 11).map((day, index) => ({
      period: `${day.slice(0, 4)}-Q${(index % 4) + 1}`,
      label: `${day.slice(0, 4)}年第${(index % 4) + 1}季度`,
      on: day,
      value: String(1_010_000_000 + index * 31_000_000),
      planned: String(1_000_000_000 + index * 25_000_000),
      light: 'green' as Light,
    })),
    targets: [{ from: '2024-01-01', value: '1250000000', high: '1400000000' }],
    baseline: { on: '2023-12-31', value: '990000000' },
  };
};

export const bullets = (shown: Case) => [
  {
    name: '学前三年毛入学率',
    value: '92.9',
    target: '93.5',
    planned: '93.03',
    baseline: '92.1',
    unit: '%',
    aim: '≥ 93.5%',
    light: 'yellow' as Light,
  },
  {
    name: '普惠性幼儿园在园幼儿占比',
    value: shown === 'full' ? '88.4' : null,
    target: '87',
    planned: '86.5',
    unit: '%',
    aim: '≥ 87%',
    light: shown === 'full' ? ('green' as Light) : null,
  },
  {
    name: '新增公办学位',
    value: '18900',
    target: '42000',
    planned: '28000',
    unit: '个',
    aim: '≥ 4.2 万个',
    light: 'red' as Light,
  },
  {
    name: '大班额比例',
    value: '1.2',
    target: '0.5',
    planned: '0.9',
    unit: '%',
    aim: '≤ 0.5%',
    light: 'yellow' as Light,
  },
  {
    name: '教育经费投入',
    value: '15600000000',
    target: '21600000000',
    planned: '14400000000',
    unit: '元',
    light: 'green' as Light,
  },
  {
    name: '校园安全责任事故',
    value: '0',
    target: '0',
    planned: null,
    unit: '起',
    aim: '0 起',
    light: 'green' as Light,
  },
];

const indicators = [
  { id: 'a', label: '学前三年毛入学率', unit: '%' },
  { id: 'b', label: '普惠园在园幼儿占比', unit: '%' },
  { id: 'c', label: '九年义务教育巩固率', unit: '%' },
  { id: 'd', label: '大班额比例', unit: '%' },
  { id: 'e', label: '新增公办学位', unit: '个' },
  { id: 'f', label: '教育经费投入', unit: '元' },
];

export const byIndicator = (shown: Case) => ({
  columns: indicators,
  rows:
    shown === 'empty'
      ? []
      : counties.map(({ id, name, shortName, index, weight }) => ({
          id,
          name,
          shortName,
          cells: indicators.map((_, column) => {
            if (shown === 'missing' && (MISSING.has(shortName) || (index + column) % 9 === 0)) return null;
            const share = rate(index + column * 5);
            if (column === 4) return { value: String(weight * 310), light: lightOf(share) };
            if (column === 5) return { value: String(weight * 245_000_000), light: lightOf(share) };
            return { value: column === 3 ? (100 - Number(share)).toFixed(1) : share, light: lightOf(share) };
          }),
        })),
});

export const byPeriod = (shown: Case) => ({
  columns: periods.map(({ code, label }) => ({ id: code, label })),
  rows: multiples(shown).map(({ values, ...unit }) => ({ ...unit, cells: values.map(value => ({ value })) })),
});

/** As an office would draw the counties of its city: the districts in the middle. */
const drawn: Record<string, [number, number]> = {
  望湖区: [2, 2],
  青槐区: [3, 2],
  东渡区: [4, 2],
  北桥区: [3, 1],
  新汀区: [2, 3],
  云澜区: [3, 3],
  柏舟市: [0, 1],
  漱玉市: [5, 3],
  鹿鸣县: [2, 0],
  禾丰县: [1, 1],
  槐安县: [2, 1],
  兰浦县: [4, 3],
  梅溪县: [1, 2],
  竹屿县: [5, 2],
  安澜县: [4, 1],
  枫汀县: [1, 3],
  雁回县: [3, 0],
  棠梨县: [3, 4],
};
export const tiles = (shown: Case) =>
  rates(shown).map(unit => ({ ...unit, place: { column: drawn[unit.shortName]![0], row: drawn[unit.shortName]![1] } }));

/** An invented map: crooked fields, one of which belongs to nobody and one county without a field. */
export const geojson = (): string => {
  const corner = (x: number, y: number) => {
    const shift = (seed: number) => (((seed * 7919) % 13) / 13 - 0.5) * 0.13;
    return [117 + x * 0.4 + shift(x * 31 + y * 17), 31 + y * 0.36 + shift(x * 13 + y * 29)];
  };
  const features = counties.map(({ shortName, areaCode, index }) => {
    const [x, y] = [index % 6, Math.floor(index / 6)];
    const ring = [corner(x, y), corner(x + 1, y), corner(x + 1, y + 1), corner(x, y + 1), corner(x, y)];
    const properties = index === 17 ? { name: '无名山' } : index % 2 ? { name: shortName } : { adcode: areaCode };
    return { type: 'Feature', properties, geometry: { type: 'Polygon', coordinates: [ring] } };
  });
  return JSON.stringify({ type: 'FeatureCollection', features });
};
