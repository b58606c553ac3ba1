import type { Book, Trace } from './book';
import type { Desk } from './bureau';
import type { Client } from './client';

type Page = {
  version: number;
  targets: { id: string }[];
  may: { report: { unitId: string; period: string }[] };
};

/** What the writers share: how many rows an adoption leaves, learned from the first one; a task that all comment on. */
export type Shared = { adoption: Record<string, number> | null; taskId: string | null };

const once = (mark: string, ...where: string[]): Trace[] => where.map(name => ({ where: name, mark, rows: 1 }));
const DAY = '2026-12-31';

/** Hands in a report with evidence, and has it reviewed. */
async function report(desk: Desk, book: Book, taskId: string, verdict: 'accepted' | 'returned'): Promise<void> {
  const { office, liaison, unitId } = desk;
  const page = await liaison.read<Page>('tasks.get', { taskId });
  const { period } = page.may.report.find(one => one.unitId === unitId)!;
  const file = book.mark('f');
  const bytes = Buffer.from(`${file}：佐证材料。`.repeat(40 + (file.length % 7) * 100));
  const { id: fileId } = await liaison.upload(`${file}.txt`, bytes, once(file, 'files', 'audit files.upload'));
  const draft = book.mark('d');
  const body = { percent: 40, summary: '写了一半', problem: draft, nextStep: '', fileIds: [fileId] };
  const where = { taskId, unitId, period };
  const saved = await liaison.write<{ version: number }>(
    'tasks.saveReport',
    { ...where, ...body },
    once(draft, 'reports', 'audit tasks.saveReport'),
  );
  const handed = book.mark('s');
  const values = page.targets.map(({ id }, index) => ({ targetId: id, value: String(index + 1) }));
  const { reportId, version } = await liaison.write<{ reportId: string; version: number }>(
    'tasks.submitReport',
    { ...where, ...body, summary: handed, percent: 60, values, version: saved.version },
    [
      ...once(handed, 'reports handed in', 'submissions', 'evidence', 'audit tasks.submitReport'),
      // What is returned is taken back.
      ...(verdict === 'accepted' && values.length > 0 ? [{ where: 'values', mark: handed, rows: values.length }] : []),
    ],
  );
  const reason = book.mark('r');
  await office.write(
    'tasks.reviewReport',
    { reportId, version, verdict, reason },
    once(reason, 'verdicts', 'reports reviewed', 'audit tasks.reviewReport'),
  );
}

/** A task from its beginning to its end. */
export async function taskStory(desk: Desk, book: Book, shared: Shared): Promise<void> {
  const { office, liaison, unitId, otherUnitIds } = desk;
  const title = book.mark('t');
  const fields = { year: 2026, source: 'meeting', title: `${title} 食堂改造`, dueOn: DAY };
  const { taskId } = await office.write<{ taskId: string }>(
    'tasks.create',
    { ...fields, leadUnitId: unitId, unitIds: otherUnitIds },
    [
      ...once(title, 'tasks', 'audit tasks.create'),
      { where: 'task units', mark: title, rows: 1 + otherUnitIds.length },
    ],
  );
  await office.write('tasks.send', { taskIds: [taskId] }, once(title, 'tasks sent', 'audit tasks.send'));
  shared.taskId ??= taskId;
  await liaison.write('tasks.sign', { tasks: [{ taskId, unitId }] }, once(title, 'tasks signed', 'audit tasks.sign'));
  await report(desk, book, taskId, title.length % 2 === 0 ? 'accepted' : 'returned');
  const said = book.mark('c');
  // The office sees every task; so all desks wait for each other on this one.
  await office.write(
    'tasks.comment',
    { taskId: shared.taskId, body: said },
    once(said, 'comments', 'audit tasks.comment'),
  );
  const step = book.mark('m');
  await office.write(
    'tasks.saveMilestone',
    { taskId, title: step, dueOn: DAY },
    once(step, 'milestones', 'audit tasks.saveMilestone'),
  );
  const edited = book.mark('e');
  let { version } = await office.read<Page>('tasks.get', { taskId });
  ({ version } = await office.write<{ version: number }>(
    'tasks.edit',
    { taskId, version, content: edited },
    once(edited, 'tasks edited', 'audit tasks.edit'),
  ));
  if (taskId !== shared.taskId)
    await office.write(
      'tasks.finish',
      { taskId, version, done: true },
      once(title, 'tasks finished', 'audit tasks.finish'),
    );
}

const document = (year: number, unit: string): string => `云川市教育局${year}年校园食堂提质专项工作要点

一、摸清底数

1.全面排查食堂条件。3月底前完成全市学校食堂条件排查，排查覆盖率达到100%，建立食堂台账1200个。（牵头处室：${unit}）

2.改造食堂。年底前改造食堂96个，抽查学校不少于40所。（牵头处室：${unit}）
`;

const ADOPTED = ['tasks adopted', 'units adopted', 'targets adopted'];

/** A plan from its document to its tasks: many rows in one write. `learn` counts what the first one leaves. */
export async function planStory(
  desk: Desk,
  book: Book,
  shared: Shared,
  unitName: string,
  learn: (mark: string, where: string[]) => Promise<Record<string, number>>,
): Promise<void> {
  const { office } = desk;
  const file = book.mark('p');
  const bytes = Buffer.from(document(2026, unitName));
  const { id: fileId } = await office.upload(`${file}.txt`, bytes, once(file, 'files', 'audit files.upload'));
  const { planId } = await office.write<{ planId: string }>(
    'plans.import',
    { fileId },
    once(file, 'plans', 'audit plans.import'),
  );
  const { version, plan } = await office.read<{ version: number; plan: { nodes: { id: string; kind: string }[] } }>(
    'plans.get',
    { planId },
  );
  const heading = book.mark('k');
  const node = plan.nodes.find(one => one.kind === 'item')!.id;
  await office.write(
    'plans.correct',
    { planId, version, corrections: [{ kind: 'edit-heading', node, heading }] },
    once(heading, 'corrections', 'audit plans.correct'),
  );
  const expected = Object.entries(shared.adoption ?? {}).map(([where, rows]) => ({ where, mark: file, rows }));
  await office.write('plans.adopt', { planId }, [...once(file, 'plans adopted', 'audit plans.adopt'), ...expected]);
  shared.adoption ??= await learn(file, ADOPTED);
  const { rows } = await office.read<{ rows: { id: string }[] }>('tasks.list', { year: '2026', planId });
  const taskId = rows[0]!.id;
  await office.write('tasks.send', { taskIds: [taskId] }, []);
  await desk.liaison.write('tasks.sign', { tasks: [{ taskId, unitId: desk.unitId }] }, []);
  await report(desk, book, taskId, 'accepted');
}

/** The administrator's day: a unit, an invitation; and a view of the ledger that somebody keeps. */
export async function peopleStory(administrator: Client, desk: Desk, book: Book): Promise<void> {
  const login = book.mark('i');
  await administrator.write(
    'org.invite',
    { name: '新同事', login, role: 'liaison', unitId: desk.unitId },
    once(login, 'invitations', 'audit org.invite'),
  );
  const name = book.mark('u');
  await administrator.write(
    'org.saveUnit',
    { parentId: desk.rootId, name, shortName: name, kind: 'department' },
    once(name, 'units', 'audit org.saveUnit'),
  );
  const view = book.mark('v');
  await desk.office.write('tasks.saveView', { name: view, query: '' }, once(view, 'views'));
}
