import { sql } from 'kysely';
import { canonicalJson } from '../../kernel/canonical';
import { decimalOf } from '../../kernel/decimal';
import type { Db } from '../../platform/database/connect';
import type { DateText, Decimal, Id } from '../../platform/database/tables';
import type { Context } from '../../platform/operation';
import { knownUnits } from './reads/shipped-packs';
import { meantBy } from './rules/indicator-names';
import { checkPair, type Direction, type TargetShape, trajectoryOf, wantsLess } from './rules/targets';
import type { AdoptTarget } from './schema';
import { keepReplacedTerms, signedTerms } from './targets/signed-terms';

/** The task whose targets are adopted. */
export type TargetHome = { planId: Id; taskId: Id; nodeId: string; year: number; dueOn: DateText };
export type TargetCounts = { created: number; updated: number; unchanged: number };

const decimal = (value: number | null): Decimal | null => (value === null ? null : decimalOf(value));

const shapeOf = (target: AdoptTarget): TargetShape => ({
  comparator: target.comparator,
  value: decimal(target.value),
  low: decimal(target.low),
  high: decimal(target.high),
  unit: target.unit,
  baseline: decimal(target.baseline),
});

/** 新增15所、达到175所: an increment and the stock it leads to, of one indicator in one item. By key. */
export const pairsIn = (targets: readonly AdoptTarget[]): { increment: AdoptTarget; stock: AdoptTarget }[] =>
  targets.flatMap(increment => {
    if (increment.comparator !== 'add' || increment.value === null) return [];
    const stock = targets.find(
      ({ indicator, comparator, value, unit }) =>
        indicator === increment.indicator &&
        unit === increment.unit &&
        value !== null &&
        (comparator === 'eq' || comparator === 'ge'),
    );
    return stock ? [{ increment, stock }] : [];
  });

/** What the catalogue defines on a day: a plan's own words for it lead there. */
const cataloguedOn = (db: Db, tenantId: Id, on: DateText) =>
  db
    .selectFrom('indicators')
    .select(['id', 'name', 'aliases', 'unit'])
    .where('tenantId', '=', tenantId)
    .where('code', 'is not', null)
    .where('validFrom', '<=', on)
    .where(where => where.or([where('validTo', 'is', null), where('validTo', '>', on)]))
    .orderBy('sort')
    .orderBy('id')
    .execute();

type Catalogued = Awaited<ReturnType<typeof cataloguedOn>>;

/** By plan key, on which catalogued indicator a task's targets hang: a person may have moved one there. */
const hungOn = async (db: Db, tenantId: Id, taskId: Id): Promise<Map<string, Id>> => {
  const rows = await db
    .selectFrom('targets as g')
    .innerJoin('indicators as i', join =>
      join.onRef('i.tenantId', '=', 'g.tenantId').onRef('i.id', '=', 'g.indicatorId'),
    )
    .select(['g.planKey', 'i.id'])
    .where('g.tenantId', '=', tenantId)
    .where('g.taskId', '=', taskId)
    .where('g.planKey', 'is not', null)
    .where('i.code', 'is not', null)
    .execute();
  return new Map(rows.map(({ planKey, id }) => [planKey!, id]));
};

const indicatorId = async (
  db: Db,
  tenantId: Id,
  target: AdoptTarget,
  catalogued: Catalogued,
  now: string,
): Promise<Id> => {
  const { indicator: name, unit } = target;
  const meant = meantBy(name, unit, catalogued, knownUnits());
  if (meant) return meant.id;
  await db
    .insertInto('indicators')
    .values({
      tenantId,
      name,
      unit: unit ?? '',
      direction: wantsLess(shapeOf(target), 'up') ? 'down' : 'up',
      createdAt: now,
    })
    .onConflict(conflict => conflict.columns(['tenantId', 'name', 'unit']).doNothing())
    .execute();
  const { id } = await db
    .selectFrom('indicators')
    .select('id')
    .where('tenantId', '=', tenantId)
    .where('name', '=', name)
    .where('unit', '=', unit ?? '')
    .executeTakeFirstOrThrow();
  return id;
};

/** A stock without a stated baseline starts from what its increment implies. */
const withImpliedBase = (target: AdoptTarget, pairs: ReturnType<typeof pairsIn>): TargetShape => {
  const shape = shapeOf(target);
  const pair = pairs.find(({ stock }) => stock.key === target.key);
  if (!pair || shape.baseline !== null) return shape;
  return { ...shape, baseline: checkPair(decimalOf(pair.increment.value!), decimalOf(target.value!), null).base };
};

const saveTrajectory = async (
  db: Db,
  tenantId: Id,
  targetId: Id,
  shape: TargetShape,
  home: TargetHome,
  dueOn: DateText,
) => {
  const direction: Direction = wantsLess(shape, 'up') ? 'down' : 'up';
  const points = trajectoryOf(shape, `${home.year - 1}-12-31`, dueOn, direction);
  await db.deleteFrom('targetPoints').where('tenantId', '=', tenantId).where('targetId', '=', targetId).execute();
  if (points.length === 0) return;
  await db
    .insertInto('targetPoints')
    .values(points.map(({ on, planned }) => ({ tenantId, targetId, onDate: on, planned })))
    .execute();
};

type Adopting = {
  home: TargetHome;
  pairs: ReturnType<typeof pairsIn>;
  catalogued: Catalogued;
  hung: ReadonlyMap<string, Id>;
  signed: Awaited<ReturnType<typeof signedTerms>>;
};

/** One target as the plan has it at this place; `known` is what the plan said before. */
const adoptTarget = async (
  context: Context,
  { home, pairs, catalogued, hung, signed }: Adopting,
  target: AdoptTarget,
  sort: number,
  known: AdoptTarget | undefined,
): Promise<{ id: Id; outcome: keyof TargetCounts }> => {
  const { db, actor, now, audit } = context;
  const { tenantId } = actor;
  const { span, key, text, strength, approximate } = target;
  const { planId, taskId, nodeId } = home;
  // The same words lead where they led before, or where a person said; others are looked up anew.
  const sameWords = known?.indicator === target.indicator && known.unit === target.unit;
  const indicator =
    (sameWords ? hung.get(key) : undefined) ?? (await indicatorId(db, tenantId, target, catalogued, now));
  const at = { planId, taskId, nodeId, planKey: key, spanStart: span[0], spanEnd: span[1], sort };
  const place = { ...at, indicatorId: indicator, text };
  const same = known !== undefined && canonicalJson(known) === canonicalJson(target);
  const revised = signed.get(key);
  if (revised && same) {
    await db.updateTable('targets').set(place).where('tenantId', '=', tenantId).where('id', '=', revised.id).execute();
    return { id: revised.id, outcome: 'unchanged' };
  }
  const shape = withImpliedBase(target, pairs);
  const dueOn = target.dueOn ?? home.dueOn;
  const row = { ...place, ...shape, strength, approximate, dueOn, trajectory: 'linear' as const, startOn: null };
  const { id, created } = await db
    .insertInto('targets')
    .values({ ...row, tenantId })
    .onConflict(conflict =>
      conflict.columns(['tenantId', 'planId', 'planKey']).doUpdateSet({ ...row, version: sql`targets.version + 1` }),
    )
    .returning(['id', sql<boolean>`xmax = 0`.as('created')])
    .executeTakeFirstOrThrow();
  await saveTrajectory(db, tenantId, id, shape, home, dueOn);
  if (revised) await keepReplacedTerms(context, id, revised.terms);
  if (!created && same) return { id, outcome: 'unchanged' };
  const under = { kind: 'task', id: taskId };
  await audit({ kind: 'target', id, under, before: created ? undefined : known, after: target });
  return { id, outcome: created ? 'created' : 'updated' };
};

/**
 * Brings the targets of one task to what the plan says now: `before` is what it said at the last adoption. A target that
 * the plan no longer has goes, unless values were reported for it, it was revised or split. Reported values are never touched;
 * terms that a person signed give way only where the plan itself sets others.
 */
export async function adoptTargets(
  context: Context,
  home: TargetHome,
  targets: readonly AdoptTarget[],
  before: readonly AdoptTarget[],
): Promise<TargetCounts> {
  const { db, actor } = context;
  const { tenantId } = actor;
  const counts = { created: 0, updated: 0, unchanged: 0 };
  const ids = new Map<string, Id>();
  const adopting = {
    home,
    pairs: pairsIn(targets),
    catalogued: targets.length > 0 ? await cataloguedOn(db, tenantId, home.dueOn) : [],
    hung: await hungOn(db, tenantId, home.taskId),
    signed: await signedTerms(db, tenantId, home.taskId),
  };
  for (const [sort, target] of targets.entries()) {
    const known = before.find(({ key }) => key === target.key);
    const { id, outcome } = await adoptTarget(context, adopting, target, sort, known);
    ids.set(target.key, id);
    counts[outcome] += 1;
  }
  await savePairs(db, tenantId, home.taskId, adopting.pairs, ids);
  await removeGone(context, home.taskId, [...ids.values()]);
  return counts;
}

/** The targets of a task whose plan was revised: the same targets under the keys of the new version, with their values. */
export async function rebaseTargets(
  db: Db,
  tenantId: Id,
  home: Pick<TargetHome, 'taskId' | 'planId' | 'nodeId'>,
  keys: ReadonlyMap<string, string>,
): Promise<void> {
  const known = await db
    .selectFrom('targets')
    .select(['id', 'planKey'])
    .where('tenantId', '=', tenantId)
    .where('taskId', '=', home.taskId)
    .where('planKey', 'is not', null)
    .execute();
  for (const { id, planKey } of known) {
    const key = keys.get(planKey!);
    if (key === undefined) continue;
    const place = { planId: home.planId, nodeId: home.nodeId, planKey: key };
    await db.updateTable('targets').set(place).where('tenantId', '=', tenantId).where('id', '=', id).execute();
  }
}

const savePairs = async (
  db: Db,
  tenantId: Id,
  taskId: Id,
  pairs: ReturnType<typeof pairsIn>,
  ids: ReadonlyMap<string, Id>,
): Promise<void> => {
  const setPair = (id: Id, pairId: Id | null) =>
    db.updateTable('targets').set({ pairId }).where('tenantId', '=', tenantId).where('id', '=', id).execute();
  await db
    .updateTable('targets')
    .set({ pairId: null })
    .where('tenantId', '=', tenantId)
    .where('taskId', '=', taskId)
    .where('pairId', 'is not', null)
    .execute();
  for (const { increment, stock } of pairs) {
    const [one, other] = [ids.get(increment.key)!, ids.get(stock.key)!];
    await setPair(one, other);
    await setPair(other, one);
  }
};

const removeGone = async ({ db, actor, audit }: Context, taskId: Id, kept: readonly Id[]): Promise<void> => {
  const gone = await db
    .deleteFrom('targets as g')
    .where('g.tenantId', '=', actor.tenantId)
    .where('g.taskId', '=', taskId)
    .where('g.planKey', 'is not', null)
    .$if(kept.length > 0, query => query.where('g.id', 'not in', [...kept]))
    .where(
      sql<boolean>`not exists (select 1 from target_values v where v.tenant_id = g.tenant_id and v.target_id = g.id)
        and not exists (select 1 from target_revisions r where r.tenant_id = g.tenant_id and r.target_id = g.id)
        and not exists (select 1 from allocations a where a.tenant_id = g.tenant_id and a.target_id = g.id)`,
    )
    .returning(['g.id', 'g.text', 'g.comparator', 'g.value'])
    .execute();
  for (const { id, ...before } of gone)
    await audit({ kind: 'target', id, under: { kind: 'task', id: taskId }, before });
};
