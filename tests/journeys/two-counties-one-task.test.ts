import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Id } from '../../src/platform/database/tables';
import type { Overview } from '../../src/subjects/overview/schema';
import type { HistoryRow, SavedView, TaskPage, Todo } from '../../src/subjects/tasks/schema';
import { startTestApp, type TestApp, type Visitor } from '../support/app';
import { createSentTask, pageOf } from '../support/tasks';

const period = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7);
type Said = { reportId: Id; version: number };

describe('two counties in one task of a department', () => {
  let app: TestApp;
  let office: Visitor;
  let lead: Visitor;
  let east: Visitor;
  let west: Visitor;
  let school: Visitor;
  let taskId: Id;
  let evidence: Id;
  let said: Said;

  const unitId = (code: string) => app.unitIds.get(code)!;
  const report = (who: Visitor, code: string, summary: string, fileIds: Id[] = [], version?: number) =>
    who.write<Said>('tasks.submitReport', {
      taskId,
      unitId: unitId(code),
      period,
      percent: 30,
      summary,
      fileIds,
      version,
    });
  const contentOf = async (who: Visitor, fileId: Id) => (await who.download('files.content', { id: fileId })).status;
  const summaries = async (who: Visitor) =>
    (await pageOf(who, taskId)).reports.map(({ summary }) => summary).toSorted();

  beforeAll(async () => {
    app = await startTestApp();
    office = await app.visit('office', 'supervisor', 'root');
    lead = await app.visit('lead', 'liaison', 'basic');
    east = await app.visit('east', 'county', 'east');
    west = await app.visit('west', 'county', 'west');
    school = await app.visit('school', 'reporter', 'west-1');
    taskId = await createSentTask(app, office, {
      title: '课后服务全覆盖',
      lead: 'basic',
      others: ['east', 'west', 'west-1'],
      dueOn: '2099-12-31',
    });
    for (const [who, code] of [
      [lead, 'basic'],
      [east, 'east'],
      [west, 'west'],
      [school, 'west-1'],
    ] as const)
      await who.write('tasks.sign', { tasks: [{ taskId, unitId: unitId(code) }] });
    evidence = (await west.upload('西溪名单.txt', Buffer.from('名单'))).body.id;
    said = (await report(west, 'west', '西溪已开课', [evidence])).body;
    await report(school, 'west-1', '一小已开课');
    await report(east, 'east', '东溪已开课');
  });
  afterAll(() => app.close());

  const unitOf = (page: TaskPage, code: string) => page.units.find(unit => unit.unitId === unitId(code))!;

  it('each knows that the other is in it, and nothing of how it stands', async () => {
    const page = await pageOf(east, taskId);
    expect(page.units.map(({ unitName }) => unitName)).toContain('西溪县教育局');
    const hidden = { signedAt: null, signedBy: null, percent: null, shown: false };
    expect(unitOf(page, 'west')).toMatchObject(hidden);
    expect(unitOf(page, 'east')).toMatchObject({ percent: 30, shown: true });
    // How the lead stands is how the task stands.
    expect(unitOf(page, 'basic').shown).toBe(true);
    expect(await summaries(east)).toEqual(['东溪已开课']);
    const history = (await east.read<HistoryRow[]>('tasks.history', { taskId })).body;
    expect(JSON.stringify(history)).not.toContain('西溪');
    const { counties } = (await east.read<Overview>('overview.get', { year: 2026 })).body;
    expect(counties.map(({ name }) => name)).toEqual(['东溪县教育局']);
  });

  it('the department that leads it sees it in every county, and a county sees its schools', async () => {
    expect(await summaries(lead)).toEqual(['一小已开课', '东溪已开课', '西溪已开课']);
    expect(await summaries(office)).toEqual(await summaries(lead));
    expect(await summaries(west)).toEqual(['一小已开课', '西溪已开课']);
    expect(await summaries(school)).toEqual(['一小已开课']);
    const { counties } = (await lead.read<Overview>('overview.get', { year: 2026 })).body;
    expect(counties.map(({ name, percent }) => [name, percent])).toEqual([
      ['东溪县教育局', 30],
      ['西溪县教育局', 30],
    ]);
  });

  it('evidence is read by whoever reads the report, and is no evidence for anybody else', async () => {
    for (const [who, status] of [
      [west, 200],
      [lead, 200],
      [office, 200],
      [east, 404],
      [school, 404],
    ] as const)
      expect(await contentOf(who, evidence)).toBe(status);
    const nowhere = await east.read<{ error: unknown }>('files.content', { id: '999999' });
    expect((await east.read<{ error: unknown }>('files.content', { id: evidence })).body).toEqual(nowhere.body);
    // Not by hanging it on one's own report either; nor a file that nobody has handed in yet.
    const loose = (await west.upload('草稿.txt', Buffer.from('草稿'))).body.id;
    const own = (await pageOf(east, taskId)).reports[0]!;
    const verdict = { reportId: own.id, version: own.version, verdict: 'returned', reason: '请补材料' };
    const { version } = (await office.write<{ version: number }>('tasks.reviewReport', verdict)).body;
    for (const stolen of [evidence, loose])
      expect((await report(east, 'east', '东溪也有', [stolen], version)).status).toBe(404);
    expect((await report(east, 'east', '东溪已开课', [], version)).status).toBe(200);
    expect([await contentOf(west, loose), await contentOf(lead, loose), await contentOf(office, loose)]).toEqual([
      200, 404, 404,
    ]);
  });

  it('what the next round leaves out stays with the round that had it', async () => {
    const verdict = { ...said, verdict: 'returned', reason: '名单不全' };
    expect((await east.write('tasks.reviewReport', verdict)).status).toBe(404);
    const returned = (await office.write<{ version: number }>('tasks.reviewReport', verdict)).body;
    const better = (await west.upload('西溪全名单.txt', Buffer.from('全名单'))).body.id;
    const draft = { taskId, unitId: unitId('west'), period, percent: 90, summary: '还在改', fileIds: [better] };
    await west.write('tasks.saveReport', { ...draft, version: returned.version });
    // Others read what was handed in, not what is being corrected.
    expect(await summaries(lead)).toContain('西溪已开课');
    expect(await summaries(west)).toContain('还在改');
    const again = await report(west, 'west', '西溪名单已补', [better], returned.version + 1);
    expect(again.status).toBe(200);
    const page = await pageOf(lead, taskId);
    const now = page.reports.find(one => one.unitId === unitId('west'))!;
    expect(now.files.map(({ id }) => id)).toEqual([better]);
    expect(now.previous?.files.map(({ id }) => id)).toEqual([evidence]);
    expect([await contentOf(lead, evidence), await contentOf(lead, better), await contentOf(east, better)]).toEqual([
      200, 200, 404,
    ]);
  });

  it('what the lead reports is read by all once it is accepted', async () => {
    const file = (await lead.upload('全市情况.txt', Buffer.from('全市'))).body.id;
    await report(lead, 'basic', '全市过半', [file]);
    expect(await summaries(east)).toEqual(['东溪已开课']);
    expect(await contentOf(east, file)).toBe(404);
    const waiting = (await office.read<Todo>('tasks.todo')).body.review.find(({ summary }) => summary === '全市过半')!;
    await office.write('tasks.reviewReport', { ...waiting, verdict: 'accepted' });
    expect(await summaries(east)).toEqual(['东溪已开课', '全市过半']);
    expect(await contentOf(east, file)).toBe(200);
  });

  it('an instruction is read by the lead, a comment by all', async () => {
    const leader = await app.visit('leader', 'leader', 'root');
    await leader.write('tasks.comment', { taskId, body: '请基教处抓紧', kind: 'instruction' });
    await office.write('tasks.comment', { taskId, body: '请各县按月报' });
    const said = async (who: Visitor) => (await pageOf(who, taskId)).comments.map(({ body }) => body);
    expect(await said(lead)).toEqual(['请基教处抓紧', '请各县按月报']);
    expect(await said(east)).toEqual(['请各县按月报']);
    const history = (await east.read<HistoryRow[]>('tasks.history', { taskId })).body;
    expect(JSON.stringify(history)).not.toContain('抓紧');
  });

  it('a shared view is for one’s own unit and those below', async () => {
    await west.write('tasks.saveView', { name: '西溪关注', query: 'light=red', shared: true });
    await office.write('tasks.saveView', { name: '全局关注', query: 'light=red', shared: true });
    const names = async (who: Visitor) => (await who.read<SavedView[]>('tasks.views')).body.map(({ name }) => name);
    expect((await names(school)).toSorted()).toEqual(['全局关注', '西溪关注']);
    expect(await names(east)).toEqual(['全局关注']);
    expect(await names(office)).toEqual(['全局关注']);
  });
});

describe('who keeps the system', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.close());

  it('does not read the work; who runs the work raises nobody over the system', async () => {
    const office = await app.visit('office', 'supervisor', 'root');
    const keeper = await app.visit('keeper', 'administrator', 'root');
    const taskId = await createSentTask(app, office, { title: '任务', lead: 'basic', dueOn: '2099-12-31' });
    expect((await keeper.read('tasks.get', { taskId })).status).toBe(403);
    expect((await keeper.read<{ entries: string[] }>('org.me')).body.entries).toEqual(['people']);
    const post = (role: string) => ({ userId: office.userId, unitId: app.unitIds.get('root'), role });
    expect((await office.write('org.addPost', post('administrator'))).status).toBe(403);
    expect((await office.write('org.addPost', post('auditor'))).status).toBe(403);
    expect((await keeper.write('org.addPost', post('auditor'))).status).toBe(200);
  });
});
