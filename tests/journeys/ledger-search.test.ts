import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { searchable } from '../../src/subjects/tasks/rules/grams';
import type { LedgerGroup, LedgerPage } from '../../src/subjects/tasks/schema';
import { startTestApp, type TestApp, type Visitor } from '../support/app';
import { stories } from '../support/stories';

const dueOn = '2099-12-31';
const letters = ['普', '惠', '园', '教', '育', 'A', 'b', '，', '（', '1', '２'];

describe('the ledger is searched', () => {
  let app: TestApp;
  let office: Visitor;
  const tasks: { title: string; content: string; lead: string }[] = [];

  const titles = async (filter: Record<string, unknown>) => {
    const { body } = await office.read<LedgerPage>('tasks.list', { year: 2026, limit: 200, ...filter });
    expect(body.total).toBe(body.rows.length);
    return body.rows.map(({ title }) => title).sort();
  };

  beforeAll(async () => {
    app = await startTestApp();
    office = await app.visit('office', 'supervisor', 'root');
    const text = fc.string({ unit: fc.constantFrom(...letters), minLength: 0, maxLength: 12 });
    const texts = fc.sample(text, { numRuns: 60, seed: 7 });
    for (let i = 0; i < 30; i += 1) {
      const task = { title: `${i}号${texts[i]}`, content: texts[i + 30]!, lead: i % 2 ? 'preschool' : 'basic' };
      tasks.push(task);
      const fields = { ...task, year: 2026, source: 'meeting', leadUnitId: app.unitIds.get(task.lead), dueOn };
      expect((await office.write('tasks.create', { ...fields, lead: undefined })).status).toBe(200);
    }
  });
  afterAll(() => app.close());

  it('finds exactly the tasks in which every word occurs, whatever its width and case', async () => {
    const names: Record<string, string> = { preschool: '学前教育处', basic: '基础教育处' };
    const word = fc.string({ unit: fc.constantFrom(...letters, 'a', 'Ｂ', '2', '处'), minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(fc.array(word, { minLength: 1, maxLength: 2 }), async words => {
        const found = tasks.filter(({ title, content, lead }) =>
          words.every(one => [title, content, names[lead]!].some(text => searchable(text).includes(searchable(one)))),
        );
        expect(await titles({ q: words.join(' ') })).toEqual(found.map(({ title }) => title).sort());
      }),
      { numRuns: stories(60) },
    );
  });

  it('finds by the name of a unit, and by its new name once it was renamed', async () => {
    const led = tasks.filter(({ lead }) => lead === 'preschool').length;
    expect(await titles({ q: '学前' })).toHaveLength(led);
    await app.owner
      .updateTable('orgUnits')
      .set({ name: '托幼处', shortName: '托幼处' })
      .where('tenantId', '=', app.tenantId)
      .where('code', '=', 'preschool')
      .execute();
    expect(await titles({ q: '学前' })).toEqual([]);
    expect(await titles({ q: '托幼' })).toHaveLength(led);
  });

  it('takes what a person types as text, never as a pattern', async () => {
    for (const q of ['%', '_', "'", '\\', '"{}"', '%惠%']) expect(await titles({ q })).toEqual([]);
  });

  it('filters and groups by the same rules', async () => {
    expect(await titles({ light: ['grey', 'red'], status: 'draft' })).toHaveLength(30);
    expect(await titles({ light: 'red' })).toEqual([]);
    expect(await titles({ unit: app.unitIds.get('basic') })).toHaveLength(15);
    expect(await titles({ dueFrom: '2099-12-31', dueTo: '2099-12-31' })).toHaveLength(30);
    for (const group of ['light', 'lead', 'section', 'status', 'due-month']) {
      const { body } = await office.read<LedgerGroup[]>('tasks.groups', { year: 2026, group });
      expect(body.reduce((sum, { count }) => sum + count, 0)).toBe(30);
    }
  });
});
