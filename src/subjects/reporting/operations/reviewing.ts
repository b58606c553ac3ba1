import { z } from 'zod';
import { read } from '../../../platform/operation';
import { holdsAtRoot } from '../../org/rules';
import { mayLook } from '../policy';
import { exceptionsOf } from '../reads/exceptions';
import { reviewOne } from '../reads/review-one';
import { toReview } from '../reads/to-review';
import { mayReviewAnything } from '../review-policy';
import { exceptionsInput, submissionRef } from '../review-schema';
import { type CheckedSums, checkSumsInput } from '../snapshot-schema';
import { checkRollups } from '../store/recompute';

export const toReviewNow = read({
  name: 'reporting.toReview',
  summary: '待本人审核、核定的填报，按报表、期和县（市、区），有异常的在前',
  input: z.object({}),
  may: mayReviewAnything,
  run: context => toReview(context),
});

export const exceptions = read({
  name: 'reporting.exceptions',
  summary: '一个县（市、区）待审的异常清单，以及其余各份和未报单位',
  input: exceptionsInput,
  may: mayReviewAnything,
  run: exceptionsOf,
});

export const reviewOneNow = read({
  name: 'reporting.reviewOne',
  summary: '一份填报：各格与上期、与上次审定的对照，说明、质疑和经过',
  input: submissionRef,
  may: mayLook,
  run: reviewOne,
});

export const checkSums = read({
  name: 'reporting.checkSums',
  summary: '核对库存汇总：从各单位填报重新计算，列出不一致之处',
  input: checkSumsInput,
  may: actor => holdsAtRoot(actor, 'supervisor', 'administrator'),
  run: async ({ db, actor }, { periods }): Promise<CheckedSums> => {
    const { tenantId } = actor;
    const count = async (table: 'rollups' | 'tallies'): Promise<number> => {
      const { rows } = await db
        .selectFrom(table)
        .select(({ fn }) => fn.countAll<string>().as('rows'))
        .where('tenantId', '=', tenantId)
        .$if(periods.length > 0, query => query.where('period', 'in', periods))
        .executeTakeFirstOrThrow();
      return Number(rows);
    };
    const checked = { sums: await count('rollups'), tallies: await count('tallies') };
    return { checked, faults: await checkRollups(db, tenantId, periods.length > 0 ? periods : undefined) };
  },
});
