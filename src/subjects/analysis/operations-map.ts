import { z } from 'zod';
import { refuse } from '../../kernel/refusal';
import { say } from '../../locales/say';
import { read, write } from '../../platform/operation';
import { mayAnalyse, mayKeepMap } from './policy';
import { regionMapOf, unitsWithRegion } from './reads/region-map';
import { readGeojson } from './rules/read-geojson';
import { storedMapOf } from './rules/stored-map';
import { saveMapInput } from './schema';

export const map = read({
  name: 'analysis.map',
  summary: '机构自备的区划地图：各区域的边界及其对应的单位',
  input: z.object({}),
  may: mayAnalyse,
  run: ({ db, actor }) => regionMapOf(db, actor.tenantId),
});

export const saveMap = write({
  name: 'analysis.saveMap',
  summary: '保存区划地图（GeoJSON），替换原有的；geojson 为空则移除',
  input: saveMapInput,
  perMinute: 20,
  may: mayKeepMap,
  run: async ({ db, actor, now, audit }, { name, geojson }) => {
    const { tenantId, userId, language } = actor;
    const before = await db
      .selectFrom('regionMaps')
      .select('name')
      .where('tenantId', '=', tenantId)
      .forUpdate()
      .executeTakeFirst();
    const change = { kind: 'region-map', id: tenantId, ...(before ? { before } : {}) };
    if (geojson === null) {
      await db.deleteFrom('regionMaps').where('tenantId', '=', tenantId).execute();
      if (before) await audit({ ...change, after: null });
      return { findings: [] };
    }
    const units = await unitsWithRegion(db, tenantId);
    const { shapes, findings } = readGeojson(geojson, units, (code, values) =>
      say(language, `charts:geojson.${code}`, values),
    );
    if (!shapes) return refuse('map-has-errors', { findings });
    const kept = JSON.stringify(storedMapOf(shapes));
    const row = { name, geojson: kept, savedBy: userId, savedAt: now };
    await db
      .insertInto('regionMaps')
      .values({ tenantId, ...row })
      .onConflict(conflict => conflict.column('tenantId').doUpdateSet(row))
      .execute();
    await audit({ ...change, after: { name, regions: shapes.regions.length, points: shapes.points } });
    return { findings };
  },
});
