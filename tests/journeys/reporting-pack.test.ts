import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inTenant } from '../../src/platform/database/tenant';
import type { FormPage, FormRow, ImportedForms, WindowsPage } from '../../src/subjects/reporting/form-schema';
import { openDueWindows } from '../../src/subjects/reporting/store/open-windows';
import { smallBureau, startTestApp, type TestApp, type Visitor } from '../support/app';

// The forms that come with the program: taken over in one act, opened by their days, asked of the schools they are meant for.

describe('the forms of a pack', () => {
  let test: TestApp;
  let office: Visitor;

  beforeAll(async () => {
    test = await startTestApp(smallBureau);
    office = await test.visit('office', 'supervisor', 'root');
    await test.owner
      .updateTable('orgUnits')
      .set({ tags: ['kindergarten', 'rural'] })
      .where('code', '=', 'east-1')
      .execute();
    await test.owner.updateTable('orgUnits').set({ name: '学前教育处' }).where('code', '=', 'preschool').execute();
  }, 60_000);
  afterAll(() => test.close());

  const openOn = (today: string) =>
    inTenant(test.house.db, test.tenantId, db => openDueWindows(db, test.tenantId, today, `${today}T02:00:00Z`));

  it('come in once their figures are there, every check understood, the keeper found by name', async () => {
    const early = await office.write<{ error: { code: string } }>('reporting.importForms', { pack: 'education' });
    expect(early.body.error.code).toBe('unknown-figures');
    expect((await office.write('indicators.importPack', { pack: 'education' })).status).toBe(200);
    const { status, body } = await office.write<ImportedForms>('reporting.importForms', { pack: 'education' });
    expect([status, body.kept]).toEqual([200, []]);
    const forms = (await office.read<FormRow[]>('reporting.forms')).body;
    expect(forms.map(({ code }) => code).toSorted()).toEqual(body.created.toSorted());
    const kindergarten = forms.find(({ tags, frequency }) => tags.includes('kindergarten') && frequency === 'month')!;
    expect(kindergarten).toMatchObject({ keeperName: '学前教育处', pack: 'education' });
    const page = (await office.read<FormPage>('reporting.form', { formId: kindergarten.id })).body;
    expect(page.checks).toHaveLength(kindergarten.checks);
    expect(page.checks.length).toBeGreaterThan(5);
    // Once more changes nothing.
    const again = await office.write<ImportedForms>('reporting.importForms', { pack: 'education' });
    expect(again.body).toEqual({ created: [], kept: body.created });
  });

  it('open by themselves when their day has come, and ask a school that came later', async () => {
    const [form] = (await office.read<FormRow[]>('reporting.forms')).body.filter(
      ({ tags, frequency }) => tags.includes('kindergarten') && frequency === 'month',
    );
    const windows = async () =>
      (await office.read<WindowsPage>('reporting.windows', { formId: form!.id })).body.windows;
    const ours = async (today: string) => (await openOn(today)).filter(({ formId }) => formId === form!.id);
    expect(await ours('2026-08-28')).toEqual([]);
    expect(await ours('2026-08-29')).toEqual([{ formId: form!.id, period: '2026-08', isNew: true, expected: 1 }]);
    expect(await ours('2026-08-30')).toEqual([]);
    await test.owner
      .updateTable('orgUnits')
      .set({ tags: ['kindergarten'] })
      .where('code', '=', 'west-1')
      .execute();
    expect(await ours('2026-08-31')).toEqual([{ formId: form!.id, period: '2026-08', isNew: false, expected: 1 }]);
    expect(await windows()).toMatchObject([{ period: '2026-08', opensOn: '2026-08-29', tally: { expected: 2 } }]);
    // The day after its lock nothing is opened any more, though nobody opened it before.
    expect((await ours('2026-11-16')).map(({ period }) => period)).toEqual([]);
  });
});
