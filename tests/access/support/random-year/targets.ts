import type { Id } from '../../../../src/platform/database/tables';
import { SETTLED, word } from './facts';
import type { FiguresOf } from './forms';
import type { RandomYear } from './model';
import type { Body, Place, Tree } from './tree';

export type Split = { id: Id; sent: boolean; by: Place; parts: { unit: Place; value: string; note: string }[] };
/** A target of a task, once revised, and how it is split. */
export type Aimed = {
  id: Id;
  taskId: Id;
  sent: boolean;
  indicatorLead: string | null;
  leadPath: string;
  paths: string[];
  value: string;
  revision: string;
  splits: Split[];
};

/** Tasks with a target for an indicator of the year each. */
export async function raiseTargets(
  body: Body,
  { unitAt }: Tree,
  figures: readonly FiguresOf[],
  anybody: Id,
  model: RandomYear,
): Promise<Aimed[]> {
  const { db, tenantId } = body;
  const targets: Aimed[] = [];
  for (const [index, { sent, units: members, splits }] of model.targets.entries()) {
    const figure = figures[index % figures.length]!;
    const places = [...new Set(members.map(unitAt))];
    const taskId = await raiseTask(body, `任务${index}`, sent, places);
    const [value, revision] = [word(), word()];
    const aim = { comparator: 'ge' as const, value, dueOn: '2099-12-31' };
    const { id } = await db
      .insertInto('targets')
      .values({ tenantId, indicatorId: figure.indicatorId, taskId, ...aim })
      .returning('id')
      .executeTakeFirstOrThrow();
    const terms = JSON.stringify({ value: revision });
    await db
      .insertInto('targetRevisions')
      .values({
        ...{ tenantId, targetId: id, at: SETTLED, userId: anybody, signedAs: revision, reason: revision },
        ...{ before: terms, after: terms },
      })
      .execute();
    const raised: Split[] = [];
    for (const { by: at, sent, parts } of splits) {
      const by = unitAt(at);
      if (raised.some(other => other.by.id === by.id)) continue;
      raised.push(await splitTarget(body, id, by, sent, [...new Set(parts.map(unitAt))]));
    }
    targets.push({
      ...{ id, taskId, sent, indicatorLead: figure.leadPath, leadPath: places[0]!.path },
      ...{ value, revision, splits: raised, paths: places.map(({ path }) => path) },
    });
  }
  return targets;
}

/** The first of the units leads. */
async function raiseTask(
  { db, tenantId, now }: Body,
  title: string,
  sent: boolean,
  places: readonly Place[],
): Promise<Id> {
  const { id: taskId } = await db
    .insertInto('tasks')
    .values({
      ...{ tenantId, year: 2026, source: 'meeting', title, status: sent ? 'active' : 'draft' },
      ...{ leadUnitId: places[0]!.id, startOn: '2026-01-01', dueOn: '2099-12-31', createdAt: now, updatedAt: now },
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  for (const [sort, { id: orgUnitId }] of places.entries())
    await db
      .insertInto('taskUnits')
      .values({ tenantId, taskId, orgUnitId, role: sort === 0 ? 'lead' : 'responsible', sort })
      .execute();
  return taskId;
}

async function splitTarget(
  { db, tenantId, now }: Body,
  targetId: Id,
  by: Place,
  sent: boolean,
  units: readonly Place[],
): Promise<Split> {
  const { id: allocationId } = await db
    .insertInto('allocations')
    .values({
      ...{ tenantId, targetId, orgUnitId: by.id, method: 'manual', rule: 'sum', createdAt: now },
      ...(sent ? { state: 'sent', sentAt: now } : { state: 'draft' }),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const parts = units.map(unit => ({ unit, value: word(), note: word() }));
  for (const { unit, value, note } of parts)
    await db
      .insertInto('allocationParts')
      .values({ tenantId, allocationId, orgUnitId: unit.id, value, note })
      .execute();
  return { id: allocationId, sent, by, parts };
}
