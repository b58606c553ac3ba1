import fc from 'fast-check';
import type { Db } from '../../../src/platform/database/connect';
import type { Id } from '../../../src/platform/database/tables';
import { inTenant } from '../../../src/platform/database/tenant';
import type { Actor } from '../../../src/platform/operation';
import { startSession } from '../../../src/subjects/identity/sessions';
import { type Role, roles, type UnitKind } from '../../../src/subjects/org/schema';
import { insertPost, insertUnits, insertUser } from '../../../src/subjects/org/store';
import type { Stage } from '../../../src/subjects/reporting/schema';
import { rebuildRollups } from '../../../src/subjects/reporting/store/recompute';
import { freeze } from '../../../src/subjects/reporting/store/snapshots';
import { REVIEW_PERIOD } from './reviews';

const nat = fc.nat(30);
const some = fc.option(nat, { freq: 3 });

/** A body's year of figures by chance: a tree, people anywhere in it, forms, what units filled in, targets and their splits. Numbers wrap around. */
export const anyYear = fc.record({
  units: fc.array(
    fc.record({ parent: nat, kind: fc.constantFrom<UnitKind>('department', 'county', 'county', 'school', 'school') }),
    { minLength: 4, maxLength: 6 },
  ),
  people: fc.array(
    fc.array(fc.record({ unit: nat, role: fc.constantFrom<Role>(...roles) }), { minLength: 1, maxLength: 2 }),
    { minLength: 2, maxLength: 3 },
  ),
  figures: fc.array(fc.record({ lead: some, form: nat }), { minLength: 2, maxLength: 3 }),
  forms: fc.array(fc.record({ keeper: some, level: fc.constantFrom<UnitKind>('school', 'school', 'county') }), {
    minLength: 1,
    maxLength: 2,
  }),
  submissions: fc.array(
    fc.record({
      form: nat,
      unit: nat,
      stage: fc.constantFrom<Stage>(0, 1, 2, 3),
      corrected: fc.boolean(),
      exempt: fc.boolean(),
      note: fc.option(fc.constantFrom('comment' as const, 'query' as const, 'explanation' as const)),
    }),
    { minLength: 3, maxLength: 6 },
  ),
  targets: fc.array(
    fc.record({
      sent: fc.boolean(),
      units: fc.uniqueArray(nat, { minLength: 1, maxLength: 2 }),
      splits: fc.array(
        fc.record({ by: nat, sent: fc.boolean(), parts: fc.uniqueArray(nat, { minLength: 1, maxLength: 3 }) }),
        { maxLength: 2 },
      ),
    }),
    { minLength: 1, maxLength: 2 },
  ),
});
export type RandomYear = typeof anyYear extends fc.Arbitrary<infer Year> ? Year : never;

export type Place = { id: Id; kind: UnitKind; path: string; groupId: Id };
export type FiguresOf = { id: Id; code: string; leadPath: string | null; indicatorId: Id };
/** `words` are written nowhere else: each has one fact of a submission. */
export type Handed = {
  formId: Id;
  unit: Place;
  keeperPath: string | null;
  stage: Stage;
  accepted: boolean;
  exempt: boolean;
  fileId: Id | null;
  cells: { figure: FiguresOf; value: string; before: string | null }[];
  note: { figure: FiguresOf; word: string } | null;
  draft: string;
  reason: string;
};
export type Split = { id: Id; sent: boolean; by: Place; parts: { unit: Place; value: string; note: string }[] };
export type Aimed = {
  id: Id;
  taskId: Id;
  sent: boolean;
  indicatorLead: string | null;
  leadPath: string;
  paths: string[];
  value: string;
  revision: string;
  splits: Split[];
};
export type RaisedYear = {
  people: { actor: Actor; token: string }[];
  units: Place[];
  figures: FiguresOf[];
  formIds: Id[];
  handed: Handed[];
  targets: Aimed[];
  snapshotIds: Id[];
};

let bodies = 0;
let words = 0;
// Eight digits: as a value, in a text and in a workbook the same; and no sum of others.
const word = (): string => {
  words += 1;
  return String(71_000_000 + words * 1_013);
};

/** Writes the year down as it would stand after its people had worked. `stored` is a file whose bytes are there. */
export async function raiseYear(owner: Db, stored: Id, model: RandomYear): Promise<RaisedYear> {
  bodies += 1;
  const at = '2026-09-03T02:00:00.000Z';
  const settled = '2026-09-02T02:00:00.000Z';
  const changed = '2026-09-02T12:00:00.000Z';
  const now = new Date().toISOString();
  const { tenantId } = await owner
    .insertInto('tenants')
    .values({
      ...{ code: `year-${bodies}`, name: `年度${bodies}`, shortName: `年度${bodies}` },
      ...{ areaCode: null, settings: '{}', createdAt: now },
    })
    .returning('tenantId')
    .executeTakeFirstOrThrow();
  const { sha256 } = await owner
    .selectFrom('files')
    .select('sha256')
    .where('id', '=', stored)
    .executeTakeFirstOrThrow();

  return inTenant(owner, tenantId, async db => {
    // Nothing stands below a school, and a county below the body alone. Beside those by chance: in each place one more that reports 1,
    // so that no sum over several is the value of one.
    type Made = { code: string; kind: UnitKind; parentCode: string | null };
    const made: Made[] = [{ code: 'root', kind: 'bureau', parentCode: null }];
    for (const [index, { kind, parent }] of model.units.entries()) {
      const above = made.filter(one => one.kind !== 'school');
      const parentCode = kind === 'county' ? 'root' : above[parent % above.length]!.code;
      made.push({ code: `u${index}`, kind, parentCode });
    }
    const besides = [
      { code: 'one-county', kind: 'county' as const, parentCode: 'root' },
      ...[
        ...new Set(made.filter(({ kind }) => kind === 'school').map(({ parentCode }) => parentCode!)),
        'one-county',
      ].map(parentCode => ({ code: `one-${parentCode}`, kind: 'school' as const, parentCode })),
    ].map((one, at) => (one.code === 'one-one-county' ? { ...one, code: `one-${at}` } : one));
    await insertUnits(
      db,
      tenantId,
      [...made, ...besides].map((one, sort) => ({
        ...{ ...one, name: one.code, shortName: one.code },
        ...{ areaCode: null, aliases: [], sort },
      })),
    );
    const rows = await db
      .selectFrom('orgUnits')
      .select(['id', 'code', 'path', 'kind', 'parentId'])
      .where('tenantId', '=', tenantId)
      .orderBy('sort')
      .execute();
    const places = rows.map(({ id, code, path, kind, parentId }) => ({
      code,
      place: { id, kind, path, groupId: kind === 'school' ? parentId! : id } satisfies Place,
    }));
    const units = places.filter(({ code }) => !code.startsWith('one-')).map(({ place }) => place);
    const ones = places.filter(({ code }) => code.startsWith('one-')).map(({ place }) => place);
    const unitAt = (index: number): Place => units[index % units.length]!;
    const unitOf = (index: number | null): Place | null => (index === null ? null : unitAt(index));

    const people: RaisedYear['people'] = [];
    for (const [index, posts] of model.people.entries()) {
      const login = `p${index}`;
      const userId = await insertUser(db, { tenantId, login, name: login, passwordHash: null, createdAt: now });
      const held = new Map(posts.map(({ unit, role }) => [`${unitAt(unit).id} ${role}`, { unit: unitAt(unit), role }]));
      for (const { unit, role } of held.values())
        await insertPost(db, { tenantId, userId, orgUnitId: unit.id, role, title: null });
      const actor: Actor = {
        ...{ tenantId, userId, name: login, login, language: 'zh-CN', demoToday: null },
        posts: [...held.values()].map(({ unit: { id, path, kind }, role }) => ({
          ...{ role, unitId: id, unitName: '', unitKind: kind, path, title: null },
        })),
      };
      people.push({ actor, token: await startSession(db, tenantId, userId, now, { by: 'password' }) });
    }
    const anybody = people[0]!.actor.userId;

    const forms: { id: Id; level: UnitKind; keeperPath: string | null; figures: FiguresOf[] }[] = [];
    for (const [index, { keeper, level }] of model.forms.entries()) {
      const { id } = await db
        .insertInto('forms')
        .values({
          ...{ tenantId, code: `FORM${index}`, name: `报表${index}`, frequency: 'month', level, createdAt: now },
          ...{ keeperUnitId: unitOf(keeper)?.id ?? null, checks: '[]', timing: '{"opens":0,"due":5,"locks":5}' },
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      await db
        .insertInto('formWindows')
        .values({
          ...{ tenantId, formId: id, period: REVIEW_PERIOD, startsOn: '2026-08-01', endsOn: '2026-08-31' },
          ...{ opensOn: '2026-08-31', dueOn: '2099-12-31', locksOn: '2099-12-31', openedAt: now },
        })
        .execute();
      forms.push({ id, level, keeperPath: unitOf(keeper)?.path ?? null, figures: [] });
    }
    const figures: FiguresOf[] = [];
    for (const [index, { lead, form }] of model.figures.entries()) {
      const code = `FIG${index}`;
      const leadUnitId = unitOf(lead)?.id ?? null;
      const { id } = await db
        .insertInto('figures')
        .values({ tenantId, code, name: code, leadUnitId, createdAt: now })
        .returning('id')
        .executeTakeFirstOrThrow();
      const { id: indicatorId } = await db
        .insertInto('indicators')
        .values({
          ...{
            tenantId,
            name: code,
            code: code.toLowerCase(),
            numerator: code,
            frequency: 'month',
            leadUnitId,
            createdAt: now,
          },
          expression: JSON.stringify({ numerator: { op: 'figure', code, category: null }, denominator: null }),
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      const figure = { id, code, leadPath: unitOf(lead)?.path ?? null, indicatorId };
      const asking = forms[form % forms.length]!;
      await db.insertInto('formFigures').values({ tenantId, formId: asking.id, figureId: id }).execute();
      asking.figures.push(figure);
      figures.push(figure);
    }

    const handed: Handed[] = [];
    const submit = async (formId: Id, unit: Place, stage: Stage, more: Record<string, unknown>) => {
      const key = { tenantId, formId, period: REVIEW_PERIOD, orgUnitId: unit.id };
      await db
        .insertInto('submissions')
        .values({
          ...{ ...key, groupId: unit.groupId, stage, version: 1 },
          ...{ submittedBy: anybody, submittedAt: settled, firstSubmittedAt: settled },
          ...{ acceptedAt: stage === 3 ? settled : null, approvedAt: stage >= 2 ? settled : null, ...more },
        })
        .execute();
      return key;
    };
    for (const form of forms)
      for (const unit of ones.filter(({ kind }) => kind === form.level)) {
        const key = await submit(form.id, unit, 3, {});
        const event = { ...key, userId: anybody, fromStage: 0 as const, toStage: 3 as const, version: 1 };
        await db
          .insertInto('submissionEvents')
          .values({ ...event, at: settled, action: 'submit' })
          .execute();
        for (const { id: figureId } of form.figures)
          await db
            .insertInto('figureValues')
            .values({ ...key, figureId, value: '1' })
            .execute();
      }
    const taken = new Set<string>();
    for (const one of model.submissions) {
      const form = forms[one.form % forms.length]!;
      const asked = units.filter(({ kind }) => kind === form.level);
      const unit = asked[one.unit % asked.length];
      if (!unit || taken.has(`${form.id} ${unit.id}`)) continue;
      taken.add(`${form.id} ${unit.id}`);
      const [draft, reason] = [word(), word()];
      // Accepted once, and now being corrected: what was accepted stands.
      const corrected = one.corrected && one.stage < 3;
      const code = form.figures[0]?.code ?? 'NONE';
      const key = await submit(form.id, unit, one.stage, {
        ...{ returnReason: reason, returnedAt: at, returnedBy: anybody, exempt: one.exempt ? reason : null },
        ...{ draft: JSON.stringify({ cells: { [code]: { v: draft, by: anybody, at } } }), draftVersion: 1 },
        ...(corrected ? { acceptedAt: settled } : {}),
      });
      const event = { ...key, userId: anybody, fromStage: 0 as Stage, version: 1 };
      await db
        .insertInto('submissionEvents')
        .values([
          { ...event, at: settled, action: 'submit', toStage: corrected ? 3 : one.stage, reason: '' },
          ...(corrected ? [{ ...event, at: changed, action: 'return' as const, toStage: one.stage, reason }] : []),
        ])
        .execute();
      const cells: Handed['cells'] = [];
      for (const figure of form.figures) {
        const [value, before] = [word(), corrected ? word() : null];
        const cell = { ...key, figureId: figure.id };
        await db
          .insertInto('figureValues')
          .values({ ...cell, value })
          .execute();
        if (before !== null)
          await db
            .insertInto('figureValueHistory')
            .values({ ...cell, until: changed, value: before, changedBy: anybody })
            .execute();
        cells.push({ figure, value, before });
      }
      let note: Handed['note'] = null;
      let fileId: Id | null = null;
      const [figure] = form.figures;
      if (one.note && figure) {
        note = { figure, word: word() };
        const said = { ...key, figureId: figure.id, kind: one.note, body: note.word, userId: anybody, at };
        const { id: noteId } = await db.insertInto('cellNotes').values(said).returning('id').executeTakeFirstOrThrow();
        const file = { tenantId, sha256, name: 'a.txt', mediaType: 'text/plain', size: '1' };
        // Nobody's own: whoever reads it, reads it for the note.
        const nobody = await insertUser(db, {
          ...{ tenantId, login: `n${noteId}`, name: 'n', passwordHash: null, createdAt: now },
        });
        fileId = (
          await db
            .insertInto('files')
            .values({ ...file, createdBy: nobody, createdAt: now })
            .returning('id')
            .executeTakeFirstOrThrow()
        ).id;
        await db.insertInto('cellNoteFiles').values({ tenantId, noteId, fileId }).execute();
      }
      const accepted = corrected || one.stage === 3;
      handed.push({
        ...{ formId: form.id, unit, keeperPath: form.keeperPath, stage: one.stage, accepted, exempt: one.exempt },
        ...{ fileId, cells, note, draft, reason },
      });
    }

    const targets: Aimed[] = [];
    for (const [index, { sent, units: members, splits }] of model.targets.entries()) {
      const figure = figures[index % figures.length]!;
      const places = [...new Set(members.map(unitAt))];
      const lead = places[0]!;
      const { id: taskId } = await db
        .insertInto('tasks')
        .values({
          ...{ tenantId, year: 2026, source: 'meeting', title: `任务${index}`, status: sent ? 'active' : 'draft' },
          ...{ leadUnitId: lead.id, startOn: '2026-01-01', dueOn: '2099-12-31', createdAt: now, updatedAt: now },
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      for (const [sort, member] of places.entries())
        await db
          .insertInto('taskUnits')
          .values({ tenantId, taskId, orgUnitId: member.id, role: sort === 0 ? 'lead' : 'responsible', sort })
          .execute();
      const [value, revision] = [word(), word()];
      const aim = { comparator: 'ge' as const, value, dueOn: '2099-12-31' };
      const { id } = await db
        .insertInto('targets')
        .values({ tenantId, indicatorId: figure.indicatorId, taskId, ...aim })
        .returning('id')
        .executeTakeFirstOrThrow();
      const terms = JSON.stringify({ value: revision });
      await db
        .insertInto('targetRevisions')
        .values({
          ...{ tenantId, targetId: id, at: settled, userId: anybody, signedAs: revision, reason: revision },
          ...{ before: terms, after: terms },
        })
        .execute();
      const raised: Split[] = [];
      for (const split of splits) {
        const by = unitAt(split.by);
        if (raised.some(other => other.by.id === by.id)) continue;
        const { id: allocationId } = await db
          .insertInto('allocations')
          .values({
            ...{ tenantId, targetId: id, orgUnitId: by.id, method: 'manual', rule: 'sum', createdAt: now },
            ...(split.sent ? { state: 'sent', sentAt: now } : { state: 'draft' }),
          })
          .returning('id')
          .executeTakeFirstOrThrow();
        const parts = [...new Set(split.parts.map(unitAt))].map(unit => ({ unit, value: word(), note: word() }));
        for (const { unit, value: given, note } of parts)
          await db
            .insertInto('allocationParts')
            .values({ tenantId, allocationId, orgUnitId: unit.id, value: given, note })
            .execute();
        raised.push({ id: allocationId, sent: split.sent, by, parts });
      }
      targets.push({
        ...{ id, taskId, sent, indicatorLead: figure.leadPath, leadPath: lead.path, value, revision, splits: raised },
        paths: places.map(({ path }) => path),
      });
    }

    await rebuildRollups(db, tenantId);
    const snapshotIds: Id[] = [];
    for (const { id: formId } of forms) {
      const signed = { takenAt: now, takenBy: anybody, signedAs: 'x', statement: 'x' };
      snapshotIds.push((await freeze(db, { tenantId, formId, period: REVIEW_PERIOD, ...signed })).snapshotId);
    }
    return {
      people,
      units,
      figures,
      formIds: forms.map(({ id }) => id),
      handed,
      targets,
      snapshotIds,
    };
  });
}
