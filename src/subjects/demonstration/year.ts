import { addDays } from '../../kernel/calendar';
import { deadlineOf } from '../tasks/rules/period';
import { DEMO_TODAY, earlierOf, LAST_MOMENT, momentOn, SENT_ON, workdayBy, workdaysAfter } from './clock';
import { countyEvents } from './county-year';
import { courseOf, endsDone, type Progress, progressOf, reportMonths, SENT_LATE_ON } from './course';
import type { DemoEvent, DemoFile, DemoReport, DemoTask } from './events';
import { makeChart, makeNote, makeSheet } from './evidence';
import { targetsByHand } from './figures/aims';
import { workOf } from './item-work';
import { milestonesOf } from './milestones';
import { type DemoUnit, demoCounties } from './organisation';
import { chargeOf, type DemoPerson } from './people';
import { makeRandom } from './random';
import { remarksOn } from './remarks';
import { figureSentence, type Scene, writeNextStep, writeProblem, writeSummary } from './report-text';
import { deed, office, periodCode, reportEvents, type TaskStory } from './story';
import { reportedTargets, toldValueAt } from './values';

/** Sent in January (one in September), signed by most within three working days, by some late, by a few never. */
const beginning = (story: TaskStory): DemoEvent[] => {
  const { task, course, random } = story;
  const sentOn = course === 'unsigned' ? SENT_LATE_ON : SENT_ON;
  const lead = task.leadUnitCode;
  if (lead === null) return [];
  const sent = { ...deed(story, sentOn, 'duchake', { kind: 'send' }), at: `${sentOn}T09:30:00+08:00` };
  const signers = course === 'unsigned' ? [] : [lead, ...task.unitCodes];
  const signed = signers.flatMap(unitCode => {
    if (unitCode !== lead && random.chance(0.02)) return [];
    const days = random.chance(0.1) ? random.int(4, 7) : random.int(1, 3);
    return [deed(story, workdaysAfter(sentOn, days), story.loginOf(unitCode), { kind: 'sign', unitCode })];
  });
  return [sent, ...signed];
};

const milestoneEvents = (story: TaskStory): DemoEvent[] => {
  const { task, milestones, loginOf, random } = story;
  if (task.leadUnitCode === null || story.course === 'unsigned') return [];
  const login = loginOf(task.leadUnitCode);
  const plannedOn = workdaysAfter(SENT_ON, random.int(8, 11));
  const moments = milestones.map(() => momentOn(plannedOn, random)).sort();
  return milestones.flatMap(({ title, dueOn, doneOn }, index) => [
    { ...deed(story, plannedOn, login, { kind: 'milestone-plan', title, dueOn }), at: moments[index]! },
    ...(doneOn === null ? [] : [deed(story, doneOn, login, { kind: 'milestone-done', title, doneOn })]),
  ]);
};

const evidenceOf = (story: TaskStory, report: Omit<DemoReport, 'files'>, past: readonly Progress[]): DemoFile[] => {
  const { task, random, unitOf } = story;
  if (task.leadUnitCode === null || !random.chance(0.3)) return [];
  const month = `${Number(report.period.slice(5))}月`;
  const note = makeNote(`${month}工作简报`, [
    task.title,
    `${unitOf(task.leadUnitCode).name}　2026年${month}`,
    '',
    report.summary,
    report.nextStep,
  ]);
  const rows = task.targets.map(target => [
    target.indicator,
    report.values.find(({ targetId }) => targetId === target.id)?.value ?? '',
    target.value ?? `${target.low ?? ''}-${target.high ?? ''}`,
    target.unit ?? '',
  ]);
  const sheet = makeSheet(`${month}指标完成情况`, [['指标', '完成值', '目标值', '单位'], ...rows]);
  const chart = makeChart(`${month}进度图`, past);
  return random.pick(task.targets.length > 0 ? [[note], [sheet], [chart], [note, sheet]] : [[note], [chart]]);
};

const writeReport = (
  story: TaskStory,
  progress: readonly Progress[],
  index: number,
  written: { since: string; day: string },
): DemoReport => {
  const { task, work, course, milestones, random, unitOf } = story;
  const { month, on, planned, actual } = progress[index]!;
  const period = periodCode(month);
  const targets = reportedTargets(task, period, actual === 100, story.byHand);
  const values = targets.map(target => ({ targetId: target.id, value: toldValueAt(task, target, course, on) }));
  const until = on <= written.day && on < DEMO_TODAY ? `截至${month}月底` : '截至目前';
  const said = random.some(targets, 2).map(target => {
    const value = values.find(({ targetId }) => targetId === target.id)!.value;
    return figureSentence(target, value, until);
  });
  const scene: Scene = {
    work,
    milestones,
    since: written.since,
    on: earlierOf(on, written.day),
    percent: actual,
    behind: planned - actual,
    figures: said,
    partners: task.unitCodes
      .map(code => unitOf(code))
      .filter(({ kind }) => kind !== 'county')
      .map(({ name }) => name),
    counties: demoCounties.map(({ name }) => name),
  };
  const summary = writeSummary(scene, random);
  const problem = writeProblem(scene, random);
  const report = { period, percent: actual, summary, problem, nextStep: writeNextStep(scene, problem, random), values };
  return { ...report, files: evidenceOf(story, report, progress.slice(0, index + 1)) };
};

/** Handed in around the end of the month, some after the deadline; September's only by who is early. */
const submittedOn = (story: TaskStory, month: number): string => {
  const { random } = story;
  if (month === 9) return random.pick(['2026-09-23', '2026-09-24', DEMO_TODAY, DEMO_TODAY]);
  const deadline = deadlineOf(periodCode(month));
  if (month < 8 && random.chance(0.1)) return workdaysAfter(deadline, random.int(1, 4));
  return workdayBy(addDays(deadline, -random.int(0, 9)));
};

const leadReports = (story: TaskStory): DemoEvent[] => {
  const { task, course } = story;
  const lead = task.leadUnitCode;
  if (lead === null) return [];
  const months = reportMonths(task, course);
  const progress = progressOf(task, course, months);
  const days = months.map(month => submittedOn(story, month));
  return months.flatMap((month, index) => {
    // A report goes up to the day it was written, or the end of its month; the next one begins there.
    const since = earlierOf(days[index - 1] ?? '', progress[index - 1]?.on ?? '');
    const report = writeReport(story, progress, index, { since, day: days[index]! });
    return reportEvents(story, lead, report, days[index]!, course === 'returned' && month === 8);
  });
};

const remarkEvents = (story: TaskStory): DemoEvent[] => {
  const { task, course, work, milestones, loginOf, unitOf } = story;
  const lead = task.leadUnitCode;
  if (lead === null || endsDone(task, course)) return [];
  const step = milestones.find(({ doneOn }) => doneOn === null)?.title ?? work.steps.at(-1) ?? work.title;
  const { name } = unitOf(lead);
  const logins = { office: office[0], lead: loginOf(lead), charge: chargeOf(name), head: 'juzhang' };
  return remarksOn(course, { lead: name, step, title: work.title }).map(({ on, by, body }) =>
    deed(story, on, logins[by], { kind: by === 'charge' || by === 'head' ? 'instruction' : 'comment', body }),
  );
};

/** The office accepts the whole a few days after the last report was accepted; some wait until after the demonstration's day. */
const finishing = (story: TaskStory, before: readonly DemoEvent[]): DemoEvent[] => {
  if (!endsDone(story.task, story.course)) return [];
  const last =
    before
      .map(({ at }) => at.slice(0, 10))
      .sort()
      .at(-1) ?? SENT_ON;
  return [deed(story, workdaysAfter(last, story.random.int(1, 3)), 'duchake', { kind: 'finish' })];
};

/**
 * Nine months of the demonstration bureau: what everybody did to the adopted tasks, in order of time, up to the morning of
 * `DEMO_TODAY`. The same tasks give the same events. A unit that nobody
 * acts for does nothing; a task with such a lead, or with none, is not sent.
 */
export const demoYear = (
  tasks: readonly DemoTask[],
  units: readonly DemoUnit[],
  people: readonly DemoPerson[],
): DemoEvent[] => {
  const unitByCode = new Map(units.map(unit => [unit.code, unit]));
  const acting = new Map(
    people.flatMap(({ login, posts }) =>
      posts
        .filter(({ role }) => role === 'liaison' || role === 'county')
        .map(({ unitCode }) => [unitCode, login] as const),
    ),
  );
  const find = <T>(map: ReadonlyMap<string, T>, code: string): T => {
    const found = map.get(code);
    if (found === undefined) throw new RangeError(`nobody and nothing under ${code}`);
    return found;
  };
  const byHand = targetsByHand(tasks);
  const events = tasks.flatMap(adopted => {
    const { leadUnitCode, unitCodes } = adopted;
    if (leadUnitCode !== null && !acting.has(leadUnitCode)) return [];
    const task = { ...adopted, unitCodes: unitCodes.filter(code => acting.has(code)) };
    const course = courseOf(task);
    if (course === 'unsent') return [];
    const random = makeRandom(`task ${task.number ?? ''} ${task.title}`);
    const work = workOf(task.title);
    const milestones = milestonesOf(task, work, course, random);
    const story: TaskStory = {
      task,
      work,
      course,
      milestones,
      random,
      byHand,
      unitOf: code => find(unitByCode, code),
      loginOf: code => find(acting, code),
    };
    const begun = beginning(story);
    const signed = new Set(begun.flatMap(event => (event.kind === 'sign' ? [event.unitCode] : [])));
    const done = [
      ...begun,
      ...milestoneEvents(story),
      ...leadReports(story),
      ...countyEvents(story, signed),
      ...remarkEvents(story),
    ];
    return [...done, ...finishing(story, done)];
  });
  return events.filter(({ at }) => at <= LAST_MOMENT).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
};
