import { sql } from 'kysely';
import { refuse } from '../../../kernel/refusal';
import type { Id } from '../../../platform/database/tables';
import { write } from '../../../platform/operation';
import { comparableIndicator } from '../rules/indicator-names';
import { catalogueOf } from './catalogue';
import { expectUnitOfTargets } from './indicator-operations';
import { mayDefine } from './policy';
import { saveOne } from './save-one';
import { type Linked, linkInput } from './schema';

/**
 * What a plan called by a name of its own is the catalogued indicator: its targets, with their trajectories and values, go over, the
 * name becomes an alias, so that the next plan finds the way by itself, and the one that a plan named is gone. Single targets can be
 * moved from any indicator: a plan that is adopted again leaves them there as long as its words stay.
 */
export const link = write({
  name: 'indicators.link',
  summary: '归并：工作要点里另有叫法的指标并入目录中的指标，目标值随之转过去',
  input: linkInput,
  may: mayDefine,
  run: async (context, { fromId, toId, targetIds }): Promise<Linked> => {
    const { db, actor, audit } = context;
    const { tenantId } = actor;
    const held = await catalogueOf(db, tenantId, true);
    const from = held.indicators.find(({ id }) => id === fromId) ?? refuse('not-found');
    const to = held.indicators.find(({ id }) => id === toId) ?? refuse('not-found');
    // Two that are defined are two, their formulas say different things: only single targets go from one to the other.
    if (from.fields.code !== null && !targetIds) refuse('wrong-state', { reason: from.fields.name });
    if (to.fields.code === null) refuse('wrong-state', { reason: to.fields.name });
    await expectUnitOfTargets(db, actor, fromId, to.fields.unit, targetIds);
    const { rows } = await sql<{ id: Id; taskId: Id }>`
      update targets set indicator_id = ${toId}
      where tenant_id = ${tenantId} and indicator_id = ${fromId}
        and (${targetIds === undefined}::boolean or id = any(${targetIds ?? []}::bigint[]))
      returning id, task_id`.execute(db);
    for (const { id, taskId } of rows)
      await audit({
        kind: 'target',
        id,
        under: { kind: 'task', id: taskId },
        before: { indicator: from.fields.name },
        after: { indicator: to.fields.name },
      });
    if (targetIds && rows.length < new Set(targetIds).size) refuse('not-found');
    if (targetIds) return { targets: rows.length };
    await db.deleteFrom('indicators').where('tenantId', '=', tenantId).where('id', '=', fromId).execute();
    await audit({ kind: 'indicator', id: fromId, before: from.fields, after: { linkedTo: to.fields.name } });
    const known = [to.fields.name, ...to.fields.aliases].map(comparableIndicator);
    if (!known.includes(comparableIndicator(from.fields.name))) {
      const aliases = [...to.fields.aliases, from.fields.name];
      const left = { ...held, indicators: held.indicators.filter(({ id }) => id !== fromId) };
      await saveOne(context, left, { indicators: [{ id: toId, fields: { ...to.fields, aliases }, at: '' }] });
    }
    return { targets: rows.length };
  },
});
