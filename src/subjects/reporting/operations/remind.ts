import { refuse } from '../../../kernel/refusal';
import { write } from '../../../platform/operation';
import { windowPlace } from '../reads/review-place';
import { mayReviewAnything, takesStep } from '../review-policy';
import { type Reminded, remindInput } from '../review-schema';
import { submissionId } from '../rules/submission-id';
import { remindedOn, writeReminders } from '../store/reminders';
import { lockForReview } from '../store/review';

export const remind = write({
  name: 'reporting.remind',
  summary: '催报：请尚未上报的单位上报，一家一天一次；已报的、免报的、当天催过的略过',
  input: remindInput,
  may: mayReviewAnything,
  run: async (context, { formId, period, unitIds, text }): Promise<Reminded> => {
    const { db, actor, now, today, audit } = context;
    const { tenantId } = actor;
    const window = await windowPlace(db, tenantId, formId, period);
    const locked = await lockForReview(context, window, unitIds);
    const { keeperPath } = window;
    const permitted = ({ unitPath }: { unitPath: string }) =>
      takesStep(actor, 'approve', { unitPath, keeperPath }) || takesStep(actor, 'accept', { unitPath, keeperPath });
    if (!locked.every(permitted)) refuse('not-permitted');
    if (window.closedAt !== null) refuse('window-locked', { locksOn: window.locksOn });
    const asked = await remindedOn(db, tenantId, { formId, period }, unitIds, today);
    const missing = locked.filter(({ stage, exempt, unitId }) => stage === 0 && exempt === null && !asked.has(unitId));
    await writeReminders({ db, tenantId, by: actor.userId, now }, missing, text);
    for (const unit of missing)
      await audit({
        kind: 'submission',
        id: submissionId(unit),
        under: { kind: 'unit', id: unit.unitId },
        after: { formId, period, reminded: true, ...(text ? { reason: text } : {}) },
      });
    return { count: missing.length, skipped: locked.length - missing.length };
  },
});
