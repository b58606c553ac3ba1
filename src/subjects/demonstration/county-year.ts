import { addDays } from '../../kernel/calendar';
import { deadlineOf } from '../tasks/rules/period';
import { plannedPercent } from '../tasks/rules/planned';
import { DEMO_TODAY, monthOf, workdayBy } from './clock';
import { endsDone } from './course';
import type { DemoEvent, DemoReport } from './events';
import { demoCounties } from './organisation';
import { makeRandom } from './random';
import { figureSentence, type Scene, writeCountySummary, writeNextStep, writeProblem } from './report-text';
import { periodCode, reportEvents, type TaskStory } from './story';
import { countyValueAt, dayOfPeriod, reportedTargets } from './values';

/** Counties report now and then, and at the end: one report clears those before it. */
const firstMonth = 4;
/** The two that lag behind, with the last month they report and how far behind they are, in points. */
const laggards: Record<string, { last: number; behind: number }> = {
  雁回县: { last: 7, behind: 16 },
  棠梨县: { last: 4, behind: 24 },
};
const totalWeight = demoCounties.reduce((sum, { weight }) => sum + weight, 0);

const reportOf = (story: TaskStory, county: string, weight: number, month: number): DemoReport => {
  const { task, work, course, milestones } = story;
  const random = makeRandom(`county ${county} ${task.title} ${month}`);
  const period = periodCode(month);
  const on = dayOfPeriod(period, DEMO_TODAY);
  const planned = plannedPercent(task.startOn, task.dueOn, on);
  const own = makeRandom(`county ${county}`).between(-5, 6) - (laggards[county]?.behind ?? 0);
  const percent = task.dueOn <= on ? 100 : Math.round(Math.min(97, Math.max(3, planned + own + random.between(-2, 2))));
  const share = { name: county, share: weight / totalWeight, counties: demoCounties.length };
  const given = reportedTargets(task, period, percent === 100, story.byHand).flatMap(target => {
    // What is collected from the counties themselves they need not say again.
    if (target.code !== null) return [];
    const value = countyValueAt(task, target, share, course, on);
    return value === null ? [] : [{ target, value }];
  });
  const scene: Scene = {
    work,
    milestones,
    since: addDays(on, -60),
    on,
    percent,
    behind: planned - percent,
    // A share of the whole has no target of its own: only rates are held against one.
    figures: given
      .slice(0, 1)
      .map(({ target, value }) =>
        target.unit === '%'
          ? figureSentence(target, value, `截至${month}月底`)
          : `截至${month}月底，全${county.slice(-1)}${target.indicator}${value}${target.unit ?? ''}`,
      ),
    partners: [],
    counties: [county],
  };
  const problem = writeProblem(scene, random);
  return {
    period,
    percent,
    summary: writeCountySummary(county, scene, random),
    problem,
    nextStep: writeNextStep(scene, problem, random),
    values: given.map(({ target, value }) => ({ targetId: target.id, value })),
    files: [],
  };
};

/** The reports of the counties that signed a task, each of its own part. */
export const countyEvents = (story: TaskStory, signed: ReadonlySet<string>): DemoEvent[] => {
  const { task, course } = story;
  if (course === 'unsigned') return [];
  const until = task.dueOn < DEMO_TODAY ? monthOf(task.dueOn) : 8;
  return demoCounties.flatMap(({ name, weight }) => {
    const unitCode = task.unitCodes.find(
      code => story.unitOf(code).kind === 'county' && story.unitOf(code).shortName === name,
    );
    if (!unitCode || !signed.has(unitCode)) return [];
    const last = endsDone(task, course) ? until : Math.min(until, laggards[name]?.last ?? 8);
    return [...new Set([firstMonth, last])]
      .filter(month => month <= last)
      .flatMap(month => {
        const day = workdayBy(addDays(deadlineOf(periodCode(month)), -story.random.int(0, 8)));
        return reportEvents(story, unitCode, reportOf(story, name, weight, month), day);
      });
  });
};
