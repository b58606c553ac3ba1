import { sql } from 'kysely';
import { refuse } from '../../../kernel/refusal';
import type { Id } from '../../../platform/database/tables';
import { type Context, write } from '../../../platform/operation';
import { followAcceptance } from '../follow-acceptance';
import { othersReview } from '../reads/own-submissions';
import { namesOf, refuseReview, type WindowPlace, windowPlace } from '../reads/review-place';
import { mayReopen, mayReturn, mayReviewAnything, stepOf, takesStep } from '../review-policy';
import { acceptInput, approveInput, type Reviewed, reopenInput, returnInput, type Step } from '../review-schema';
import { writeNotes } from '../store/notes';
import { expectVersions, lockForReview, moveTo, type UnderReview } from '../store/review';

type Seen = { unitId: Id; version: number };

const versionsOf = (units: readonly Seen[]): Map<Id, number> =>
  new Map(units.map(({ unitId, version }) => [unitId, version]));

/** Refuses what the actor handed in themselves, as long as somebody else may take the step. */
const expectOtherEyes = async (
  context: Context,
  window: WindowPlace,
  step: Step,
  locked: readonly UnderReview[],
): Promise<void> => {
  const { db, actor } = context;
  const { rows } = await sql<{ unitId: Id }>`
    select s.org_unit_id as unit_id from submissions s
    where s.tenant_id = ${actor.tenantId} and s.form_id = ${window.formId} and s.period = ${window.period}
      and s.org_unit_id = any(${locked.map(({ unitId }) => unitId)}::bigint[]) and s.submitted_by = ${actor.userId}`.execute(
    db,
  );
  const ids = new Set(rows.map(({ unitId }) => unitId));
  const own: string[] = [];
  const others = othersReview(db, actor);
  for (const { unitId, unitPath, unitName } of locked)
    if (ids.has(unitId) && (await others(step, { unitPath, keeperPath: window.keeperPath }))) own.push(unitName);
  if (own.length > 0) refuseReview(actor, 'own-submission', { units: namesOf(actor, own) });
};

/** Locks, and refuses whatever the caller may not take this step with: all or nothing. */
const lockForStep = async (
  context: Context,
  window: WindowPlace,
  step: Step,
  units: readonly Seen[],
): Promise<UnderReview[]> => {
  const { actor } = context;
  const locked = await lockForReview(
    context,
    window,
    units.map(({ unitId }) => unitId),
  );
  const { keeperPath } = window;
  if (!locked.every(({ unitPath }) => takesStep(actor, step, { unitPath, keeperPath }))) refuse('not-permitted');
  await expectVersions(context, window, locked, versionsOf(units));
  const others = locked.filter(({ stage, unitPath }) => stepOf(stage, unitPath) !== step);
  if (others.length > 0)
    refuseReview(actor, 'not-waiting', {
      units: namesOf(
        actor,
        others.map(({ unitName }) => unitName),
      ),
    });
  await expectOtherEyes(context, window, step, locked);
  return locked;
};

export const approve = write({
  name: 'reporting.approve',
  summary: '审核所属单位的填报，可成批；其间改过的逐格列出，一份也不通过',
  input: approveInput,
  may: mayReviewAnything,
  run: async (context, { formId, period, units }): Promise<Reviewed> => {
    const window = await windowPlace(context.db, context.actor.tenantId, formId, period, 'share');
    const locked = await lockForStep(context, window, 'approve', units);
    for (const change of await moveTo(context, locked, { action: 'approve', to: 2 })) await context.audit(change);
    return { count: locked.length };
  },
});

/** Units among these whose cells a lead department still doubts. */
const doubted = async (
  { db, actor }: Context,
  { formId, period }: WindowPlace,
  unitIds: readonly Id[],
): Promise<Id[]> => {
  const { rows } = await sql<{ unitId: Id }>`
    select distinct n.org_unit_id as unit_id from cell_notes n
    where n.tenant_id = ${actor.tenantId} and n.form_id = ${formId} and n.period = ${period}
      and n.org_unit_id = any(${[...unitIds]}::bigint[]) and n.kind = 'query' and n.resolved_at is null`.execute(db);
  return rows.map(({ unitId }) => unitId);
};

export const accept = write({
  name: 'reporting.accept',
  summary: '核定填报，可按县（市、区）成批；尚有质疑的须写明理由',
  input: acceptInput,
  may: mayReviewAnything,
  run: async (context, { formId, period, units, despiteQueries }): Promise<Reviewed> => {
    const { db, actor } = context;
    const window = await windowPlace(db, actor.tenantId, formId, period, 'share');
    const locked = await lockForStep(context, window, 'accept', units);
    const open = new Set(
      await doubted(
        context,
        window,
        locked.map(({ unitId }) => unitId),
      ),
    );
    if (open.size > 0 && despiteQueries === '') {
      const names = locked.filter(({ unitId }) => open.has(unitId)).map(({ unitName }) => unitName);
      refuseReview(actor, 'open-queries', { units: namesOf(actor, names), unitIds: [...open] });
    }
    const moves = [
      { of: locked.filter(({ unitId }) => !open.has(unitId)), reason: '' },
      { of: locked.filter(({ unitId }) => open.has(unitId)), reason: despiteQueries },
    ];
    for (const { of, reason } of moves)
      for (const change of await moveTo(context, of, { action: 'accept', to: 3, reason })) await context.audit(change);
    followAcceptance(context, formId, period);
    return { count: locked.length };
  },
});

const lockOne = async (
  context: Context,
  { formId, period, unitId, version }: Seen & { formId: Id; period: string },
) => {
  const window = await windowPlace(context.db, context.actor.tenantId, formId, period, 'share');
  const [locked] = await lockForReview(context, window, [unitId]);
  return {
    window,
    locked: locked!,
    check: () => expectVersions(context, window, [locked!], new Map([[unitId, version]])),
  };
};

/** The cells that are named have to be cells of this submission. */
const expectCells = async ({ db, actor }: Context, formId: Id, cells: readonly { figureId: Id }[]): Promise<void> => {
  const ids = [...new Set(cells.map(({ figureId }) => figureId))];
  if (ids.length === 0) return;
  const known = await db
    .selectFrom('formFigures')
    .select('figureId')
    .where('tenantId', '=', actor.tenantId)
    .where('formId', '=', formId)
    .where('figureId', 'in', ids)
    .execute();
  if (known.length < ids.length) refuseReview(actor, 'cell-unknown');
};

export const returnSubmission = write({
  name: 'reporting.return',
  summary: '退回填报，总的理由之外可逐格写明',
  input: returnInput,
  may: mayReviewAnything,
  run: async (context, { cells, reason, ...ref }): Promise<{ version: number }> => {
    const { window, locked, check } = await lockOne(context, ref);
    const place = { unitPath: locked.unitPath, keeperPath: window.keeperPath };
    const { actor } = context;
    const permitted = takesStep(actor, 'approve', place) || takesStep(actor, 'accept', place);
    if (!permitted) refuse('not-permitted');
    await check();
    if (!mayReturn(actor, locked.stage, place)) refuseReview(actor, 'not-returnable');
    await expectCells(context, ref.formId, cells);
    const [change] = await moveTo(context, [locked], { action: 'return', to: 0, reason });
    const { formId, period, unitId } = ref;
    await writeNotes(
      context,
      cells.map(({ figureId, category, reason: body }) => ({
        formId,
        period,
        unitId,
        figureId,
        category,
        kind: 'return',
        body,
      })),
    );
    await context.audit({
      ...change!,
      after: { ...(change!.after as object), ...(cells.length > 0 ? { cells } : {}) },
    });
    return { version: locked.version + 1 };
  },
});

export const reopen = write({
  name: 'reporting.reopen',
  summary: '说明理由，重新打开已审核或已核定的填报；核定过的数在下次核定前仍算数',
  input: reopenInput,
  may: mayReviewAnything,
  run: async (context, { reason, ...ref }): Promise<{ version: number }> => {
    const { window, locked, check } = await lockOne(context, ref);
    const place = { unitPath: locked.unitPath, keeperPath: window.keeperPath };
    const { actor } = context;
    if (!takesStep(actor, 'approve', place) && !takesStep(actor, 'accept', place)) refuse('not-permitted');
    await check();
    if (locked.stage < 2) refuseReview(actor, 'not-reopenable');
    if (!mayReopen(actor, locked.stage, place)) refuse('not-permitted');
    for (const change of await moveTo(context, [locked], { action: 'reopen', to: 0, reason }))
      await context.audit(change);
    followAcceptance(context, ref.formId, ref.period);
    return { version: locked.version + 1 };
  },
});
