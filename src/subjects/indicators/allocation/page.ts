import { sql } from 'kysely';
import { refuse } from '../../../kernel/refusal';
import type { Db } from '../../../platform/database/connect';
import type { Decimal, Id } from '../../../platform/database/tables';
import type { Actor } from '../../../platform/operation';
import type { UnitKind } from '../../org/schema';
import { ruleOf } from '../rules/allocation';
import { aimOf } from '../rules/targets';
import { type Target, targetSeen } from '../targets/reads';
import { figureByUnit, lastYearByUnit } from '../targets/reported-figures';
import { maySignPart, maySplit, seesPart, seesWholeSplit } from './policy';
import {
  type Allocation,
  type AllocationPart,
  allocationOf,
  allocationSeen,
  balanceOfAllocation,
  digitsOf,
  partsShown,
  seesWhole,
  splitOf,
  wayOf,
} from './reads';
import type { AllocationPage, AllocationPartRow, AllocationRow, AllocationTarget } from './schema';

export type UnitBelow = { unitId: Id; unitName: string; unitKind: UnitKind; path: string };
export type Splitter = { id: Id; name: string; path: string; isWholeBody: boolean };

/** The unit that splits; null: the body. Not found where there is none. */
export const splitterOf = async (db: Db, tenantId: Id, unitId: Id | null): Promise<Splitter> => {
  const unit = await db
    .selectFrom('orgUnits')
    .select(['id', 'name', 'path', 'parentId'])
    .where('tenantId', '=', tenantId)
    .where(unitId === null ? sql<boolean>`parent_id is null` : sql<boolean>`id = ${unitId}`)
    .executeTakeFirst();
  if (!unit) return refuse('not-found');
  return { id: unit.id, name: unit.name, path: unit.path, isWholeBody: unit.parentId === null };
};

/** The units directly below, of those that are there today. */
export const unitsBelow = (db: Db, tenantId: Id, unitId: Id): Promise<UnitBelow[]> =>
  db
    .selectFrom('orgUnits')
    .select(['id as unitId', 'shortName as unitName', 'kind as unitKind', 'path'])
    .where('tenantId', '=', tenantId)
    .where('parentId', '=', unitId)
    .where('validTo', 'is', null)
    .orderBy('sort')
    .orderBy('id')
    .execute();

/** Over whom a split begins: the counties; where there are none, the schools; else whoever is below. */
export const usualUnits = (units: readonly UnitBelow[]): UnitBelow[] => {
  const of = (kind: UnitKind) => units.filter(({ unitKind }) => unitKind === kind);
  return [of('county'), of('school')].find(found => found.length > 0) ?? [...units];
};

/** What a unit has to split: the body the target's value, any other the part that it was sent; null where it has nothing. */
export const wholeOf = async (db: Db, tenantId: Id, target: Target, by: Splitter): Promise<Decimal | null> => {
  if (by.isWholeBody) return aimOf(target, target.direction);
  const part = await db
    .selectFrom('allocations as a')
    .innerJoin('allocationParts as p', join =>
      join.onRef('p.tenantId', '=', 'a.tenantId').onRef('p.allocationId', '=', 'a.id'),
    )
    .select('p.value')
    .where('a.tenantId', '=', tenantId)
    .where('a.targetId', '=', target.id)
    .where('a.state', '=', 'sent')
    .where('p.orgUnitId', '=', by.id)
    .executeTakeFirst();
  return part?.value ?? null;
};

const targetShown = (target: Target): AllocationTarget => {
  const { id, taskId, year, indicator, unit, comparator, strength, dueOn, baseline } = target;
  const [direction, decimals] = [wayOf(target), digitsOf(target)];
  return { id, taskId, year, indicator, unit, comparator, strength, dueOn, baseline, direction, decimals };
};

const rightsAtPart = (actor: Actor, { target, state }: Allocation, part: AllocationPart): AllocationPartRow['may'] => ({
  sign: state === 'sent' && part.signedAt === null && maySignPart(actor, part.path),
  split: state === 'sent' && part.value !== null && maySplit(actor, { unitPath: part.path, leadPath: target.leadPath }),
});

/** The split of a part, where the caller sees that one whole: of another it is not even told that it is there. */
const splitShown = (actor: Actor, { target }: Allocation, { splitId, path }: AllocationPart): Id | null =>
  seesWholeSplit(actor, { unitPath: path, leadPath: target.leadPath }) ? splitId : null;

const headOf = (
  actor: Actor,
  allocation: Allocation,
): Omit<AllocationRow, 'id' | 'version' | 'state' | 'counts' | 'stray' | 'own'> => {
  const { target, unitId, unitName, method, rule, baseFigure, basePeriod, state, waiver, waivedAs, waivedAt } =
    allocation;
  const allShown = seesWhole(actor, allocation);
  const balance = allShown ? balanceOfAllocation(allocation) : null;
  const may = maySplit(actor, { unitPath: allocation.unitPath, leadPath: target.leadPath });
  const draft = may && allocation.whole !== null;
  return {
    target: targetShown(target),
    by: { unitId, unitName },
    method,
    rule,
    baseFigure,
    basePeriod,
    allShown,
    whole: allShown ? allocation.whole : null,
    balance,
    waiver: waiver === null ? null : { reason: waiver, signedAs: waivedAs ?? '', at: waivedAt! },
    sentBy: allocation.sentBy,
    sentAt: allocation.sentAt,
    may: {
      draft,
      send: draft && state === 'draft' && (balance?.state === 'balanced' || waiver !== null),
      waive: draft && state === 'draft' && balance !== null && balance.state !== 'balanced',
    },
  };
};

/** Parts that the unit which splits can no longer give, and who gives them now. */
const strayParts = (actor: Actor, { unitId, target }: Allocation, shown: readonly AllocationPart[]) =>
  shown
    .filter(({ above, isOpen }) => above?.unitId !== unitId || !isOpen)
    .map(({ above, isOpen, ...part }) => ({
      unitId: part.unitId,
      unitName: part.unitName,
      value: part.value,
      to: above && { unitId: above.unitId, unitName: above.unitName },
      mayGive:
        above !== null &&
        above.unitId !== unitId &&
        isOpen &&
        part.value !== null &&
        maySplit(actor, { unitPath: above.path, leadPath: target.leadPath }),
    }));

/** One of a list. */
export const allocationRow = (actor: Actor, allocation: Allocation): AllocationRow => {
  const shown = partsShown(actor, allocation);
  const { id, version, state } = allocation;
  const mine = new Set(actor.posts.filter(({ role }) => role !== 'administrator').map(({ unitId }) => unitId));
  return {
    ...headOf(actor, allocation),
    id,
    version,
    state,
    stray: strayParts(actor, allocation, shown),
    counts: { parts: shown.length, signed: shown.filter(({ signedAt }) => signedAt !== null).length },
    own: shown
      .filter(({ unitId }) => mine.has(unitId))
      .map(part => ({
        unitId: part.unitId,
        unitName: part.unitName,
        value: part.value,
        signedAs: part.signedAs,
        signedAt: part.signedAt,
        splitId: splitShown(actor, allocation, part),
        may: rightsAtPart(actor, allocation, part),
      })),
  };
};

type Base = { figure: string; period: string } | null;

const savedPage = async (db: Db, actor: Actor, allocation: Allocation, base: Base): Promise<AllocationPage> => {
  const { tenantId } = actor;
  const shown = partsShown(actor, allocation);
  const units = shown.map(({ unitId }) => unitId);
  // What was sent goes by what it said.
  const last =
    allocation.state === 'sent'
      ? new Map(shown.map(part => [part.unitId, part.last]))
      : await lastYearByUnit(db, tenantId, allocation.target, units);
  const weights = base && (await figureByUnit(db, tenantId, base.figure, base.period, units));
  const { id, version, state } = allocation;
  return {
    ...headOf(actor, allocation),
    id,
    version,
    state,
    parts: shown.map(part => ({
      unitId: part.unitId,
      unitName: part.unitName,
      unitKind: part.unitKind,
      value: part.value,
      weight: weights ? (weights.get(part.unitId) ?? null) : part.weight,
      last: last.get(part.unitId) ?? null,
      fixed: part.fixed,
      note: part.note,
      signedAs: part.signedAs,
      signedAt: part.signedAt,
      splitId: splitShown(actor, allocation, part),
      may: rightsAtPart(actor, allocation, part),
    })),
  };
};

/** The denominator of a ratio of two figures: what its mean goes by. */
export const usualBase = ({ expression }: Target): string | null =>
  expression?.denominator?.op === 'figure' ? expression.denominator.code : null;

/** A split that is not there yet, as it would begin: only for who may make it. */
const newPage = async (db: Db, actor: Actor, target: Target, by: Splitter, base: Base): Promise<AllocationPage> => {
  const { tenantId } = actor;
  if (!maySplit(actor, { unitPath: by.path, leadPath: target.leadPath })) refuse('not-found');
  const whole = await wholeOf(db, tenantId, target, by);
  const below = usualUnits(await unitsBelow(db, tenantId, by.id));
  const units = below.map(({ unitId }) => unitId);
  const rule = ruleOf(target.aggregation, target.unit);
  const usual = rule === 'weighted' ? usualBase(target) : null;
  const from = base ?? (usual === null ? null : { figure: usual, period: String(target.year - 1) });
  const weights = from && (await figureByUnit(db, tenantId, from.figure, from.period, units));
  const last = await lastYearByUnit(db, tenantId, target, units);
  return {
    id: null,
    version: null,
    state: 'new',
    target: targetShown(target),
    by: { unitId: by.id, unitName: by.name },
    method: weights?.size ? 'proportional' : 'equal',
    rule,
    baseFigure: from?.figure ?? null,
    basePeriod: from?.period ?? null,
    allShown: true,
    whole,
    balance: null,
    waiver: null,
    sentBy: null,
    sentAt: null,
    parts: below.map(({ path: _, ...unit }) => ({
      ...unit,
      value: null,
      weight: weights?.get(unit.unitId) ?? null,
      last: last.get(unit.unitId) ?? null,
      fixed: false,
      note: '',
      signedAs: null,
      signedAt: null,
      splitId: null,
      may: { sign: false, split: false },
    })),
    may: { draft: whole !== null, send: false, waive: false },
  };
};

export type AllocationQuestion = {
  allocationId?: Id | undefined;
  targetId?: Id | undefined;
  unitId?: Id | undefined;
  baseFigure?: string | undefined;
  basePeriod?: string | undefined;
};

/** One split with what its parts were measured by, as the caller may see it. */
export async function allocationPage(db: Db, actor: Actor, question: AllocationQuestion): Promise<AllocationPage> {
  const { allocationId, targetId, unitId, baseFigure, basePeriod } = question;
  const baseOf = (year: number): Base =>
    baseFigure ? { figure: baseFigure, period: basePeriod ?? String(year - 1) } : null;
  if (allocationId) {
    const allocation = await allocationSeen(db, actor, allocationId);
    return savedPage(db, actor, allocation, baseOf(allocation.target.year));
  }
  const target = await targetSeen(db, actor, targetId!);
  const allocation = await allocationOf(db, actor.tenantId, target, unitId ?? null);
  if (!allocation) {
    const by = await splitterOf(db, actor.tenantId, unitId ?? null);
    return newPage(db, actor, target, by, baseOf(target.year));
  }
  const seen = allocation.parts.some(({ path }) => seesPart(actor, splitOf(allocation), path));
  if (!seen && !seesWhole(actor, allocation)) refuse('not-found');
  return savedPage(db, actor, allocation, baseOf(target.year));
}
