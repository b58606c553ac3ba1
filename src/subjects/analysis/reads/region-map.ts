import type { Db } from '../../../platform/database/connect';
import type { Id } from '../../../platform/database/tables';
import type { RegionUnit } from '../rules/match-regions';
import { shapesOf } from '../rules/stored-map';
import type { RegionMapKept } from '../schema';

/** The units that may have a region: all but schools and departments, with every name a map may know them by. */
export const unitsWithRegion = (db: Db, tenantId: Id): Promise<RegionUnit[]> =>
  db
    .selectFrom('orgUnits')
    .select(['id', 'name', 'shortName', 'areaCode', 'aliases'])
    .where('tenantId', '=', tenantId)
    .where('kind', '=', 'county')
    .where('validTo', 'is', null)
    .orderBy('sort')
    .orderBy('id')
    .execute();

/** The map of a body, its regions matched to the units that there are now. */
export async function regionMapOf(db: Db, tenantId: Id): Promise<RegionMapKept> {
  const kept = await db
    .selectFrom('regionMaps')
    .select(['name', 'geojson', 'savedAt'])
    .where('tenantId', '=', tenantId)
    .executeTakeFirst();
  if (!kept) return null;
  const { name, savedAt, geojson } = kept;
  return { name, savedAt, shapes: shapesOf(geojson, await unitsWithRegion(db, tenantId)) };
}
