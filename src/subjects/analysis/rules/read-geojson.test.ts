import { describe, expect, it } from 'vitest';
import { GEOJSON_LIMITS, readGeojson } from './read-geojson';

const units = [
  { id: '1', name: '望湖区教育局', shortName: '望湖区', areaCode: '990102' },
  { id: '2', name: '青槐区教育局', shortName: '青槐区', areaCode: '990103' },
  { id: '3', name: '东渡区教育局', shortName: '东渡区', areaCode: null, aliases: ['东渡新区'] },
];
const square = (x = 118, y = 32) => [
  [x, y],
  [x + 1, y],
  [x + 1, y + 1],
  [x, y + 1],
  [x, y],
];
const area = (properties: object, coordinates: unknown = [square()], type = 'Polygon') => ({
  type: 'Feature',
  properties,
  geometry: { type, coordinates },
});
const collection = (...features: unknown[]) => JSON.stringify({ type: 'FeatureCollection', features });
const read = (text: string) => readGeojson(text, units, (code, values) => [code, ...Object.values(values)].join(' '));
const codesOf = (text: string) => read(text).findings.map(({ level, code, at }) => [level, code, at].join(' ').trim());

describe('a map that a user supplies', () => {
  it('is refused where its brackets stand deeper in each other than those of any map', () => {
    const [open, close] = ['['.repeat(1_500_000), ']'.repeat(1_500_000)];
    expect(codesOf(`{"type":"FeatureCollection","features":${open}${close}}`)).toEqual(['error geojson-bad-json']);
  });

  it('matches regions by area code, by name and by another name', () => {
    const { shapes, findings } = read(
      collection(
        area({ adcode: 990102, name: '什么区' }),
        area({ gb: '156990103' }),
        area({ name: '东渡 新区' }, [[square()], [square(120)]], 'MultiPolygon'),
      ),
    );
    expect(findings).toEqual([]);
    expect(shapes?.regions.map(({ unitId, polygons }) => [unitId, polygons.length])).toEqual([
      ['1', 1],
      ['2', 1],
      ['3', 2],
    ]);
    expect(shapes?.points).toBe(20);
  });

  it('names what it could not match, on both sides, and draws the rest', () => {
    const { shapes, findings } = read(collection(area({ name: '望湖区' }), area({ name: '桃源县' })));
    expect(findings.map(({ level, message }) => `${level} ${message}`)).toEqual([
      'warning geojson-unmatched-units 2 青槐区、东渡区',
      'warning geojson-unmatched-regions 1 桃源县',
    ]);
    expect(shapes?.regions.map(({ unitId }) => unitId)).toEqual(['1', null]);
  });

  it('lets several regions belong to one unit, and a name that two units share to neither', () => {
    expect(read(collection(area({ name: '望湖区' }), area({ name: '望湖区' }))).shapes?.regions).toHaveLength(2);
    const twins = [
      { id: '1', name: '城关镇', areaCode: null },
      { id: '2', name: '城关镇', areaCode: null },
    ];
    expect(readGeojson(collection(area({ name: '城关镇' })), twins, code => code).shapes).toBeNull();
  });

  it('ignores what is no area and says so', () => {
    expect(codesOf(collection(area({ name: '望湖区' }), area({ name: '省会' }, [118, 32], 'Point')))).toContain(
      'warning geojson-no-area features[1]',
    );
    expect(codesOf(collection(area({ name: '省会' }, [118, 32], 'Point')))).toContain('error geojson-no-features');
    expect(codesOf(collection({ type: 'Feature', properties: null, geometry: null }))).toContain(
      'warning geojson-no-area features[0]',
    );
  });

  it.each([
    ['', 'geojson-bad-json'],
    ['{"type":', 'geojson-bad-json'],
    ['[1]', 'geojson-not-geojson'],
    ['null', 'geojson-not-geojson'],
    ['{"type":"Topology","objects":{}}', 'geojson-not-geojson'],
    ['{"type":"FeatureCollection"}', 'geojson-no-features'],
    [collection(), 'geojson-no-features'],
    [collection(area({ name: '桃源县' })), 'geojson-none-matched'],
  ])('refuses %s', (text, code) => {
    const { shapes, findings } = read(text);
    expect(shapes).toBeNull();
    expect(findings).toMatchObject([{ level: 'error', code }]);
  });

  it('takes a file that begins with a byte order mark', () => {
    expect(read(`\uFEFF${collection(area({ name: '望湖区' }))}`).shapes).not.toBeNull();
  });

  it.each([
    [
      'projected metres',
      [
        [
          [501234.5, 3541234.5],
          [501334, 3541234],
          [501334, 3541334],
          [501234, 3541234],
        ],
      ],
      'geojson-out-of-range',
    ],
    ['latitude first', [square(32, 118)], 'geojson-out-of-range'],
    [
      'a text for a number',
      [
        [
          ['118', '32'],
          [1, 1],
          [1, 2],
          [1, 1],
        ],
      ],
      'geojson-bad-coordinates',
    ],
    [
      'a line of two places',
      [
        [
          [1, 1],
          [2, 2],
        ],
      ],
      'geojson-bad-coordinates',
    ],
    ['no coordinates', undefined, 'geojson-bad-coordinates'],
    ['an empty area', [], 'geojson-bad-coordinates'],
  ])('refuses %s and names the feature', (_, coordinates, code) => {
    const found = read(
      JSON.stringify({
        type: 'FeatureCollection',
        features: [
          area({ name: '望湖区' }),
          { type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates } },
        ],
      }),
    );
    expect(found.shapes).toBeNull();
    expect(found.findings).toMatchObject([{ level: 'error', code, at: 'features[1]' }]);
  });

  it('has limits: bytes, points and features', () => {
    expect(codesOf(' '.repeat(GEOJSON_LIMITS.bytes + 1))).toEqual(['error geojson-too-large']);
    const ring = Array.from({ length: GEOJSON_LIMITS.points + 1 }, () => [1, 1]);
    expect(codesOf(collection(area({ name: '望湖区' }, [ring])))).toEqual(['error geojson-too-many-points']);
    const many = Array.from({ length: GEOJSON_LIMITS.features + 1 }, () => ({}));
    expect(codesOf(collection(...many))).toEqual(['error geojson-too-many-features']);
  });
});
