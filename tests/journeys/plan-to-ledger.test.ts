import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Adoption, Correction, PlanPage, PlanRow, Question } from '../../src/subjects/plans/schema';
import type { LedgerPage } from '../../src/subjects/tasks/schema';
import { type Answer, startTestApp, type TestApp, type Visitor } from '../support/app';
import { photograph } from '../support/photograph';

type Wrong = { error: { code: string } };

const example = readFileSync(join(import.meta.dirname, '../../examples/yunchuan-2026.txt'));

let test: TestApp;
let office: Visitor;
let planId: string;

beforeAll(async () => {
  test = await startTestApp();
  office = await test.visit('duban', 'supervisor', 'root');
});
afterAll(() => test.close());

const look = async (): Promise<PlanPage> => (await office.read<PlanPage>('plans.get', { planId })).body;
const question = (page: PlanPage, code: Question['code']): Question =>
  page.plan.questions.find(one => one.code === code)!;
const correct = async (corrections: Correction[]) =>
  office.write<{ version: number }>('plans.correct', { planId, version: (await look()).version, corrections });
const step = async (name: 'plans.undo' | 'plans.redo') =>
  office.write<{ version: number }>(name, { planId, version: (await look()).version });

describe('from a work plan to its ledger', () => {
  it('imports the document and says what it understood', async () => {
    const { body: file } = await office.upload('工作要点.txt', example, 'text/plain');
    const { status, body } = await office.write<{ planId: string }>('plans.import', { fileId: file.id });
    expect(status).toBe(200);
    planId = body.planId;
    const page = await look();
    expect(page).toMatchObject({ year: 2026, title: '云川市教育局2026年工作要点', status: 'settling', items: 50 });
    expect(page.plan.source.text).toContain('云川市教育局2026年工作要点');
    expect(page.open).toBe(page.plan.questions.length);
    const { body: rows } = await office.read<PlanRow[]>('plans.list', { year: 2026 });
    expect(rows).toMatchObject([{ id: planId, items: 50, open: page.open }]);
  });

  it('takes the proposal of a question, undoes it, and brings it back', async () => {
    const before = await look();
    const repeated = question(before, 'repeated-target');
    expect((await correct(repeated.proposal)).status).toBe(200);
    expect(question(await look(), 'repeated-target').state).toBe('gone');
    expect((await step('plans.undo')).status).toBe(200);
    expect((await look()).plan).toEqual(before.plan);
    expect((await step('plans.redo')).status).toBe(200);
    expect((await step('plans.redo')).status).toBe(404);
    expect(question(await look(), 'repeated-target').state).toBe('gone');
  });

  it('tells the second of two people who settle at once, and loses neither', async () => {
    const { version } = await look();
    const heading = (node: string): Correction => ({ kind: 'edit-heading', node, heading: '改写的标题' });
    const node = (await look()).plan.nodes.find(one => one.kind === 'item')!.id;
    const input = { planId, version, corrections: [heading(node)] };
    expect((await office.write('plans.correct', input)).status).toBe(200);
    const second = await office.write<Wrong>('plans.correct', input);
    expect([second.status, second.body.error.code]).toEqual([409, 'changed-meanwhile']);
    expect((await step('plans.undo')).status).toBe(200);
  });

  it('names the one who is to do what nobody was named for', async () => {
    const asked = question(await look(), 'no-responsibility');
    await correct([{ kind: 'set-responsibility', node: asked.node!, name: '办公室', role: 'lead' }]);
    expect(question(await look(), 'no-responsibility').state).toBe('gone');
  });

  it('adopts: units by name, new ones where there are none, a task per item with its sentence', async () => {
    const page = await look();
    const { body: adoption } = await office.write<Adoption>('plans.adopt', { planId });
    expect(adoption.tasks).toEqual({ created: 50, updated: 0, unchanged: 0 });
    expect(adoption.targets.created).toBe(page.targets);
    expect(adoption.units.created).toBe(page.matches.filter(match => match.how === 'new').length);
    const { body: ledger } = await office.read<LedgerPage>('tasks.list', { year: 2026, planId, limit: 200 });
    expect(ledger.total).toBe(50);
    const adopted = await look();
    expect(adopted.status).toBe('adopted');
    expect(adopted.tasks).toHaveLength(50);
    const task = ledger.rows.find(row => row.leadUnitName === '学前教育处')!;
    expect(task.leadUnitId).toBe(test.unitIds.get('preschool'));
    const { body: opened } = await office.read<{ plan: { span: [number, number]; nodeId: string } }>('tasks.get', {
      taskId: task.id,
    });
    expect(adopted.plan.source.text.slice(...opened.plan.span)).toContain(task.title);
  });

  it('changes nothing when adopted again, and only what was corrected after that', async () => {
    const { body: again } = await office.write<Adoption>('plans.adopt', { planId });
    expect(again).toMatchObject({ units: { created: 0 }, tasks: { created: 0, updated: 0, unchanged: 50 } });
    expect(again.targets).toMatchObject({ created: 0, updated: 0 });
    const node = (await look()).plan.nodes.find(one => one.kind === 'item')!.id;
    await correct([{ kind: 'edit-heading', node, heading: '更正后的标题' }]);
    const { body: third } = await office.write<Adoption>('plans.adopt', { planId });
    expect(third.tasks).toEqual({ created: 0, updated: 1, unchanged: 49 });
  });

  it('keeps a trace of every correction', async () => {
    const rows = await test.owner
      .selectFrom('auditEntries')
      .select(['operation', 'userId'])
      .where('tenantId', '=', test.tenantId)
      .where('kind', '=', 'plan')
      .execute();
    const said = new Set(rows.map(row => row.operation));
    for (const operation of ['plans.import', 'plans.correct', 'plans.undo', 'plans.redo', 'plans.adopt'])
      expect(said).toContain(operation);
    expect(rows.every(row => row.userId === office.userId)).toBe(true);
  });
});

describe('what is no work plan', () => {
  const compound = new Uint8Array(1024);
  compound.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  compound.set(Buffer.from('EncryptedPackage', 'utf16le'), 512);
  const wrong: [string, Uint8Array, string][] = [
    ['空白.txt', new TextEncoder().encode(' \n　\n'), 'empty-document'],
    ['照片.docx', photograph('办公楼'), 'file-contradiction'],
    ['照片.jpg', photograph('办公楼'), 'unsupported-document'],
    ['加密.docx', compound, 'encrypted-document'],
    ['不是文档.docx', zipSync({ 'a.txt': new TextEncoder().encode('a') }), 'file-contradiction'],
    ['不是文档.zip', zipSync({ 'a.txt': new TextEncoder().encode('a') }), 'unsupported-document'],
    ['坏了.pdf', new TextEncoder().encode('%PDF-1.7 \0 and no more'), 'unreadable-document'],
  ];

  it.each(wrong)('%s is refused with a code and leaves nothing: no plan and no file', async (name, bytes, code) => {
    const uploaded = await office.upload(name, bytes);
    const { status, body } =
      uploaded.status === 200
        ? await office.write<Wrong>('plans.import', { fileId: uploaded.body.id })
        : (uploaded as unknown as Answer<Wrong>);
    expect(body.error.code).toBe(code);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    const plans = await office.read<PlanRow[]>('plans.list');
    expect(plans.body).toHaveLength(1);
    const left = await test.owner.selectFrom('files').select('name').where('name', '=', name).execute();
    expect(left).toEqual([]);
  });

  it('a text without items is shown as text, with a diagnostic', async () => {
    const { body } = await office.write<{ planId: string }>('plans.paste', {
      name: '便条',
      text: '明天下雨，记得带伞。',
    });
    const { body: page } = await office.read<PlanPage>('plans.get', { planId: body.planId });
    expect([page.items, page.title]).toEqual([0, '便条']);
    expect(page.plan.questions.map(one => one.code)).toContain('unreadable-part');
  });

  it('is not for everybody to import or settle', async () => {
    const liaison = await test.visit('zhou', 'liaison', 'preschool');
    expect((await liaison.read('plans.get', { planId })).status).toBe(200);
    expect((await liaison.write('plans.paste', { name: '便条', text: '一、二' })).status).toBe(403);
    expect((await liaison.write('plans.adopt', { planId })).status).toBe(403);
  });
});
