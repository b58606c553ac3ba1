import { sql } from 'kysely';
import type { Db } from '../../../platform/database/connect';
import type { DateText, Id } from '../../../platform/database/tables';
import type { Actor } from '../../../platform/operation';
import { shippedPack, shippedPackNames } from '../../indicators/reads/shipped-packs';
import type { UnitKind } from '../../org/schema';
import type { CheckedForm, TagInUse, UnitTag } from '../form-schema';
import { mayLook } from '../policy';

let names: Map<string, string> | null = null;

/** What labels are called by the packs that come with the program. Plain files; read once. */
const tagNames = (): Map<string, string> => {
  names ??= new Map(
    shippedPackNames()
      .flatMap(pack => (shippedPack(pack)?.tags ?? []) as { code: string; name: string }[])
      .map(({ code, name }) => [code, name]),
  );
  return names;
};

const named = <T extends Omit<UnitTag, 'name'>>(one: T): T & UnitTag => ({
  ...one,
  name: tagNames().get(one.tag) ?? one.tag,
});

/** Of how many units a form of this level and these labels is asked today, and which labels there are to choose from. */
export async function askedUnits(
  db: Db,
  tenantId: Id,
  { level, tags, today }: { level: UnitKind; tags: readonly string[]; today: DateText },
): Promise<Pick<CheckedForm, 'units' | 'tags'>> {
  const { rows } = await sql<{ units: number; tags: { tag: string; units: number }[] }>`
    with living as (
      select o.tags from org_units o
      where o.tenant_id = ${tenantId} and o.kind = ${level} and o.valid_from <= ${today}::date
        and (o.valid_to is null or o.valid_to > ${today}::date))
    select (select count(*)::int from living l where l.tags @> ${[...tags]}::text[]) as units,
      coalesce((
        select json_agg(json_build_object('tag', t.tag, 'units', t.units) order by t.units desc, t.tag)
        from (select tag, count(*)::int as units from living l, unnest(l.tags) as tag group by tag) t), '[]') as tags`.execute(
    db,
  );
  const { units, tags: found } = rows[0]!;
  return { units, tags: found.map(named) };
}

/**
 * The labels that a unit can get: those that units of the body have, and those that its forms ask for; with the forms that are asked
 * by them on a day or later.
 */
export async function unitTags(db: Db, actor: Actor, today: DateText): Promise<TagInUse[]> {
  const { tenantId } = actor;
  const { rows } = await sql<Omit<TagInUse, 'name'>>`
    select t.tag, count(*) filter (where t.has)::int as units, coalesce((
      select json_agg(json_build_object('id', f.id::text, 'name', case when ${mayLook(actor)}::boolean then f.name end,
        'level', f.level, 'tags', f.tags) order by f.sort, f.id)
      from forms f
      where f.tenant_id = ${tenantId} and t.tag = any(f.tags) and (f.valid_to is null or f.valid_to > ${today}::date)), '[]') as forms
    from (
      select unnest(o.tags) as tag, true as has from org_units o where o.tenant_id = ${tenantId} and o.valid_to is null
      union all
      select unnest(f.tags), false from forms f where f.tenant_id = ${tenantId}) t
    group by t.tag
    order by units desc, t.tag`.execute(db);
  return rows.map(named);
}
