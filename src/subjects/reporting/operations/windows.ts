import { Refusal, refuse } from '../../../kernel/refusal';
import type { DateText, Id } from '../../../platform/database/tables';
import { type Context, read, write } from '../../../platform/operation';
import { followAcceptance } from '../follow-acceptance';
import {
  exemptInput,
  extendInput,
  type MissingUnits,
  missingInput,
  type OpenedWindow,
  openWindowInput,
  setWindowInput,
  type WindowsPage,
  windowsInput,
} from '../form-schema';
import { keepsForm, mayKeepForms, mayLook } from '../policy';
import { missingUnits } from '../reads/missing-units';
import { timedForm, windowsPage } from '../reads/windows';
import { submissionId } from '../rules/submission-id';
import { periodOfForm, windowDaysOf } from '../rules/timing';
import type { SubmissionKey } from '../schema';
import { type LockedSubmission, lockSubmissions } from '../store/change-submissions';
import { makeException, moveWindow, openPeriod } from '../store/open-windows';

export const windows = read({
  name: 'reporting.windows',
  summary: '一张报表的各期填报期和报送情况',
  input: windowsInput,
  may: mayLook,
  run: ({ db, actor, today }, { formId }): Promise<WindowsPage> => windowsPage(db, actor, formId, today),
});

export const missing = read({
  name: 'reporting.missing',
  summary: '一期填报还没有报的单位，按县（市、区），以及可否催报',
  input: missingInput,
  may: mayLook,
  run: (context, input): Promise<MissingUnits> => missingUnits(context, input),
});

/** The form, if this person keeps it. */
const keptForm = async ({ db, actor }: Context, formId: Id) => {
  const form = await timedForm(db, actor.tenantId, formId);
  return keepsForm(actor, form.keeperPath) ? form : refuse('not-permitted');
};

type WindowKey = { formId: Id; period: string };

const lockWindow = ({ db, actor }: Context, { formId, period }: WindowKey) =>
  db
    .selectFrom('formWindows')
    .select(['opensOn', 'dueOn', 'locksOn', 'endsOn', 'closedAt', 'version'])
    .where('tenantId', '=', actor.tenantId)
    .where('formId', '=', formId)
    .where('period', '=', period)
    .forUpdate()
    .executeTakeFirst();

const windowId = ({ formId, period }: WindowKey): string => `${formId}/${period}`;

export const openWindow = write({
  name: 'reporting.openWindow',
  summary: '提前或补开一期填报，日期按报表的设置推算',
  input: openWindowInput,
  may: mayKeepForms,
  run: async (context, { formId, period: code }): Promise<OpenedWindow> => {
    const { db, actor, now, today, audit } = context;
    const form = await keptForm(context, formId);
    const period = periodOfForm(form.frequency, code) ?? refuse('not-a-period', { period: code });
    if (await lockWindow(context, { formId, period: code })) refuse('already-exists', { name: code });
    const reckoned = windowDaysOf(form.timing, period);
    // Opened by hand it is open: from today, where its day is still to come.
    const days = { ...reckoned, opensOn: [reckoned.opensOn, today].toSorted()[0]! };
    const expected = await openPeriod(db, actor.tenantId, formId, { ...period, ...days }, now);
    await audit({
      kind: 'form-window',
      id: windowId({ formId, period: code }),
      under: { kind: 'form', id: formId },
      after: { period: code, ...days, expected },
    });
    followAcceptance(context, formId, code);
    return { period: code, ...days, expected };
  },
});

export const setWindow = write({
  name: 'reporting.setWindow',
  summary: '改一期填报的开始、截止、锁定日期',
  input: setWindowInput,
  may: mayKeepForms,
  run: async (context, { formId, period, version, ...days }): Promise<{ version: number }> => {
    const { db, actor, audit } = context;
    await keptForm(context, formId);
    const before = (await lockWindow(context, { formId, period })) ?? refuse('not-found');
    if (before.version !== version) throw new Refusal('changed-meanwhile', { by: '', current: before });
    if (before.closedAt !== null) refuse('window-locked', { locksOn: before.locksOn });
    if (days.opensOn > days.dueOn || days.dueOn > days.locksOn) refuse('window-days');
    await moveWindow(db, actor.tenantId, { formId, period }, days);
    const { opensOn, dueOn, locksOn } = before;
    await audit({
      kind: 'form-window',
      id: windowId({ formId, period }),
      under: { kind: 'form', id: formId },
      before: { opensOn, dueOn, locksOn },
      after: { period, ...days },
    });
    followAcceptance(context, formId, period);
    return { version: version + 1 };
  },
});

/** A submission of a form that this person keeps, locked, as it was seen. */
const lockKept = async (
  context: Context,
  { formId, period, unitId }: SubmissionKey,
  version: number,
): Promise<LockedSubmission> => {
  await keptForm(context, formId);
  const [locked] = await lockSubmissions(context.db, context.actor.tenantId, [{ formId, period, unitId }]);
  if (!locked) return refuse('not-found');
  if (locked.version !== version) throw new Refusal('changed-meanwhile', { by: '', version: locked.version });
  return locked;
};

export const exempt = write({
  name: 'reporting.exempt',
  summary: '免报：一个单位本期不报，要写理由；可撤回',
  input: exemptInput,
  may: mayKeepForms,
  run: async (context, { version, reason, ...key }): Promise<{ version: number }> => {
    const { db, actor, now, audit } = context;
    const locked = await lockKept(context, key, version);
    if (locked.stage > 0) refuse('figures-locked', { version: locked.version, stage: locked.stage });
    const event = { action: 'exempt' as const, reason: reason ?? '', by: actor.userId, at: now };
    await makeException(db, actor.tenantId, locked, { exempt: reason }, event);
    await audit({
      kind: 'submission',
      id: submissionId(key),
      under: { kind: 'unit', id: key.unitId },
      before: { exempt: locked.exempt },
      after: { formId: key.formId, period: key.period, exempt: reason },
    });
    followAcceptance(context, key.formId, key.period);
    return { version: version + 1 };
  },
});

const lastDayOf = async (context: Context, key: WindowKey): Promise<DateText> =>
  ((await lockWindow(context, key)) ?? refuse('not-found')).dueOn;

export const extend = write({
  name: 'reporting.extend',
  summary: '延期：一个单位本期晚些报，到哪一天；可撤回',
  input: extendInput,
  may: mayKeepForms,
  run: async (context, { version, until, reason, ...key }): Promise<{ version: number }> => {
    const { db, actor, now, audit } = context;
    await keptForm(context, key.formId);
    if (until !== null && until < (await lastDayOf(context, key))) refuse('window-days');
    const locked = await lockKept(context, key, version);
    const event = { action: 'extend' as const, reason, by: actor.userId, at: now };
    await makeException(db, actor.tenantId, locked, { extendedTo: until }, event);
    await audit({
      kind: 'submission',
      id: submissionId(key),
      under: { kind: 'unit', id: key.unitId },
      after: { formId: key.formId, period: key.period, extendedTo: until, reason },
    });
    return { version: version + 1 };
  },
});
