import { refuse } from '../../../kernel/refusal';
import type { Id } from '../../../platform/database/tables';
import type { Context } from '../../../platform/operation';
import { lettersToSign } from '../../indicators/reads/letters-to-sign';
import { actorOfId, postsWithOthers } from '../../org/reads';
import { mayEnter, mayLook } from '../../reporting/policy';
import { myForms } from '../../reporting/reads/my-forms';
import { submissionsToReview } from '../../reporting/reads/submissions-to-review';
import { todoOf } from '../../tasks/reads/todo';
import type { WaitingOn } from '../schema';

/** What waits on whoever holds this post alone. */
const waitingOnPost = async (context: Context): Promise<Omit<WaitingOn[number], 'postId' | 'others'>> => {
  const { db, actor, today } = context;
  if (!mayLook(actor)) return { sign: 0, report: 0, correct: 0, review: 0, forms: 0, letters: 0 };
  const { sign, report, correct, review } = await todoOf(context);
  const { forms } = mayEnter(actor) ? await myForms(db, actor, today) : { forms: [] };
  const submissions = await submissionsToReview(context);
  return {
    sign: sign.length,
    report: report.length,
    correct: correct.length,
    review: review.length + submissions,
    forms: forms.filter(({ state }) => state === 'due' || state === 'late' || state === 'returned').length,
    letters: await lettersToSign(context),
  };
};

/** What waits on a person, post by post: whoever takes a post over finds exactly this. */
export async function waitingOn(context: Context, userId: Id): Promise<WaitingOn> {
  const { db, actor } = context;
  const person = (await actorOfId(db, actor.tenantId, userId)) ?? refuse('not-found');
  const rows: WaitingOn = [];
  for (const { postId, unitId, role, others } of await postsWithOthers(db, actor.tenantId, userId)) {
    const posts = person.posts.filter(post => post.role === role && post.unitId === unitId && !post.merged);
    rows.push({ postId, others, ...(await waitingOnPost({ ...context, actor: { ...person, posts } })) });
  }
  return rows;
}
