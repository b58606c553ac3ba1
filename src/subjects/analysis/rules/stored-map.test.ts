import { describe, expect, it } from 'vitest';
import { readGeojson } from './read-geojson';
import { geojsonOf, shapesOf, storedMapOf } from './stored-map';

const units = [
  { id: '1', name: '望湖区教育局', areaCode: '990102' },
  { id: '2', name: '青槐区教育局', areaCode: null },
];
const ring = (x: number) => [
  [x, 32],
  [x + 1.000000049, 32],
  [x, 33],
  [x, 32],
];
const text = JSON.stringify({
  type: 'FeatureCollection',
  features: [
    {
      properties: { name: '望湖区', adcode: 990102, owner: '某人' },
      geometry: { type: 'Polygon', coordinates: [ring(118)] },
    },
    {
      properties: { name: '青槐区教育局' },
      geometry: { type: 'MultiPolygon', coordinates: [[ring(119)], [ring(120)]] },
    },
  ],
});
const read = (said: string) => readGeojson(said, units, code => code).shapes!;

describe('the map that is kept', () => {
  it('holds what is drawn and matched, and nothing else of the file', () => {
    const kept = geojsonOf(storedMapOf(read(text)));
    expect(kept).not.toContain('某人');
    expect(kept).not.toContain('000000049');
    expect(storedMapOf(read(kept))).toEqual(storedMapOf(read(text)));
  });

  it('finds its units again, and says who lost theirs', () => {
    const { regions, unmatchedUnits, points } = shapesOf(storedMapOf(read(text)), [
      units[0]!,
      { id: '3', name: '云澜区教育局' },
    ]);
    expect(regions.map(({ unitId }) => unitId)).toEqual(['1', null]);
    expect(unmatchedUnits).toEqual(['云澜区教育局']);
    expect(points).toBe(12);
  });
});
