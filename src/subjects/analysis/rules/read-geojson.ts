import type { Finding } from '../../../kernel/finding';
import { parseJson } from '../../../kernel/parse-json';
import { codeOf, matchRegions, type RegionUnit } from './match-regions';

export const GEOJSON_LIMITS = { bytes: 5 * 1024 * 1024, points: 200_000, features: 5_000 } as const;

/** Longitude and latitude. */
type Position = [number, number];
type Ring = Position[];
/** One region of a map, ready to draw: only areas, only numbers. `code` is its area code; `unitId` null belongs to no unit. */
export type Region = { name: string; code?: string | null; unitId: string | null; polygons: Ring[][] };
export type RegionShapes = { regions: Region[]; points: number; unmatchedUnits: string[]; unmatchedRegions: string[] };

/** The sentence of a finding, from its code and what fills its blanks. */
export type SayFinding = (code: GeojsonCode, values: Record<string, string | number>) => string;
export type GeojsonCode =
  | 'geojson-too-large'
  | 'geojson-bad-json'
  | 'geojson-not-geojson'
  | 'geojson-no-features'
  | 'geojson-too-many-points'
  | 'geojson-too-many-features'
  | 'geojson-no-area'
  | 'geojson-bad-coordinates'
  | 'geojson-out-of-range'
  | 'geojson-none-matched'
  | 'geojson-unmatched-units'
  | 'geojson-unmatched-regions';

type Feature = { id?: unknown; properties?: unknown; geometry?: unknown };
type Tell = (code: GeojsonCode, at: string, values?: Record<string, string | number>) => void;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Reads a map that a user supplies and matches its regions to units, by area code or by name. Pure. `text` is a GeoJSON
 * FeatureCollection of Polygons and MultiPolygons in longitude and latitude. Returns every finding of one run; `shapes` is null where
 * one of them is an error. `at` names the feature (`features[3]`) or is empty.
 */
export const readGeojson = (
  text: string,
  units: readonly RegionUnit[],
  say: SayFinding,
): { shapes: RegionShapes | null; findings: Finding[] } => {
  const findings: Finding[] = [];
  const tellAs =
    (level: Finding['level']): Tell =>
    (code, at, values = {}) =>
      void findings.push({ code, level, message: say(code, values), at });
  const [fail, warn] = [tellAs('error'), tellAs('warning')];
  const features = featuresOf(text, fail);
  if (!features) return { shapes: null, findings };
  const read = features.map((feature, index) => ({
    ...propertiesOf(feature),
    polygons: areasOf(feature, `features[${index}]`, fail, warn),
  }));
  const drawn = read.filter(({ polygons }) => polygons.length > 0);
  const points = drawn.reduce(
    (sum, { polygons }) => sum + polygons.flat().reduce((all, ring) => all + ring.length, 0),
    0,
  );
  if (points > GEOJSON_LIMITS.points) fail('geojson-too-many-points', '', { points, limit: GEOJSON_LIMITS.points });
  if (drawn.length === 0 && findings.every(({ level }) => level !== 'error')) fail('geojson-no-features', '');
  if (findings.some(({ level }) => level === 'error')) return { shapes: null, findings };
  const { matched, unmatchedUnits, unmatchedRegions } = matchRegions(drawn, units);
  if (matched.every(unitId => unitId === null)) fail('geojson-none-matched', '', { example: drawn[0]?.name ?? '' });
  else {
    if (unmatchedUnits.length > 0)
      warn('geojson-unmatched-units', '', { count: unmatchedUnits.length, names: unmatchedUnits.join('、') });
    if (unmatchedRegions.length > 0)
      warn('geojson-unmatched-regions', '', { count: unmatchedRegions.length, names: unmatchedRegions.join('、') });
  }
  const regions = drawn.map(({ name, properties, polygons }, index) => ({
    name,
    code: codeOf(properties),
    polygons,
    unitId: matched[index] ?? null,
  }));
  const failed = findings.some(({ level }) => level === 'error');
  return { shapes: failed ? null : { regions, points, unmatchedUnits, unmatchedRegions }, findings };
};

const featuresOf = (text: string, fail: Tell): Feature[] | null => {
  // Bytes of UTF-8, as the file has them; three for each Chinese character.
  const bytes = new TextEncoder().encode(text).length;
  if (bytes > GEOJSON_LIMITS.bytes) {
    fail('geojson-too-large', '', { limit: GEOJSON_LIMITS.bytes / 1024 / 1024 });
    return null;
  }
  let json: unknown;
  try {
    json = parseJson(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    fail('geojson-bad-json', '', { detail: error instanceof Error ? error.message : '' });
    return null;
  }
  if (!isRecord(json) || json.type !== 'FeatureCollection' || json.UTF8Encoding) {
    fail('geojson-not-geojson', '', { type: isRecord(json) && typeof json.type === 'string' ? json.type : '' });
    return null;
  }
  if (!Array.isArray(json.features) || json.features.length === 0) {
    fail('geojson-no-features', '');
    return null;
  }
  if (json.features.length > GEOJSON_LIMITS.features) {
    fail('geojson-too-many-features', '', { count: json.features.length, limit: GEOJSON_LIMITS.features });
    return null;
  }
  return json.features.map(feature => (isRecord(feature) ? feature : {}));
};

const propertiesOf = ({ properties, id }: Feature): { name: string; properties: Record<string, unknown> } => {
  const own = isRecord(properties) ? properties : {};
  const named = ['name', 'NAME', 'Name', '名称'].map(key => own[key]).find(value => typeof value === 'string');
  return { name: typeof named === 'string' ? named : '', properties: { id, ...own } };
};

/** The areas of a feature; a feature without any is named, one with bad places is refused. */
const areasOf = ({ geometry }: Feature, at: string, fail: Tell, warn: Tell): Ring[][] => {
  const { type, coordinates } = isRecord(geometry) ? geometry : {};
  const given = type === 'Polygon' ? [coordinates] : type === 'MultiPolygon' ? coordinates : null;
  if (given === null) {
    warn('geojson-no-area', at, { type: typeof type === 'string' ? type : '—' });
    return [];
  }
  const bad = flaw(given);
  if (bad) {
    fail(bad.code, at, { value: bad.value });
    return [];
  }
  const rings = given as number[][][][];
  return rings.map(polygon => polygon.map(ring => ring.map(([x, y]): Position => [x!, y!])));
};

type Flaw = { code: 'geojson-bad-coordinates' | 'geojson-out-of-range'; value: string };

/** The first thing that is wrong with a MultiPolygon's coordinates. */
const flaw = (polygons: unknown): Flaw | null => {
  const bad = (value: unknown): Flaw => ({
    code: 'geojson-bad-coordinates',
    value: (JSON.stringify(value) ?? '—').slice(0, 40),
  });
  if (!Array.isArray(polygons) || polygons.length === 0) return bad(polygons);
  for (const polygon of polygons) {
    if (!Array.isArray(polygon) || polygon.length === 0) return bad(polygon);
    for (const ring of polygon) {
      if (!Array.isArray(ring) || ring.length < 4) return bad(ring);
      for (const place of ring) {
        if (!Array.isArray(place) || !Number.isFinite(place[0]) || !Number.isFinite(place[1])) return bad(place);
        const [x, y] = place as Position;
        if (Math.abs(x) > 180 || Math.abs(y) > 90) return { code: 'geojson-out-of-range', value: `${x}, ${y}` };
      }
    }
  }
  return null;
};
