import { periodOf } from '../../kernel/period';
import type { Db } from '../../platform/database/connect';
import type { Id } from '../../platform/database/tables';
import type { Later } from '../../platform/operation';
import { followAcceptance } from '../reporting/follow-acceptance';
import { windowDaysOf } from '../reporting/rules/timing';
import { openDueWindows } from '../reporting/store/open-windows';
import { augustStory } from './august-story';
import { DEMO_TODAY, LAST_MOMENT } from './clock';
import type { DemoTask } from './events';
import { answersOf } from './figures/answers';
import { augustOf, stageInAugust } from './figures/august';
import type { Answer } from './figures/cells';
import { type Days, handedIn } from './figures/handed-in';
import { type Reforms, reformsOf } from './figures/reforms';
import { moodOf } from './figures/school-facts';
import { type LoadedAnswer, loadAnswers } from './load-answers';
import type { DemoUnit } from './organisation';
import type { DemoPerson } from './people';
import type { Stage } from './replay';
import { targetsStory } from './targets-story';

const OFFICE = 'duchake';

export type FormRow = { id: Id; code: string; timing: { opens: number; due: number; locks: number }; keeper: string };

/** The bureau with its people, and where things are in the database. */
export type DemoBody = {
  db: Db;
  tenantId: Id;
  stage: Stage;
  later: Later;
  units: readonly DemoUnit[];
  unitIds: ReadonlyMap<string, Id>;
  userIds: ReadonlyMap<string, Id>;
  people: readonly DemoPerson[];
};

/** Who acts for a unit in some roles; null where nobody does. */
export const loginIn = (people: readonly DemoPerson[], unitCode: string, roles: readonly string[]): string | null =>
  people.find(({ posts }) => posts.some(post => post.unitCode === unitCode && roles.includes(post.role)))?.login ??
  null;

/** The forms, each with the login of who accepts it. */
export const formsIn = async ({ db, tenantId, people }: DemoBody): Promise<Map<string, FormRow>> => {
  const rows = await db
    .selectFrom('forms as f')
    .leftJoin('orgUnits as o', join => join.onRef('o.tenantId', '=', 'f.tenantId').onRef('o.id', '=', 'f.keeperUnitId'))
    .select(['f.id', 'f.code', 'f.timing', 'o.code as keeperCode'])
    .where('f.tenantId', '=', tenantId)
    .execute();
  return new Map(
    rows.map(({ keeperCode, ...form }) => [
      form.code,
      { ...form, keeper: (keeperCode && loginIn(people, keeperCode, ['liaison'])) || OFFICE },
    ]),
  );
};

/** A village school is merged and a school goes over to another district, before anything is asked for the time after. */
const reformTree = async ({ stage, unitIds }: DemoBody, { merged, moved }: Reforms): Promise<void> => {
  const id = (code: string) => unitIds.get(code)!;
  const { on, reason } = merged;
  const merge = { unitIds: [id(merged.code)], intoId: id(merged.intoCode), on, reason };
  await stage.act(OFFICE, 'reporting.mergeUnits', merge, `${merged.on}T10:20:00+08:00`);
  const move = { unitId: id(moved.code), parentId: id(moved.toCode), from: moved.on, reason: moved.reason };
  await stage.act(OFFICE, 'reporting.moveUnit', move, `${moved.on}T10:40:00+08:00`);
};

const daysOf = ({ timing }: FormRow, period: string): Days => {
  const { end } = periodOf(period)!;
  return { endsOn: end, ...windowDaysOf(timing, { end }) };
};

/** The windows of everything that is answered, each opened on its day. */
const openWindows = async (body: DemoBody, forms: ReadonlyMap<string, FormRow>, answers: readonly Answer[]) => {
  const wanted = new Map(answers.map(({ form, period }) => [`${form} ${period}`, { form, period }]));
  const windows = [...wanted.values()].map(({ form, period }) => {
    const row = forms.get(form)!;
    return { row, period, on: daysOf(row, period).opensOn };
  });
  for (const { row, period, on } of windows.toSorted((a, b) => a.on.localeCompare(b.on)))
    await body.stage.act(OFFICE, 'reporting.openWindow', { formId: row.id, period }, `${on}T08:30:00+08:00`);
};

/** Who handed it in, who went through it and when; null where it is left for people to do, or was never handed in. */
const loadedOf = (body: DemoBody, forms: ReadonlyMap<string, FormRow>, reforms: Reforms) => {
  const { people, unitIds, userIds, units } = body;
  const byCode = new Map(units.map(unit => [unit.code, unit]));
  const august = augustOf(units, people);
  const acting = new Map(
    people.flatMap(({ login, posts }) =>
      posts
        .filter(({ role }) => role === 'reporter' || role === 'county')
        .map(({ unitCode }) => [unitCode, userIds.get(login)!] as const),
    ),
  );
  return (answer: Answer): LoadedAnswer | null => {
    const row = forms.get(answer.form)!;
    const days = daysOf(row, answer.period);
    const unit = byCode.get(answer.unitCode)!;
    const { code, toCode, on } = reforms.moved;
    const parentCode = unit.code === code && days.endsOn >= on ? toCode : unit.parentCode;
    const parent = byCode.get(parentCode ?? '');
    const countyCode = unit.kind === 'school' && parent?.kind === 'county' ? parent.code : null;
    const lean = moodOf((parent?.kind === 'county' ? parent : unit).shortName);
    const times = handedIn({ unitCode: unit.code, countyCode, lean }, `${answer.form} ${answer.period}`, days);
    const reached = stageInAugust(august, answer, countyCode);
    if (reached === 0) return null;
    const { submittedAt, approvedAt, acceptedAt } = times;
    const isReached = (stage: number, at: string | null): at is string =>
      at !== null && reached >= stage && at <= LAST_MOMENT;
    const submitter = unit.kind === 'bureau' ? userIds.get('duchake02')! : (acting.get(unit.code) ?? null);
    return {
      answer,
      formId: row.id,
      unitId: unitIds.get(unit.code)!,
      submitted: { at: submittedAt, by: submitter },
      approved: countyCode && isReached(2, approvedAt) ? { at: approvedAt, by: acting.get(countyCode)! } : null,
      accepted: isReached(3, acceptedAt) ? { at: acceptedAt!, by: userIds.get(row.keeper)! } : null,
    };
  };
};

/**
 * A year of figures: the tree as it changed in summer, windows, what 600 schools and 18 counties handed in and how far it has come, what
 * the targets measure by it, the windows that are open on the demonstration's day, and what people did by hand.
 */
export async function figuresYear(body: DemoBody, tasks: readonly DemoTask[]): Promise<void> {
  const { db, tenantId, units, userIds, later } = body;
  const forms = await formsIn(body);
  const reforms = reformsOf(units);
  const answers = answersOf(units, tasks);
  await reformTree(body, reforms);
  await openWindows(body, forms, answers);
  const toLoad = loadedOf(body, forms, reforms);
  const loaded = answers.map(toLoad).filter(one => one !== null);
  await loadAnswers(db, tenantId, loaded, userIds.get(OFFICE)!);
  const now = new Date(LAST_MOMENT).toISOString();
  await openDueWindows(db, tenantId, DEMO_TODAY, now);
  const thisYear = answers.filter(({ period }) => periodOf(period)!.end >= '2026-01-01');
  const first = new Map(thisYear.toReversed().map(({ form, period }) => [form, period]));
  for (const [form, period] of first)
    followAcceptance({ db, now, today: DEMO_TODAY, later, actor: { tenantId } }, forms.get(form)!.id, period);
  await augustStory(body, forms, answers);
  await targetsStory(body, tasks);
}
