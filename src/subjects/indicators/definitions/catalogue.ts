import type { Db } from '../../../platform/database/connect';
import type { Id } from '../../../platform/database/tables';
import { knownUnits } from '../reads/shipped-packs';
import { type ChangeContext, type DefinitionChanges, definitionChanges } from '../rules/definition-changes';
import type { Catalogue, WantedCatalogue } from '../rules/definition-fields';
import { figuresInUse, optionsWithData } from './reads';

const DIMENSION = ['code', 'name', 'options'] as const;
const FIGURE = [
  'code',
  'name',
  'meaning',
  'unit',
  'kind',
  'aggregation',
  'dimension',
  'decimals',
  'low',
  'high',
  'leadUnitId',
  'source',
  'validFrom',
  'validTo',
] as const;
const INDICATOR = [
  'code',
  'name',
  'unit',
  'direction',
  'aliases',
  'meaning',
  'aggregation',
  'eachLevel',
  'numerator',
  'denominator',
  'frequency',
  'level',
  'decimals',
  'leadUnitId',
  'source',
  'isPublic',
  'validFrom',
  'validTo',
  'sort',
] as const;

/** All that is defined in a body; with `lock` nobody else changes the rows until the end of the transaction (targets may still
 * be hung on them). */
export async function catalogueOf(db: Db, tenantId: Id, lock = false): Promise<Catalogue> {
  // In this order everywhere, so that two who save at once wait for each other and nothing worse.
  const dimensions = await db
    .selectFrom('dimensions')
    .select(['id', 'version', ...DIMENSION])
    .where('tenantId', '=', tenantId)
    .orderBy('id')
    .$if(lock, query => query.forNoKeyUpdate())
    .execute();
  const figures = await db
    .selectFrom('figures')
    .select(['id', 'version', ...FIGURE])
    .where('tenantId', '=', tenantId)
    .orderBy('id')
    .$if(lock, query => query.forNoKeyUpdate())
    .execute();
  const indicators = await db
    .selectFrom('indicators')
    .select(['id', 'version', 'expression', ...INDICATOR])
    .where('tenantId', '=', tenantId)
    .orderBy('id')
    .$if(lock, query => query.forNoKeyUpdate())
    .execute();
  return {
    dimensions: dimensions.map(({ id, version, ...fields }) => ({ id, version, fields })),
    figures: figures.map(({ id, version, ...fields }) => ({ id, version, fields })),
    indicators: indicators.map(({ id, version, expression, ...fields }) => ({ id, version, expression, fields })),
  };
}

/** What becomes of a catalogue, and what speaks against it: the rules with what only the database knows. */
export async function changesOf(
  db: Db,
  tenantId: Id,
  held: Catalogue,
  wanted: WantedCatalogue,
  { language, units = knownUnits() }: { language: string; units?: ChangeContext['units'] },
): Promise<DefinitionChanges> {
  const known = wanted.figures.flatMap(({ id }) => (id === null ? [] : [id]));
  const inUse = known.length > 0 ? await figuresInUse(db, tenantId, known) : new Set<Id>();
  const withData = new Map<string, Set<string>>();
  for (const { id, fields } of wanted.dimensions)
    if (id !== null) withData.set(fields.code, await optionsWithData(db, tenantId, fields.code));
  return definitionChanges(held, wanted, { units, language, inUse, optionsWithData: withData });
}
