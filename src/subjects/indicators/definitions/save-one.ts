import { Refusal, refuse } from '../../../kernel/refusal';
import type { Context } from '../../../platform/operation';
import { expectOpenUnits } from '../../org/reads';
import type { Catalogue, WantedCatalogue } from '../rules/definition-fields';
import { lastChangedBy } from '../targets/reads';
import { changesOf } from './catalogue';
import type { Saved } from './schema';
import { putChanges } from './store';

/** The row that is to be changed, as the caller saw it: not there, or changed meanwhile, is a refusal. */
export async function expectVersion<Row extends { id: string; version: number }>(
  { db, actor }: Context,
  kind: string,
  rows: readonly Row[],
  id: string | undefined,
  version: number | undefined,
): Promise<Row | null> {
  if (id === undefined) return null;
  const row = rows.find(one => one.id === id) ?? refuse('not-found');
  if (row.version !== version)
    refuse('changed-meanwhile', { by: await lastChangedBy(db, actor.tenantId, kind, id), current: row });
  return row;
}

/** A lead department has to be an open unit of the body. */
export const expectLead = ({ db, actor }: Context, leadUnitId: string | null): Promise<void> =>
  expectOpenUnits(db, actor.tenantId, leadUnitId === null ? [] : [leadUnitId]);

/** Saves one thing, or says with its places what is wrong: `definition-has-errors`, all findings in its detail. */
export async function saveOne(context: Context, held: Catalogue, wanted: Partial<WantedCatalogue>): Promise<Saved> {
  const { db, actor } = context;
  const all = { dimensions: [], figures: [], indicators: [], ...wanted };
  const changes = await changesOf(db, actor.tenantId, held, all, { language: actor.language });
  const { findings } = changes;
  if (findings.length > 0) throw new Refusal('definition-has-errors', { count: findings.length, findings });
  const [saved] = await putChanges(context, changes);
  return { id: saved!.id, version: saved!.version };
}
