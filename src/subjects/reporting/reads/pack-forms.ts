import { refuse } from '../../../kernel/refusal';
import type { Db } from '../../../platform/database/connect';
import type { Id } from '../../../platform/database/tables';
import { knownUnits, shippedPack } from '../../indicators/reads/shipped-packs';
import { readPack } from '../../indicators/rules/pack';
import { comparableName } from '../../org/rules';
import type { SaveFormInput } from '../form-schema';

/**
 * The forms of a pack as they would be saved; null where there is no such pack, or none in it. The keeper is found by its name: no unit
 * of that name, no keeper. Refuses `wrong-expression` for a pack with faults.
 */
export async function formsOfPack(
  db: Db,
  tenantId: Id,
  name: string,
  language: string,
): Promise<(SaveFormInput & { isHere: boolean })[] | null> {
  const json = shippedPack(name);
  if (!json) return null;
  const { pack, findings } = readPack(json, { units: knownUnits(), language });
  if (!pack) return refuse('wrong-expression', { count: findings.length, findings });
  if (pack.forms.length === 0) return null;
  const here = new Set(
    (await db.selectFrom('forms').select('code').where('tenantId', '=', tenantId).execute()).map(({ code }) => code),
  );
  const units = await db
    .selectFrom('orgUnits')
    .select(['id', 'name', 'shortName', 'aliases'])
    .where('tenantId', '=', tenantId)
    .where('kind', '<>', 'school')
    .where('validTo', 'is', null)
    .execute();
  const byName = new Map(
    units.flatMap(({ id, name, shortName, aliases }) =>
      [...aliases, shortName, name].map(said => [comparableName(said), id] as const),
    ),
  );
  return pack.forms.map(({ sections, keeper, checks, ...form }) => ({
    ...form,
    keeperUnitId: byName.get(comparableName(keeper)) ?? null,
    validFrom: '1900-01-01',
    validTo: null,
    letGo: [],
    figures: sections.flatMap(section =>
      section.figures.map(({ figure, ...asked }) => ({ code: figure, section: section.name, ...asked })),
    ),
    checks: checks.map(({ text, level, message }) => ({ text, level, message })),
    isHere: here.has(form.code),
  }));
}
