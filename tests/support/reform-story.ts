import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { Refusal } from '../../src/kernel/refusal';
import { connect } from '../../src/platform/database/connect';
import type { Id } from '../../src/platform/database/tables';
import { openFileStore } from '../../src/platform/files/file-store';
import type { Actor } from '../../src/platform/operation';
import { type House, runOperation } from '../../src/platform/run-operation';
import { allocations } from '../../src/subjects/indicators/allocation/operations';
import type { AllocationList } from '../../src/subjects/indicators/allocation/schema';
import { reopenUnit } from '../../src/subjects/reporting/operations/reopen-unit';
import { closeUnit, mergeUnits, moveUnit, previewReform } from '../../src/subjects/reporting/operations/units';
import type { Decision, Reformed, ReformPreview } from '../../src/subjects/reporting/reform-schema';
import type { ReformScene } from './reform-scene';
import { createTestDatabase } from './test-database';

// Reforms as an office orders them, for the laws of what goes over and of what comes back.

type Node = {
  id: Id;
  parentId: Id | null;
  path: string;
  kind: string;
  validTo: string | null;
  successorId: Id | null;
};

/** `heir`: whom it goes to, where that is not left to chance. */
export type Step = {
  kind: 'move' | 'merge' | 'close' | 'reopen';
  unit: number;
  other: number;
  end: boolean;
  heir?: Id;
};

// Two of July's days, and then of August: a reform is never before the last.
const dayOf = (step: number): string => new Date(Date.UTC(2026, 6, 20 + 4 * step)).toISOString().slice(0, 10);
export const nowOf = (step: number): string => new Date(Date.UTC(2026, 8, 20, 4, step)).toISOString();

type Done = { result: Reformed | null; preview: Reformed | null; inside: readonly Id[]; ended: boolean };

/** A house on a database of its own. */
export async function openReformHouse() {
  const database = await createTestDatabase();
  const { db } = connect(database.url, 5, null);
  const folder = await mkdtemp(join(tmpdir(), 'luoshi-reforms-'));
  const house: House = { db, files: openFileStore(folder) };
  const close = async () => {
    await db.destroy();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  };
  return { ...reformsIn(house), house, close };
}

const reformsIn = (house: House) => {
  const { db } = house;

  const nodesOf = (tenantId: Id): Promise<Node[]> =>
    db
      .selectFrom('orgUnits')
      .select(['id', 'parentId', 'path', 'kind', 'validTo', 'successorId'])
      .where('tenantId', '=', tenantId)
      .orderBy('id')
      .execute();

  /** Tasks under way whose units do not have just the one lead that the task names. */
  const withoutLead = async (tenantId: Id): Promise<{ id: Id }[]> => {
    const { rows } = await sql<{ id: Id }>`
      select t.id from tasks t where t.tenant_id = ${tenantId} and (
        select array_agg(u.org_unit_id) from task_units u where u.tenant_id = t.tenant_id and u.task_id = t.id and u.role = 'lead')
        is distinct from array[t.lead_unit_id]`.execute(db);
    return rows;
  };

  /** Parts under way that the unit which splits could not give today, by the units of both; and those that the to-do of the office names. */
  const strayParts = async (tenantId: Id): Promise<string[]> => {
    const { rows } = await sql<{ part: string }>`
      select a.org_unit_id || ' ' || p.org_unit_id as part
      from allocation_parts p
      join allocations a on a.tenant_id = p.tenant_id and a.id = p.allocation_id
      join targets g on g.tenant_id = a.tenant_id and g.id = a.target_id
      join tasks t on t.tenant_id = g.tenant_id and t.id = g.task_id and t.status <> 'done'
      where p.tenant_id = ${tenantId} and not exists (
        select 1 from org_units b where b.tenant_id = p.tenant_id and b.id = p.org_unit_id and b.parent_id = a.org_unit_id
          and b.valid_to is null)`.execute(db);
    return rows.map(({ part }) => part).toSorted();
  };

  const strayNamed = async (actor: Actor): Promise<string[]> => {
    const { rows } = await runOperation<AllocationList>(house, allocations, actor, { stray: true, limit: 200 });
    return rows.flatMap(({ by, stray }) => stray.map(({ unitId }) => `${by.unitId} ${unitId}`)).toSorted();
  };

  /** One step as an office would order it; null where it was refused. `inside`: the units that the reform is about. */
  const take = async (scene: ReformScene, actor: Actor, step: Step, index: number): Promise<Done | null> => {
    const all = await nodesOf(scene.tenantId);
    const open = all.filter(({ validTo, parentId }) => validTo === null && parentId !== null);
    const closed = all.filter(({ validTo }) => validTo !== null);
    const one = step.kind === 'reopen' ? closed[step.unit % Math.max(closed.length, 1)] : open[step.unit % open.length];
    if (!one) return null;
    const fitting =
      step.kind === 'move'
        ? open.filter(({ kind }) => kind === 'county')
        : open.filter(({ kind }) => kind === one.kind);
    const other = fitting.find(({ id }) => id === step.heir) ?? fitting[step.other % fitting.length];
    if (!other) return null;
    const on = dayOf(index);
    const reason = '机构改革';
    const call = { now: nowOf(index) };
    const preview = async (targetId?: Id): Promise<ReformPreview> =>
      runOperation(house, previewReform, actor, { kind: step.kind, unitIds: [one.id], targetId, on }, call);
    try {
      if (step.kind === 'reopen') {
        await runOperation(house, reopenUnit, actor, { unitId: one.id, reason }, call);
        return { result: null, preview: null, inside: [one.id], ended: false };
      }
      if (step.kind === 'move') {
        const before = await preview(other.id);
        const input = { unitId: one.id, parentId: other.id, from: on, reason };
        const result = await runOperation<Reformed>(house, moveUnit, actor, input, call);
        return { result, preview: before, inside: [one.id], ended: false };
      }
      if (step.kind === 'merge') {
        const before = await preview(other.id);
        const input = { unitIds: [one.id], intoId: other.id, on, reason };
        const result = await runOperation<Reformed>(house, mergeUnits, actor, input, call);
        return { result, preview: before, inside: [one.id, other.id], ended: false };
      }
      const before = await preview();
      const kinds = [...new Set(before.held.map(({ kind }) => kind))];
      const decisions: Decision[] = kinds.map(kind =>
        step.end && kind !== 'lead' ? { kind, ended: '不再开展' } : { kind, toId: other.id },
      );
      const result = await runOperation<Reformed>(
        house,
        closeUnit,
        actor,
        { unitId: one.id, on, reason, decisions },
        call,
      );
      return { result, preview: before, inside: [one.id, other.id], ended: step.end };
    } catch (error) {
      if (error instanceof Refusal) return null;
      throw error;
    }
  };

  return { nodesOf, withoutLead, strayParts, strayNamed, take };
};
