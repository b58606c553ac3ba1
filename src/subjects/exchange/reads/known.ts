import { sql } from 'kysely';
import type { Frequency } from '../../../kernel/period';
import type { Id } from '../../../platform/database/tables';
import type { Actor, Context } from '../../../platform/operation';
import type { UnitKind } from '../../org/schema';
import { mayBringInFor } from '../policy';
import type { AskingForm, Known, KnownFigure, KnownUnit } from '../rules/resolve-rows';

type UnitRow = Omit<KnownUnit, 'mine'> & { code: string; name: string; path: string };
type FigureRow = Omit<KnownFigure, 'options'> & { code: string; options: string[] };
type FormRow = { id: Id; frequency: Frequency; level: UnitKind; tags: string[]; figureIds: Id[] };

/** Units by code; by name too, where one unit alone has it. */
const unitsByName = (rows: readonly UnitRow[], actor: Actor): Map<string, KnownUnit> => {
  const units = new Map<string, KnownUnit>();
  const twice = new Set<string>();
  const known = rows.map(({ path, ...row }) => ({ ...row, mine: mayBringInFor(actor, path) }));
  for (const unit of known) {
    if (units.has(unit.name)) twice.add(unit.name);
    units.set(unit.name, unit);
  }
  for (const name of twice) units.delete(name);
  // A code is never read as somebody else's name.
  for (const unit of known) units.set(unit.code, unit);
  return units;
};

/** Everything that rows of an import may name. */
export async function knownTo({ db, actor }: Pick<Context, 'db' | 'actor'>): Promise<Known> {
  const { tenantId } = actor;
  const { rows: units } = await sql<UnitRow>`
    select o.id, o.code, o.name, o.kind, o.tags, o.valid_from, o.valid_to, o.path from org_units o
    where o.tenant_id = ${tenantId}`.execute(db);
  const { rows: figures } = await sql<FigureRow>`
    select f.id, f.code, f.decimals, f.low, f.high, f.unit,
      coalesce((select array_agg(x->>'code') from dimensions d, jsonb_array_elements(d.options) x
                where d.tenant_id = f.tenant_id and d.code = f.dimension), '{}') as options
    from figures f where f.tenant_id = ${tenantId}`.execute(db);
  const { rows: forms } = await sql<FormRow>`
    select m.id, m.frequency, m.level, m.tags,
      array(select x.figure_id::text from form_figures x
            where x.tenant_id = m.tenant_id and x.form_id = m.id and x.mode = 'ask') as figure_ids
    from forms m where m.tenant_id = ${tenantId} order by m.sort, m.id`.execute(db);
  return {
    units: unitsByName(units, actor),
    figures: new Map(figures.map(({ code, options, ...figure }) => [code, { ...figure, options: new Set(options) }])),
    forms: forms.map(({ figureIds, ...form }): AskingForm => ({ ...form, figureIds: new Set(figureIds) })),
  };
}
