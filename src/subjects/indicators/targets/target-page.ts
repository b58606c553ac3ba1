import type { Db } from '../../../platform/database/connect';
import type { DateText, Id } from '../../../platform/database/tables';
import type { Actor, Context } from '../../../platform/operation';
import { inScope } from '../../org/rules';
import { maySplit } from '../allocation/policy';
import { allocationOf, balanceOfAllocation } from '../allocation/reads';
import { readTarget, type TargetReading, termsOn } from '../rules/target-reading';
import { checkPair } from '../rules/targets';
import type { TargetTerms } from '../schema';
import { mayReviseTargets, seesAllOfTarget } from './policy';
import {
  datedRevisions,
  limitsOf,
  type RevisionRow,
  revisionsOf,
  type Target,
  type TargetValue,
  targetSeen,
  targetsById,
  termsOf,
  valuesOfTarget,
} from './reads';
import type { TargetPage } from './schema';

const isWhole = ({ path }: Pick<TargetValue, 'path'>): boolean => /^\/\d+\/$/.test(path);

/** The values for the whole are known to all who see the target; what a unit reported of its part is seen like the part. */
const valuesShown = (actor: Actor, target: Target, values: readonly TargetValue[]): TargetValue[] =>
  seesAllOfTarget(actor, target.leadPath)
    ? [...values]
    : values.filter(value => isWhole(value) || inScope(actor, value.path));

/** A target on a day, by the terms in force then. */
export const readingOn = (
  target: Target,
  revisions: readonly RevisionRow[],
  values: readonly TargetValue[],
  on: DateText,
  limits: { yellow: number; red: number } | undefined,
): { reading: TargetReading; terms: TargetTerms } => {
  const terms = termsOn(termsOf(target), datedRevisions(revisions), on);
  const shape = { ...terms, unit: target.unit };
  return { reading: readTarget(shape, terms.points, values.filter(isWhole), on, target.direction, limits), terms };
};

/** The increment and the stock of a pair, whichever was asked for. */
export const pairOf = (one: Target, other: Target): { increment: Target; stock: Target } =>
  one.comparator === 'add' ? { increment: one, stock: other } : { increment: other, stock: one };

const pairShown = async (db: Db, tenantId: Id, target: Target): Promise<TargetPage['pair']> => {
  if (target.pairId === null) return null;
  const [other] = await targetsById(db, tenantId, [target.pairId]);
  if (!other) return null;
  const { increment, stock } = pairOf(target, other);
  if (increment.value === null || stock.value === null) return null;
  const { base, agrees } = checkPair(increment.value, stock.value, stock.baseline);
  return { targetId: other.id, comparator: other.comparator, value: other.value, base, agrees };
};

const allocationShown = async (db: Db, actor: Actor, target: Target): Promise<TargetPage['allocation']> => {
  if (!seesAllOfTarget(actor, target.leadPath)) return null;
  const allocation = await allocationOf(db, actor.tenantId, target, null);
  if (!allocation) return null;
  return {
    id: allocation.id,
    state: allocation.state,
    method: allocation.method,
    rule: allocation.rule,
    balance: balanceOfAllocation(allocation),
    parts: allocation.parts.length,
    signed: allocation.parts.filter(({ signedAt }) => signedAt !== null).length,
    waived: allocation.waiver !== null,
    sentAt: allocation.sentAt,
  };
};

/** One target with its trajectory, values and history, as the caller may see it. */
export async function targetPage({ db, actor, today }: Context, targetId: Id): Promise<TargetPage> {
  const { tenantId } = actor;
  const target = await targetSeen(db, actor, targetId);
  const [values, revisions, limits, pair, allocation] = [
    await valuesOfTarget(db, tenantId, targetId),
    await revisionsOf(db, tenantId, targetId),
    await limitsOf(db, tenantId),
    await pairShown(db, tenantId, target),
    await allocationShown(db, actor, target),
  ];
  const { indicatorId, indicator: name, code, direction, aggregation, decimals, expression } = target;
  return {
    id: target.id,
    version: target.version,
    indicator: { id: indicatorId, code, name, direction, aggregation, decimals, isMeasured: expression !== null },
    unit: target.unit,
    task: { id: target.taskId, title: target.taskTitle, number: target.number, year: target.year },
    lead: target.leadId === null ? null : { unitId: target.leadId, unitName: target.leadName ?? '' },
    text: target.text,
    approximate: target.approximate,
    terms: termsOf(target),
    latest: target.latest,
    latestOn: target.latestOn,
    reading: readingOn(target, revisions, values, today, limits).reading,
    pair,
    values: valuesShown(actor, target, values).map(({ path, ...value }) => ({ ...value, whole: isWhole({ path }) })),
    revisions: revisions.toReversed(),
    allocation,
    may: { revise: mayReviseTargets(actor), allocate: maySplit(actor, { unitPath: null, leadPath: target.leadPath }) },
  };
}
