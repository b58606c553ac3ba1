import { describe, expect, it } from 'vitest';
import { columnNumbers } from './column-numbers';
import type { TrajectoryData } from './trajectory-data';
import type { TrajectoryInk, TrajectoryWords } from './trajectory-drawing';
import { trajectoryOption } from './trajectory-option';
import { trajectoryTable } from './trajectory-table';

const words: TrajectoryWords = {
  period: 'period',
  actual: 'actual',
  planned: 'planned',
  target: 'target',
  baseline: 'baseline',
  today: 'today',
  unreported: 'missing',
  missing: count => `${count} missing`,
  revised: (from, to) => `${from} to ${to}`,
  lights: { red: 'behind', yellow: 'warning', green: 'on track', grey: 'not started', blue: 'done' },
  month: String,
  year: String,
};
const lights = { red: '#f00', yellow: '#ff0', green: '#0f0', grey: '#888', blue: '#00f' };
const ink = new Proxy({ lights } as TrajectoryInk, { get: (own, name) => Reflect.get(own, name) ?? '#000' });

const data: TrajectoryData = {
  unit: '%',
  span: { from: '2026-01-01', to: '2026-12-31' },
  today: '2026-05-20',
  planned: [
    { on: '2026-01-01', planned: '92.1', warn: '92', behind: '91.5' },
    { on: '2026-12-31', planned: '93.5', warn: '93.4', behind: '92.9' },
  ],
  reported: [
    { period: '2026-03', label: '3月', on: '2026-03-31', value: '92.4' },
    { period: '2026-04', label: '4月', on: '2026-04-30', value: null },
    { period: '2026-05', label: '5月', on: '2026-05-31', value: null },
  ],
  targets: [
    { from: '2025-12-20', value: '93' },
    { from: '2026-04-20', value: '93.5' },
  ],
  baseline: { on: '2025-12-31', value: '92.1' },
};

type Item = { value: unknown[]; label?: { formatter: string } };
type Series = { id: string; data: Item[] & unknown[][]; markLine?: { data: unknown } };
const drawn = (given: TrajectoryData, narrow = false) => {
  const numbers = columnNumbers(
    given.reported.map(({ value }) => value),
    given.unit,
    true,
  );
  const option = trajectoryOption({ data: given, numbers, ink, words, height: 280, narrow });
  const series = new Map((option.series as Series[]).map(one => [one.id, one]));
  const wordsOf = (id: string) => series.get(id)?.data.map(item => item.label?.formatter) ?? [];
  return { option, series, wordsOf };
};

describe('a trajectory', () => {
  it('leaves a gap where a period is missing, and names it only once it is past', () => {
    const { series, wordsOf } = drawn(data);
    expect(series.get('actual')?.data.map(({ value }) => value[1])).toEqual([92.4, null, null]);
    expect(wordsOf('marks')).toEqual(['baseline 92.1', '93 to 93.5', 'missing']);
  });

  it('draws the target as steps from the first day that is shown', () => {
    expect(drawn(data).series.get('target')?.data).toEqual([
      ['2026-01-01', 93],
      ['2026-04-20', 93.5],
      ['2026-12-31', 93.5],
    ]);
  });

  it('names its lines and the band where they end', () => {
    expect(drawn(data).wordsOf('names')).toEqual(['target 93.5', 'planned', '{s|▲} warning', '{s|■} behind']);
    const bare = { ...data, planned: data.planned.map(({ on, planned }) => ({ on, planned })) };
    expect(drawn(bare).wordsOf('names')).toEqual(['target 93.5', 'planned']);
    expect(drawn(bare).series.has('band')).toBe(false);
  });

  it('marks the stretch of a range and today', () => {
    const ranged = { ...data, targets: [{ from: '2026-01-01', value: '92', high: '94' }] };
    const { series } = drawn(ranged);
    expect(series.has('range 0')).toBe(true);
    expect(series.get('target-high')?.data.at(-1)).toEqual(['2026-12-31', 94]);
    expect(series.get('marks')?.markLine?.data).toEqual([{ xAxis: '2026-05-20' }]);
  });

  it('is drawn without any value', () => {
    const empty = { ...data, planned: [], reported: [], targets: [], baseline: null };
    expect(drawn(empty).option.yAxis).toMatchObject({ min: 0, max: 1 });
  });

  it('has the same figures as a table, missing as “—”', () => {
    const { columns, rows } = trajectoryTable(data, words, { scaled: true });
    expect(columns).toEqual(['period', 'actual', 'planned', 'target']);
    expect(rows.map(row => row.map(cell => (typeof cell === 'string' ? cell : cell.text)))).toEqual([
      ['3月', '92.4', '—', '93'],
      ['4月', '—', '—', '93.5'],
      ['5月', '—', '—', '93.5'],
      ['2026-12-31', '—', '93.5', '93.5'],
    ]);
  });
});
