import type { z } from 'zod';
import { compareDecimals } from '../../../kernel/decimal';
import type { Finding } from '../../../kernel/finding';
import { Refusal, refuse } from '../../../kernel/refusal';
import { say } from '../../../locales/say';
import type { Db } from '../../../platform/database/connect';
import type { Context } from '../../../platform/operation';
import { checkPair, type Direction } from '../rules/targets';
import { drawTrajectory, type GivenPoint } from '../rules/trajectory';
import type { TargetTerms, TrajectoryShape } from '../schema';
import { type Target, termsOf } from './reads';
import { lastYearByMonth } from './reported-figures';
import type { reviseTargetInput } from './schema';
import { pairOf } from './target-page';

type Change = z.output<typeof reviseTargetInput>;

const byGivenDays = (shape: TrajectoryShape): boolean => shape === 'manual' || shape === 'stepped';

/** 基数 stands on the last day of the year before, where nothing else is said. */
export const startDayOf = ({ year }: Target, startOn: string | null): string => startOn ?? `${year - 1}-12-31`;

const mergedTerms = (target: Target, change: Change): TargetTerms => {
  const before = termsOf(target);
  const { comparator, value, low, high, dueOn, strength, baseline, trajectory, startOn } = change;
  const said = { comparator, value, low, high, dueOn, strength, baseline, trajectory, startOn };
  return { ...before, ...(Object.fromEntries(Object.entries(said).filter(([, one]) => one !== undefined)) as object) };
};

const refuseField = (field: string): never => refuse('invalid-input', { field, reason: '' });

/** A range has an end at least, in order; anything else a value. */
const expectValue = ({ comparator, value, low, high }: TargetTerms): void => {
  if (comparator !== 'range') {
    if (value === null) refuseField('value');
    return;
  }
  if (low === null && high === null) refuseField('low');
  if (low !== null && high !== null && compareDecimals(low, high) > 0) refuseField('high');
};

/** The points that a person gave, without the two ends: those are drawn anew. */
const givenBefore = (target: Target): GivenPoint[] =>
  byGivenDays(target.trajectory)
    ? target.points.filter(({ on }) => on !== startDayOf(target, target.startOn) && on !== target.dueOn)
    : [];

const asSaid = (language: string, findings: readonly Finding[]): Finding[] =>
  findings.map(finding => ({ ...finding, message: say(language, `target-refusal:finding.${finding.code}`) }));

/** The target after a change, with its trajectory drawn. Refuses `trajectory-invalid` with findings. */
export async function revisedTerms(
  { db, actor }: Pick<Context, 'db' | 'actor'>,
  target: Target,
  change: Change,
): Promise<{ terms: TargetTerms; findings: Finding[] }> {
  const terms = mergedTerms(target, change);
  expectValue(terms);
  const given = change.points ?? (terms.trajectory === target.trajectory ? givenBefore(target) : []);
  const seasons =
    terms.trajectory === 'seasonal' ? (change.seasons ?? (await lastYearByMonth(db, actor.tenantId, target))) : [];
  const { points, findings } = drawTrajectory({
    target: { ...terms, unit: target.unit },
    shape: terms.trajectory,
    startOn: startDayOf(target, terms.startOn),
    dueOn: terms.dueOn,
    direction: target.direction as Direction,
    given,
    seasons,
  });
  const said = asSaid(actor.language, findings);
  if (findings.some(({ level }) => level === 'error')) throw new Refusal('trajectory-invalid', { findings: said });
  return { terms: { ...terms, points }, findings: said };
}

/** 基数＋新增＝存量: refuses `pair-disagrees` with what the two imply. */
export const expectPair = (one: Target, other: Target): void => {
  const { increment, stock } = pairOf(one, other);
  if (increment.value === null || stock.value === null) return;
  const { base, agrees } = checkPair(increment.value, stock.value, stock.baseline);
  if (!agrees)
    refuse('pair-disagrees', { increment: increment.value, stock: stock.value, baseline: stock.baseline, base });
};

/** Puts the terms in place, with the next version. Returns it. */
export async function saveTerms(db: Db, tenantId: string, target: Target, terms: TargetTerms): Promise<number> {
  const { points, ...fields } = terms;
  const version = target.version + 1;
  await db
    .updateTable('targets')
    .set({ ...fields, version })
    .where('tenantId', '=', tenantId)
    .where('id', '=', target.id)
    .execute();
  await db.deleteFrom('targetPoints').where('tenantId', '=', tenantId).where('targetId', '=', target.id).execute();
  if (points.length > 0)
    await db
      .insertInto('targetPoints')
      .values(points.map(({ on, planned }) => ({ tenantId, targetId: target.id, onDate: on, planned })))
      .execute();
  return version;
}
