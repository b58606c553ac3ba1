import type { Context } from '../../../platform/operation';
import { mayReviewAnything } from '../review-policy';
import { toReview } from './to-review';

/** How many submissions wait for the actor's review. */
export const submissionsToReview = async (context: Context): Promise<number> => {
  if (!mayReviewAnything(context.actor)) return 0;
  const { forms } = await toReview(context);
  return forms.flatMap(({ groups }) => groups).reduce((sum, { waiting }) => sum + waiting, 0);
};
