import type { Db } from '../../../src/platform/database/connect';
import type { Id } from '../../../src/platform/database/tables';
import { inTenant } from '../../../src/platform/database/tenant';
import type { Correction } from '../../../src/subjects/plans/schema';
import { type Caller, done } from './caller';
import type { Marks, Thing } from './thing';

const text = (word: string) => `市教育局2026年${word}工作要点

一、重点任务
1.${word}之一新建公办幼儿园12所。（牵头单位：甲处。12月底前）
2.改扩建中小学8所。（牵头单位：乙处。）`;

type PlanIds = Pick<Thing, 'planId' | 'planVersion' | 'conflictId' | 'planFileId' | 'adoptedPlanId' | 'adoptedFileId'>;

/** A plan that is being settled (a correction to undo, one to bring back, a conflict to answer), and one that is adopted. */
export async function plansOfBody(
  owner: Db,
  tenantId: Id,
  office: Caller,
  mark: (letter: string) => string,
): Promise<{ ids: PlanIds; marks: Pick<Marks, 'settling' | 'adopted'> }> {
  const [settling, adopted] = [mark('S'), mark('A')];
  const bring = async (word: string) => {
    const { id: fileId } = await done<{ id: Id }>(office.upload(`${word}.txt`, text(word)));
    const { planId } = await done<{ planId: Id }>(office.call('write', 'plans.import', { fileId }));
    return { planId, fileId };
  };
  const first = await bring(settling);
  const second = await bring(adopted);
  await inTenant(owner, tenantId, db =>
    db
      .updateTable('plans')
      .set({ status: 'adopted', adoptedAt: new Date().toISOString() })
      .where('tenantId', '=', tenantId)
      .where('id', '=', second.planId)
      .execute(),
  );
  const { planId } = first;
  const heading = (words: string): Correction => ({ kind: 'edit-heading', node: 'n1', heading: words });
  let version = 1;
  for (const words of ['重点', '要点']) {
    const said = { planId, version, corrections: [heading(words)] };
    version = (await done<{ version: number }>(office.call('write', 'plans.correct', said))).version;
  }
  version = (await done<{ version: number }>(office.call('write', 'plans.undo', { planId, version }))).version;
  const { id: conflictId } = await inTenant(owner, tenantId, db =>
    db
      .insertInto('planConflicts')
      .values({
        tenantId,
        planId,
        conflict: JSON.stringify({
          correction: heading('旧'),
          reason: 'gone' as const,
          mine: null,
          before: null,
          after: null,
        }),
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  return {
    ids: {
      planId,
      planVersion: version,
      conflictId,
      planFileId: first.fileId,
      adoptedPlanId: second.planId,
      adoptedFileId: second.fileId,
    },
    marks: { settling: [settling], adopted: [adopted] },
  };
}
