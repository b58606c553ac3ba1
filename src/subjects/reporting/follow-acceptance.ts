import { plainDecimal, subtractDecimals } from '../../kernel/decimal';
import { periodOf } from '../../kernel/period';
import type { Id } from '../../platform/database/tables';
import type { Context } from '../../platform/operation';
import { type Measured, recordMeasured } from '../indicators/record-values';
import { turnLights } from '../tasks/turn-lights';
import {
  type AcceptedSum,
  type AskedGroups,
  acceptedOfUnits,
  acceptedSums,
  type CollectedFigure,
  figuresOf,
  groupsAsked,
  indicatorsTouched,
  reportedBefore,
  reportedSince,
  type TargetedIndicator,
} from './reads/measured';
import { type AskedOf, knowingWhoIsAsked } from './rules/asked-of';
import { worstOf } from './rules/indicator-value';
import { codesMeasured, type ReportedPeriod, readingOn } from './rules/readings';
import { sumOfAll } from './rules/sum-of';

type Following = Pick<Context, 'db' | 'now' | 'today' | 'later'> & { actor: { tenantId: Id } };

/**
 * What follows from figures that were accepted, or are no longer: the targets that are measured by them get their latest value, and
 * the lights of their tasks turn. Once at the end of the transaction, however many submissions were accepted in it.
 */
export const followAcceptance = (following: Following, formId: Id, period: string): void =>
  following.later(`measure/${formId}/${period}`, () => measureTargets(following, formId, period));

async function measureTargets({ db, actor, now, today }: Following, formId: Id, period: string): Promise<void> {
  const { tenantId } = actor;
  const indicators = await indicatorsTouched(db, tenantId, formId);
  if (indicators.length === 0) return;
  const { end } = periodOf(period)!;
  const figures = await figuresOf(db, tenantId, [...new Set(indicators.flatMap(codesMeasured))]);
  const ids = [...figures.values()].map(({ id }) => id);
  const year = Number(end.slice(0, 4));
  const sums = await acceptedSums(db, tenantId, ids, year);
  const measured: Measured[] = [];
  for (const indicator of indicators) {
    const own = new Set(codesMeasured(indicator).flatMap(code => figures.get(code)?.id ?? []));
    const heads = await headsOf(db, tenantId, indicator, own, sums, year);
    const asked = heads.some(({ headId }) => headId !== null) ? await groupsAsked(db, tenantId, [...own], year) : null;
    const sumOfs = heads.map(({ headId, sums: head }) => {
      const sumOf = sumOfAll(named(head, figures));
      return asked && headId !== null ? knowingWhoIsAsked(sumOf, askedOf(asked, figures, headId)) : sumOf;
    });
    const readOn = (reported: ReportedPeriod) =>
      worstOf(
        sumOfs.map(sumOf => readingOn(indicator, figures, reported, sumOf)),
        indicator.direction,
      );
    // What only stands (存量) has no increment of its own: it is what came since the year before.
    const stands = codesMeasured(indicator).every(code => figures.get(code)?.kind === 'stock');
    const before = stands ? reportedBefore(sums, own, Number(end.slice(0, 4))) : null;
    const begun = before && readOn(before);
    for (const reported of reportedSince(sums, own, end)) {
      const value = readOn(reported);
      const grown = value === null || begun === null ? null : plainDecimal(subtractDecimals(value, begun));
      measured.push({ indicatorId: indicator.id, on: reported.end, value, added: stands ? grown : value });
    }
  }
  await turnLights(db, tenantId, await recordMeasured(db, tenantId, measured, now), today);
}

/** `headId`: of one group alone. */
type Head = { headId: Id | null; sums: AcceptedSum[] };

/** The sums an indicator is measured over: all together; for 逐一达标 those of each unit of its level apart. */
const headsOf = async (
  db: Context['db'],
  tenantId: Id,
  { aggregation, eachLevel }: TargetedIndicator,
  figureIds: ReadonlySet<Id>,
  sums: readonly AcceptedSum[],
  year: number,
): Promise<Head[]> => {
  if (aggregation !== 'each' || eachLevel === null)
    return [{ headId: null, sums: sums.filter(({ figureId }) => figureIds.has(figureId)) }];
  const single =
    eachLevel === 'school'
      ? await acceptedOfUnits(db, tenantId, [...figureIds], year, eachLevel)
      : sums.filter(({ figureId, headKind }) => figureIds.has(figureId) && headKind === eachLevel);
  const byHead = new Map<Id, AcceptedSum[]>();
  for (const sum of single) byHead.set(sum.headId, [...(byHead.get(sum.headId) ?? []), sum]);
  return [...byHead].map(([headId, its]) => ({ headId: eachLevel === 'school' ? null : headId, sums: its }));
};

const askedOf =
  (asked: AskedGroups, figures: ReadonlyMap<string, CollectedFigure>, headId: Id): AskedOf =>
  (code, period) => {
    const groups = asked.get(`${figures.get(code)?.id} ${period}`);
    if (!groups) return 'nowhere';
    return groups.has(headId) ? 'here' : 'elsewhere';
  };

const named = (sums: readonly AcceptedSum[], figures: ReadonlyMap<string, CollectedFigure>) => {
  const codes = new Map([...figures.values()].map(({ id, code }) => [id, code]));
  return sums.map(({ figureId, ...sum }) => ({ ...sum, code: codes.get(figureId)! }));
};
