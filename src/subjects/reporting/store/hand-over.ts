import type { Id } from '../../../platform/database/tables';
import type { Context } from '../../../platform/operation';
import { targetKeeping } from '../../indicators/hand-over';
import { type Handed, type Heir, type Keeping, noteHandover, postKeeping } from '../../org/hand-over';
import type { HandedKind, Held } from '../../org/schema';
import { taskKeeping } from '../../tasks/hand-over';
import { formKeeping } from './keeper';

// Everything that can wait on a unit, by whose business it is. Tasks are locked before their targets, as everywhere.
const keepings: readonly Keeping[] = [taskKeeping, targetKeeping, formKeeping, postKeeping];

const keepingOf = (kind: HandedKind): Keeping | undefined =>
  keepings.find(({ kinds }) => (kinds as readonly HandedKind[]).includes(kind));

/** What waits on these units now. */
export async function heldBy(
  context: Pick<Context, 'db' | 'actor' | 'realNow'>,
  unitIds: readonly Id[],
): Promise<Held[]> {
  const held: Held[] = [];
  for (const keeping of keepings) held.push(...(await keeping.held(context, unitIds)));
  return held;
}

/** Passes on everything that waits on a unit, each to the heir that is said, and notes it down. */
export async function handOver(context: Context, unitId: Id, heirOf: (held: Held) => Heir): Promise<void> {
  const { db, actor } = context;
  for (const held of await heldBy(context, [unitId])) {
    const heir = heirOf(held);
    const before = await keepingOf(held.kind)!.pass(context, held, heir);
    await noteHandover(db, actor.tenantId, { unitId, kind: held.kind, subjectId: held.id }, heir, before);
  }
}

/** Gives back one thing that passed on; null where it is none of those that wait on units. */
export const handBack = async (context: Context, handed: Handed): Promise<boolean | null> =>
  (await keepingOf(handed.kind)?.giveBack(context, handed)) ?? null;
