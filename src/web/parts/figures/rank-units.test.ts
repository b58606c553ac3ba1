import { describe, expect, it } from 'vitest';
import { rankUnits } from './rank-units';

const units = [
  { id: '1', name: '望湖区', value: '93.5' },
  { id: '2', name: '青槐区', value: null },
  { id: '3', name: '东渡区', value: '93.50' },
  { id: '4', name: '北桥区', value: '100' },
  { id: '5', name: '新汀区', value: '8' },
];
const ranksOf = (direction: 'up' | 'down') =>
  rankUnits(units, direction).ranked.map(({ rank, unit }) => `${rank} ${unit.name}`);

describe('units ranked by value', () => {
  it('puts the best first; equal values share a rank', () => {
    expect(ranksOf('up')).toEqual(['1 北桥区', '2 望湖区', '2 东渡区', '4 新汀区']);
    expect(ranksOf('down')).toEqual(['1 新汀区', '2 望湖区', '2 东渡区', '4 北桥区']);
  });

  it('ranks nobody who has not reported', () => {
    expect(rankUnits(units, 'down').missing.map(({ name }) => name)).toEqual(['青槐区']);
    expect(rankUnits([], 'up')).toEqual({ ranked: [], missing: [] });
  });
});
