import type { Db } from '../../../src/platform/database/connect';
import type { Id } from '../../../src/platform/database/tables';
import { inTenant } from '../../../src/platform/database/tenant';
import { insertUnits } from '../../../src/subjects/org/store';
import type { Stage } from '../../../src/subjects/reporting/schema';
import { rebuildRollups } from '../../../src/subjects/reporting/store/recompute';
import { freeze } from '../../../src/subjects/reporting/store/snapshots';

/** Ids to aim at: three forms kept by the unit and asked of it alone, a figure that it leads, and units that only stand below it. */
export type Reviews = {
  waitFormId: Id;
  approvedFormId: Id;
  acceptedFormId: Id;
  groupId: Id;
  ledFigureId: Id;
  queryId: Id;
  snapshotId: Id;
  spareId: Id;
  otherSpareId: Id;
  nestId: Id;
  closedId: Id;
};

/**
 * Words: of the forms that wait (for the level above; for the body), of a value that was accepted, a doubt over it, a snapshot, a unit
 * that was merged.
 */
export type ReviewMarks = Record<'waiting' | 'approved' | 'accepted' | 'led' | 'doubt' | 'frozen' | 'closed', string[]>;

export const REVIEW_PERIOD = '2026-08';
const days = {
  startsOn: '2026-08-01',
  endsOn: '2026-08-31',
  opensOn: '2026-08-31',
  dueOn: '2099-12-31',
  locksOn: '2099-12-31',
};

type Of = {
  unit: { id: Id; code: string; parentId: Id | null; kind: string };
  by: Id;
  mark: (letter: string) => string;
};

/** What a unit handed in, waiting, approved and accepted; with a doubt, a snapshot, and units to move about. */
export const reviewsOf = (
  owner: Db,
  tenantId: Id,
  { unit, by, mark }: Of,
): Promise<{ ids: Reviews; marks: ReviewMarks }> =>
  inTenant(owner, tenantId, async db => {
    const at = new Date().toISOString();
    const [waiting, approved, led, doubt, frozen, closed] = ['W', 'B', 'L', 'Q', 'F', 'Z'].map(mark) as [
      string,
      string,
      string,
      string,
      string,
      string,
    ];
    const value = `8${led.slice(1, -1)}`;
    const { id: figureId } = await db
      .insertInto('figures')
      .values({ tenantId, code: `LED_${led.slice(1, -1)}`, name: led, leadUnitId: unit.id, createdAt: at })
      .returning('id')
      .executeTakeFirstOrThrow();
    const groupId = unit.kind === 'school' ? unit.parentId! : unit.id;
    const handedIn = async (name: string, stage: Stage): Promise<Id> => {
      const form = { tenantId, name, frequency: 'month' as const, level: 'school' as const, keeperUnitId: unit.id };
      const { id: formId } = await db
        .insertInto('forms')
        .values({
          ...form,
          code: `REVIEW_${name.slice(1, -1)}`,
          timing: '{"opens":0,"due":5,"locks":5}',
          checks: '[]',
          createdAt: at,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      await db.insertInto('formFigures').values({ tenantId, formId, figureId }).execute();
      const key = { tenantId, formId, period: REVIEW_PERIOD };
      await db
        .insertInto('formWindows')
        .values({ ...key, ...days, openedAt: at })
        .execute();
      await db
        .insertInto('submissions')
        .values({
          ...key,
          orgUnitId: unit.id,
          groupId,
          stage,
          version: 1,
          submittedBy: by,
          submittedAt: at,
          firstSubmittedAt: at,
          acceptedAt: stage === 3 ? at : null,
        })
        .execute();
      return formId;
    };
    const waitFormId = await handedIn(waiting, 1);
    const approvedFormId = await handedIn(approved, 2);
    const acceptedFormId = await handedIn(mark('E'), 3);
    const cell = { tenantId, formId: acceptedFormId, period: REVIEW_PERIOD, orgUnitId: unit.id, figureId };
    await db
      .insertInto('figureValues')
      .values({ ...cell, value })
      .execute();
    const { id: queryId } = await db
      .insertInto('cellNotes')
      .values({ ...cell, kind: 'query', body: doubt, userId: by, at })
      .returning('id')
      .executeTakeFirstOrThrow();
    await rebuildRollups(db, tenantId);
    const signed = { tenantId, formId: acceptedFormId, period: REVIEW_PERIOD, takenAt: at, takenBy: by };
    const { snapshotId } = await freeze(db, { ...signed, signedAs: '办公室', statement: frozen });
    const spare = (code: string, kind: 'school' | 'department') => ({
      code: `${code}-${led.slice(1, -1)}`,
      parentCode: unit.code,
      name: '备用',
      shortName: '备用',
      kind,
      areaCode: null,
      aliases: [],
      sort: 99,
    });
    const spares = [
      spare('spare', 'school'),
      spare('other', 'school'),
      spare('nest', 'department'),
      { ...spare('closed', 'school'), name: closed },
    ];
    const made = await insertUnits(db, tenantId, spares);
    const [spareId, otherSpareId, nestId, closedId] = spares.map(({ code }) => made.get(code)!) as [Id, Id, Id, Id];
    await db
      .updateTable('orgUnits')
      .set({ validTo: '2026-01-01', successorId: otherSpareId })
      .where('tenantId', '=', tenantId)
      .where('id', '=', closedId)
      .execute();
    return {
      ids: {
        waitFormId,
        approvedFormId,
        acceptedFormId,
        groupId,
        ledFigureId: figureId,
        queryId,
        snapshotId,
        spareId,
        otherSpareId,
        nestId,
        closedId,
      },
      marks: {
        waiting: [waiting],
        approved: [approved],
        accepted: [value],
        led: [led],
        doubt: [doubt],
        frozen: [frozen],
        closed: [closed],
      },
    };
  });
