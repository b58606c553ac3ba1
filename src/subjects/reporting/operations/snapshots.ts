import { z } from 'zod';
import { refuse } from '../../../kernel/refusal';
import type { Id } from '../../../platform/database/tables';
import { read, write } from '../../../platform/operation';
import { expectSignature } from '../../org/policy';
import { signatureOf } from '../../org/rules';
import { id } from '../../org/schema';
import { followAcceptance } from '../follow-acceptance';
import { mayKeepForms, mayLook } from '../policy';
import { windowPlace } from '../reads/review-place';
import { snapshotPage, snapshotsOf } from '../reads/snapshots';
import { acceptsForm } from '../review-policy';
import { closePeriodInput, snapshotsInput } from '../snapshot-schema';
import { freeze, notBefore } from '../store/snapshots';

export const closePeriod = write({
  name: 'reporting.closePeriod',
  summary: '一期定格：关闭填报期，核定汇总连同签名固定下来',
  input: closePeriodInput,
  may: mayKeepForms,
  ownHands: true,
  run: async (context, { formId, period, statement, signedAs }): Promise<{ snapshotId: Id; sha256: string }> => {
    const { db, actor, now, audit } = context;
    const { tenantId, userId } = actor;
    const { keeperPath, closedAt } = await windowPlace(db, tenantId, formId, period, 'update');
    if (!acceptsForm(actor, keeperPath)) refuse('not-permitted');
    expectSignature(actor, signedAs);
    // Closed once; what was corrected afterwards may be frozen again, beside the first.
    if (closedAt === null)
      await db
        .updateTable('formWindows')
        .set(row => ({ closedAt: now, closedBy: userId, version: row('version', '+', 1) }))
        .where('tenantId', '=', tenantId)
        .where('formId', '=', formId)
        .where('period', '=', period)
        .execute();
    const takenAt = await notBefore(db, tenantId, { formId, period }, now);
    const signature = signatureOf(actor, ({ role }) => role === 'supervisor' || role === 'liaison');
    const signed = { takenAt, takenBy: userId, signedAs: signature, statement };
    const frozen = await freeze(db, { tenantId, formId, period, ...signed });
    const { snapshotId, sha256, sums } = frozen;
    await audit({
      kind: 'snapshot',
      id: snapshotId,
      after: { formId, period, statement, signedAs: signature, sha256, sums },
    });
    // Signed, it is what a target is judged by, whoever is missing.
    followAcceptance(context, formId, period);
    return { snapshotId, sha256 };
  },
});

export const snapshots = read({
  name: 'reporting.snapshots',
  summary: '定格记录，新的在前',
  input: snapshotsInput,
  may: mayLook,
  run: async (context, { formId }) => ({ snapshots: await snapshotsOf(context, formId) }),
});

export const snapshot = read({
  name: 'reporting.snapshot',
  summary: '一次定格：核对签名时的校验值，列出与今天不同之处',
  input: z.object({ snapshotId: id }),
  may: mayLook,
  run: (context, { snapshotId }) => snapshotPage(context, snapshotId),
});
