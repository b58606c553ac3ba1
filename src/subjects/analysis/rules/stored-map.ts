import { matchRegions, type RegionUnit } from './match-regions';
import type { Region, RegionShapes } from './read-geojson';

/** A map as it is kept: what is drawn and what regions are matched by, nothing else of the file. */
export type StoredMap = { regions: { name: string; code: string | null; polygons: Region['polygons'] }[] };

// A metre; a map of a city shows no less.
const PLACES = 1e5;
const rounded = (degrees: number): number => Math.round(degrees * PLACES) / PLACES;

export const storedMapOf = ({ regions }: Pick<RegionShapes, 'regions'>): StoredMap => ({
  regions: regions.map(({ name, code = null, polygons }) => ({
    name,
    code,
    polygons: polygons.map(polygon => polygon.map(ring => ring.map(([x, y]) => [rounded(x), rounded(y)]))),
  })),
});

/** The kept map as a GeoJSON FeatureCollection: small enough to be sent where the user's own file is not. */
export const geojsonOf = ({ regions }: StoredMap): string =>
  JSON.stringify({
    type: 'FeatureCollection',
    features: regions.map(({ name, code, polygons }) => ({
      type: 'Feature',
      properties: code === null ? { name } : { name, adcode: code },
      geometry: { type: 'MultiPolygon', coordinates: polygons },
    })),
  });

/** The kept map with each region beside the unit it belongs to now. */
export const shapesOf = ({ regions }: StoredMap, units: readonly RegionUnit[]): RegionShapes => {
  const found = regions.map(({ name, code }) => ({ name, properties: code === null ? { name } : { name, code } }));
  const { matched, ...unmatched } = matchRegions(found, units);
  return {
    regions: regions.map((region, index) => ({ ...region, unitId: matched[index] ?? null })),
    points: regions.flatMap(({ polygons }) => polygons.flat()).reduce((sum, ring) => sum + ring.length, 0),
    ...unmatched,
  };
};
