import { canonicalJson } from '../../../kernel/canonical';
import { Refusal, refuse } from '../../../kernel/refusal';
import type { DateText, Id } from '../../../platform/database/tables';
import { type Context, read, write } from '../../../platform/operation';
import { expectSignature } from '../../org/policy';
import { signatureOf } from '../../org/rules';
import { partCourse } from '../allocation/course';
import { voidWaivers } from '../allocation/store';
import { type ReportedValue, readTarget, termsOn } from '../rules/target-reading';
import type { TargetTerms } from '../schema';
import { targetList } from './list';
import { mayLookAtTargets, mayReviseTargets } from './policy';
import {
  datedRevisions,
  lastChangedBy,
  limitsOf,
  revisionsOf,
  type Target,
  targetSeen,
  targetsById,
  termsOf,
  valuesOfTarget,
} from './reads';
import { expectPair, revisedTerms, saveTerms } from './revise';
import {
  type RevisedTarget,
  reviseTargetInput,
  type TargetPage,
  type TargetReadingAnswer,
  targetReadingInput,
  targetRef,
} from './schema';
import { readingOn, targetPage } from './target-page';

export const getTarget = read({
  name: 'indicators.target',
  summary: '一项目标值：推进曲线、已报数据、调整记录和分解情况',
  input: targetRef,
  may: mayLookAtTargets,
  run: (context, { targetId }): Promise<TargetPage> => targetPage(context, targetId),
});

/**
 * What a later subject works out of a unit's figures towards a target by a day. Where the target has figures they alone count, as on every
 * page: what a report of the unit says beside them would make two numbers of one thing.
 */
export type PartMeasured = (
  context: Context,
  of: { indicatorId: Id; targetId: Id; unitId: Id; on: DateText },
) => Promise<ReportedValue | null>;

const targetReading = (measured: PartMeasured) =>
  read({
    name: 'indicators.targetReading',
    summary: '任一天的序时进度：应到、实际、差距；可查某单位的分解值',
    input: targetReadingInput,
    may: mayLookAtTargets,
    run: async (context, { targetId, on = context.today, unitId }): Promise<TargetReadingAnswer> => {
      const { db, actor } = context;
      const target = await targetSeen(db, actor, targetId);
      const values = await valuesOfTarget(db, actor.tenantId, targetId);
      const limits = await limitsOf(db, actor.tenantId);
      const revisions = await revisionsOf(db, actor.tenantId, targetId);
      if (unitId) {
        const then = { ...target, ...termsOn(termsOf(target), datedRevisions(revisions), on) };
        const course = (await partCourse(db, actor, then, unitId)) ?? refuse('not-found');
        const figures = target.expression && (await measured(context, { ...target, targetId, unitId, on }));
        const said = target.expression ? [] : values.filter(value => value.unitId === unitId);
        const own = figures ? [figures] : said;
        const reading = readTarget(course.shape, course.points, own, on, target.direction, limits);
        const { value, baseline, dueOn } = course.shape;
        return { ...reading, unitId, value, baseline, dueOn, points: [...course.points] };
      }
      const { reading, terms } = readingOn(target, revisions, values, on, limits);
      const { value, baseline, dueOn, points } = terms;
      return { ...reading, unitId: null, value, baseline, dueOn, points };
    },
  });

/** What of the terms differs, as it is written down. */
const differenceOf = (before: TargetTerms, after: TargetTerms) => {
  const keys = (Object.keys(after) as (keyof TargetTerms)[]).filter(
    key => canonicalJson(before[key]) !== canonicalJson(after[key]),
  );
  const pick = (terms: TargetTerms) => Object.fromEntries(keys.map(key => [key, terms[key]]));
  return { keys, before: pick(before), after: pick(after) };
};

type Signed = { reason: string; signedAs: string };

/** Keeps the old terms beside the new ones. Returns the target as it is now; the same where nothing differs. */
const putInPlace = async (context: Context, target: Target, after: TargetTerms, signed: Signed): Promise<Target> => {
  const { db, actor, now, audit } = context;
  const { tenantId, userId } = actor;
  const before = termsOf(target);
  const difference = differenceOf(before, after);
  if (difference.keys.length === 0) return target;
  const version = await saveTerms(db, tenantId, target, after);
  await db
    .insertInto('targetRevisions')
    .values({
      tenantId,
      targetId: target.id,
      at: now,
      userId,
      ...signed,
      before: JSON.stringify(before),
      after: JSON.stringify(after),
    })
    .execute();
  await audit({
    kind: 'target',
    id: target.id,
    under: { kind: 'task', id: target.taskId },
    before: difference.before,
    after: { ...difference.after, ...signed },
  });
  // What was signed away was the gap to the old value.
  await voidWaivers(db, tenantId, target.id, null);
  return { ...target, ...after, version };
};

/** What a later subject does when targets of some tasks changed: their lights turn. */
export type TargetsRevised = (context: Context, taskIds: readonly Id[]) => void;

const reviseTarget = (revised: TargetsRevised) =>
  write({
    name: 'indicators.reviseTarget',
    summary: '目标调整：改数值、期限、基数或推进曲线，须写明理由并签名；原值留存',
    input: reviseTargetInput,
    ownHands: true,
    may: mayReviseTargets,
    run: async (context, input): Promise<RevisedTarget> => {
      const { db, actor } = context;
      const target = await targetSeen(db, actor, input.targetId, true);
      if (target.version !== input.version)
        throw new Refusal('changed-meanwhile', {
          by: await lastChangedBy(db, actor.tenantId, 'target', target.id),
          current: { version: target.version, terms: termsOf(target) },
        });
      expectSignature(actor, input.signedAs);
      const signedAs = signatureOf(actor, ({ role }) => role === 'supervisor');
      const { terms, findings } = await revisedTerms(context, target, input);
      const [other] = target.pairId === null ? [] : await targetsById(db, actor.tenantId, [target.pairId], true);
      const signed = { reason: input.reason, signedAs };
      if (other) {
        const { signedAs: _, ...said } = input;
        const change =
          input.pairValue === undefined
            ? null
            : await revisedTerms(context, other, {
                targetId: other.id,
                version: other.version,
                value: input.pairValue,
                reason: said.reason,
                signedAs,
              });
        expectPair({ ...target, ...terms }, change ? { ...other, ...change.terms } : other);
        if (change) await putInPlace(context, other, change.terms, signed);
      }
      const saved = await putInPlace(context, target, terms, signed);
      revised(context, other ? [target.taskId, other.taskId] : [target.taskId]);
      return { version: saved.version, findings, points: terms.points };
    },
  });

/** The table of operations on targets. */
export const targetOperations = (revised: TargetsRevised, measured: PartMeasured) =>
  [getTarget, targetList, targetReading(measured), reviseTarget(revised)] as const;
