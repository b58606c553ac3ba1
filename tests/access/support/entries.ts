import { sql } from 'kysely';
import type { Db } from '../../../src/platform/database/connect';
import type { Id } from '../../../src/platform/database/tables';
import { inTenant } from '../../../src/platform/database/tenant';
import { REVIEW_PERIOD } from './reviews';

/** A form that a unit keeps and is asked itself, begun and not handed in; the unit that only stands below it is asked too. */
export type Entries = { entryFormId: Id; entryCell: string; entryFigureId: Id; entryLevel: string };

/** Words: the form's name, what is typed and not handed in, how the burden names the unit, the window of the form. */
export type EntryMarks = Record<'form' | 'typed' | 'burdened' | 'window', string[]>;

const days = {
  startsOn: '2026-08-01',
  endsOn: '2026-08-31',
  opensOn: '2026-08-31',
  dueOn: '2099-12-31',
  locksOn: '2099-12-31',
};

type Of = {
  unit: { id: Id; kind: string };
  spareId: Id;
  by: Id;
  mark: (letter: string) => string;
};

/** A draft of a unit's own form, complete enough to be handed in. */
export const entriesOf = (
  owner: Db,
  tenantId: Id,
  { unit, spareId, by, mark }: Of,
): Promise<{ ids: Entries; marks: EntryMarks }> =>
  inTenant(owner, tenantId, async db => {
    const at = new Date().toISOString();
    const name = mark('N');
    const digits = name.slice(1, -1);
    const [code, value] = [`ENTERED_${digits}`, `6${digits}`];
    const { id: entryFigureId } = await db
      .insertInto('figures')
      .values({ tenantId, code, name: '所填', createdAt: at })
      .returning('id')
      .executeTakeFirstOrThrow();
    const { id: formId } = await db
      .insertInto('forms')
      .values({
        ...{ tenantId, name, code: `ENTRY_${digits}`, frequency: 'month' as const, level: unit.kind as 'school' },
        ...{ tags: [name], keeperUnitId: unit.id, checks: '[]', createdAt: at },
        timing: '{"opens":0,"due":5,"locks":5}',
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await db.insertInto('formFigures').values({ tenantId, formId, figureId: entryFigureId }).execute();
    const key = { tenantId, formId, period: REVIEW_PERIOD };
    await db
      .insertInto('formWindows')
      .values({ ...key, ...days, openedAt: at })
      .execute();
    await sql`
      update org_units set tags = tags || ${name}::text where tenant_id = ${tenantId} and id = ${unit.id}`.execute(db);
    const draft = JSON.stringify({ cells: { [code]: { v: value, by, at } } });
    await db
      .insertInto('submissions')
      .values([unit.id, spareId].map(orgUnitId => ({ ...key, orgUnitId, groupId: unit.id, draft, draftVersion: 1 })))
      .execute();
    return {
      ids: { entryFormId: formId, entryCell: code, entryFigureId, entryLevel: unit.kind },
      marks: {
        form: [name],
        typed: [value],
        burdened: [`"unitId":"${unit.id}","unitName"`],
        window: [`"formId":"${formId}"`],
      },
    };
  });
