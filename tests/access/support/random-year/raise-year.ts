import type { Db } from '../../../../src/platform/database/connect';
import type { Id } from '../../../../src/platform/database/tables';
import { inTenant } from '../../../../src/platform/database/tenant';
import { rebuildRollups } from '../../../../src/subjects/reporting/store/recompute';
import { freeze } from '../../../../src/subjects/reporting/store/snapshots';
import { REVIEW_PERIOD } from '../reviews';
import { type FiguresOf, raiseForms } from './forms';
import type { RandomYear } from './model';
import { type Handed, raiseSubmissions } from './submissions';
import { type Aimed, raiseTargets } from './targets';
import { type Person, type Place, raisePeople, raiseTree } from './tree';

export type RaisedYear = {
  people: Person[];
  units: Place[];
  figures: FiguresOf[];
  formIds: Id[];
  handed: Handed[];
  targets: Aimed[];
  snapshotIds: Id[];
};

let bodies = 0;

/** Writes the year down as it would stand after its people had worked. `stored` is a file whose bytes are there. */
export async function raiseYear(owner: Db, stored: Id, model: RandomYear): Promise<RaisedYear> {
  bodies += 1;
  const now = new Date().toISOString();
  const { tenantId } = await owner
    .insertInto('tenants')
    .values({
      ...{ code: `year-${bodies}`, name: `年度${bodies}`, shortName: `年度${bodies}` },
      ...{ areaCode: null, settings: '{}', createdAt: now },
    })
    .returning('tenantId')
    .executeTakeFirstOrThrow();
  const { sha256 } = await owner
    .selectFrom('files')
    .select('sha256')
    .where('id', '=', stored)
    .executeTakeFirstOrThrow();

  return inTenant(owner, tenantId, async db => {
    const body = { db, tenantId, now };
    const tree = await raiseTree(body, model);
    const people = await raisePeople(body, tree, model);
    const anybody = people[0]!.actor.userId;
    const { forms, figures } = await raiseForms(body, tree, model);
    const handed = await raiseSubmissions(body, tree, forms, { anybody, sha256 }, model);
    const targets = await raiseTargets(body, tree, figures, anybody, model);
    await rebuildRollups(db, tenantId);
    const snapshotIds: Id[] = [];
    for (const { id: formId } of forms) {
      const signed = { takenAt: now, takenBy: anybody, signedAs: 'x', statement: 'x' };
      snapshotIds.push((await freeze(db, { tenantId, formId, period: REVIEW_PERIOD, ...signed })).snapshotId);
    }
    const formIds = forms.map(({ id }) => id);
    return { people, units: tree.units, figures, formIds, handed, targets, snapshotIds };
  });
}
