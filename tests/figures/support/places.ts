import type ExcelJS from 'exceljs';
import { decimalOf } from '../../../src/kernel/decimal';
import { shiftPeriod } from '../../../src/kernel/period';
import type { DateText, Decimal, Id } from '../../../src/platform/database/tables';
import type { Breakdown } from '../../../src/subjects/analysis/breakdown-schema';
import { askedPeriod, formsOf } from '../../../src/subjects/analysis/reads/board';
import type { Definitions } from '../../../src/subjects/analysis/reads/definitions';
import type {
  Aim,
  Board,
  League,
  MissingUnit,
  PublicFigures,
  Reported,
  Series,
  UnitFigures,
} from '../../../src/subjects/analysis/schema';
import { digitsFor, inDigits } from '../../../src/subjects/indicators/rules/shown-digits';
import type { TargetList } from '../../../src/subjects/indicators/targets/list-schema';
import type { TargetPage, TargetReadingAnswer } from '../../../src/subjects/indicators/targets/schema';
import type { Overview } from '../../../src/subjects/overview/schema';
import type { WindowsPage } from '../../../src/subjects/reporting/form-schema';
import type { LensName } from '../../../src/subjects/reporting/schema';
import type { TaskPage } from '../../../src/subjects/tasks/schema';
import { shownValue } from '../../../src/web/pages/indicators/shown-value';
import type { Said } from './what-is-said';

/** How figures are looked at: on a day, through a lens, as known at the end of a day, by which tree. */
export type Seen = { on: DateText; lens: LensName; asOf?: DateText; tree?: 'then' | 'today' };

/** Asks an operation as somebody. */
export type Ask = <Answer>(name: string, input?: Record<string, unknown>) => Promise<Answer>;

/** The body that is looked at: what is the same for all its people. */
export type Body = {
  today: DateText;
  rootId: Id;
  definitions: Definitions;
  /** Digits in which the values of measured targets are written. */
  digits: ReadonlyMap<Id, number>;
};

/** By the list of the year's targets. */
export const digitsIn = ({ rows }: TargetList): Map<Id, number> =>
  new Map(rows.filter(({ isMeasured }) => isMeasured).map(row => [row.id, digitsFor(row.decimals, row.unit, row)]));

// What was known at the end of today is what is known.
const knownIn = ({ today }: Body, { lens, asOf, tree = 'then' }: Seen): string =>
  [
    lens,
    ...(asOf === undefined || asOf === today ? [] : [`known ${asOf}`]),
    ...(tree === 'then' ? [] : ['as today']),
  ].join(' ');

/** Below a unit its own sum stands last among the others: what is summed right under it. */
const columnOf = (unit: { id: Id }, column: { id: Id }): string =>
  unit.id === column.id ? `${unit.id} alone` : column.id;

type Actual = { actual: Decimal | null; actualOn: DateText | null };
type Speaker = { said: Said; body: Body; place: string; seen: Seen };

const speaker = ({ said, body, place, seen }: Speaker) => {
  const known = knownIn(body, seen);
  const { definitions, rootId } = body;
  const byId = new Map(definitions.indicators.map(indicator => [indicator.id, indicator]));
  const forms = (id: Id, period: string) => {
    const indicator = byId.get(id)!;
    const formIds = formsOf(indicator, definitions.figures);
    return `${formIds.join('+')} ${askedPeriod(indicator, definitions.figures, period)}`;
  };
  const nameOf = (id: Id) => byId.get(id)!.code;
  const tell = (targetId: Id, unit: string, { actual: value, actualOn }: Actual, isExact = true) => {
    const about = `${targetId} ${unit} on ${seen.on} ${known}`;
    const digits = body.digits.get(targetId);
    if (isExact) said.say(place, `actual ${about}`, { actual: value, actualOn });
    if (digits !== undefined)
      said.say(place, `told ${about}`, { actual: value === null ? null : inDigits(value, digits), actualOn });
  };
  return {
    period: (id: Id, { period, isFirm, awaiting }: Pick<Board['rows'][number], 'period' | 'isFirm' | 'awaiting'>) =>
      said.say(place, `period ${nameOf(id)} on ${seen.on} ${known}`, { period, isFirm, awaiting }),
    value: (id: Id, unit: string, period: string, value: Decimal | null) => {
      said.say(place, `value ${nameOf(id)} ${unit} ${period} ${known}`, value);
      said.say(place, `written ${nameOf(id)} ${unit} ${period} ${known}`, shownValue(value, byId.get(id)!));
    },
    written: (id: Id, unit: string, period: string, value: Decimal | null) =>
      said.say(place, `written ${nameOf(id)} ${unit} ${period} ${known}`, value),
    reported: (id: Id, unit: string, period: string, { reported, expected }: Reported) =>
      said.say(place, `reported ${unit} ${forms(id, period)} ${known}`, { reported, expected }),
    aim: (unit: string, aim: Aim) => {
      const { targetId, value, comparator, dueOn, actual, actualOn, planned, gap, status } = aim;
      said.say(place, `aim ${targetId} ${unit} on ${seen.asOf ?? seen.on}`, { value, comparator, dueOn });
      tell(targetId, unit, { actual, actualOn });
      said.say(place, `status ${targetId} ${unit} on ${seen.on} ${known}`, status);
      if (gap !== null) said.say(place, `gap ${targetId} ${unit} on ${seen.on} ${known}`, gap);
      // Past its day a target is held against its value.
      if (status !== 'missed') said.say(place, `planned ${targetId} ${unit} on ${actualOn} by ${seen.on}`, planned);
    },
    part: (targetId: Id, unit: string, part: Decimal | null, status: string | null) => {
      said.say(place, `part ${targetId} ${unit}`, part);
      if (part !== null) said.say(place, `status ${targetId} ${unit} on ${seen.on} ${known}`, status ?? 'unreported');
    },
    /** What counts towards a target so far: all its digits, and as it is written. */
    actual: tell,
    /** Of which of its targets an indicator speaks. */
    chosen: (id: Id, aim: Aim | null) => said.say(place, `chosen ${nameOf(id)} on ${seen.on}`, aim?.targetId ?? null),
    /** What a target's own page, its task and the lists say of the whole on a day. */
    target: (
      targetId: Id,
      latest: Actual,
      status: string,
      planned: { on: DateText; planned: Decimal | null },
      isExact: boolean,
    ) => {
      tell(targetId, rootId, latest, isExact);
      said.say(place, `status ${targetId} ${rootId} on ${seen.on} ${known}`, status);
      said.say(place, `planned ${targetId} ${rootId} on ${planned.on} by ${seen.on}`, planned.planned);
    },
    say: (about: string, what: unknown) => said.say(place, `${about} ${known}`, what),
  };
};

/** The whole board, of a unit and its columns. */
export const boardSays = (said: Said, body: Body, place: string, seen: Seen, board: Board): void => {
  const tell = speaker({ said, body, place, seen });
  const whole = board.unit.id;
  for (const row of board.rows) {
    const { id, period, aim, parts, statuses } = row;
    tell.period(id, row);
    tell.value(id, whole, period, row.value);
    tell.value(id, whole, shiftPeriod(period, -1), row.previous);
    tell.reported(id, whole, period, row.reported);
    if (whole === body.rootId) tell.chosen(id, aim);
    if (aim) tell.aim(whole, aim);
    for (const [at, column] of board.units.entries()) {
      const unit = columnOf(board.unit, column);
      tell.value(id, unit, period, row.byUnit[at] ?? null);
      if (aim && parts && statuses) tell.part(aim.targetId, unit, parts[at] ?? null, statuses[at] ?? null);
    }
  }
};

/** One indicator's page. */
export const seriesSays = (said: Said, body: Body, place: string, seen: Seen, series: Series): void => {
  const tell = speaker({ said, body, place, seen });
  const { id } = series.indicator;
  const last = series.whole.at(-1)!;
  tell.period(id, { period: last.period, isFirm: series.isFirm, awaiting: series.awaiting });
  for (const point of series.whole) {
    tell.value(id, series.unit.id, point.period, point.value);
    tell.reported(id, series.unit.id, point.period, point.reported);
  }
  if (series.isWhole) tell.chosen(id, series.target);
  const { target } = series;
  if (target) tell.aim(series.unit.id, target);
  for (const column of series.units) {
    const unit = columnOf(series.unit, column);
    for (const [at, { period }] of series.whole.entries()) tell.value(id, unit, period, column.values[at] ?? null);
    tell.reported(id, unit, last.period, column.reported);
    if (target && series.isWhole) tell.part(target.targetId, unit, column.part, column.status);
  }
};

/** What everybody may see, without an account. */
export const publicSays = (said: Said, body: Body, units: ReadonlyMap<string, Id>, figures: PublicFigures): void => {
  const tell = speaker({ said, body, place: 'public page', seen: { on: figures.on, lens: 'accepted' } });
  for (const row of figures.rows) {
    tell.period(row.id, row);
    tell.value(row.id, body.rootId, row.period, row.value);
    tell.value(row.id, body.rootId, shiftPeriod(row.period, -1), row.previous);
    tell.reported(row.id, body.rootId, row.period, row.reported);
    tell.chosen(row.id, row.aim);
    if (row.aim) tell.aim(body.rootId, row.aim);
    for (const [at, { name }] of figures.units.entries())
      tell.value(row.id, units.get(name)!, row.period, row.byUnit[at] ?? null);
  }
};

const today = (body: Body): Seen => ({ on: body.today, lens: 'accepted' });

/** The list of the year's targets, the leader's page, and the pages of tasks. */
export const listSays = (said: Said, body: Body, { rows }: TargetList): void => {
  const tell = speaker({ said, body, place: 'list of targets', seen: today(body) });
  for (const { id, latest, latestOn, status, planned } of rows)
    tell.target(id, { actual: latest, actualOn: latestOn }, status, { on: body.today, planned }, true);
};

const targetsSay = (said: Said, body: Body, place: string, targets: Overview['targets']): void => {
  const tell = speaker({ said, body, place, seen: today(body) });
  for (const { id, latest, latestOn, status, plannedToday, awaiting } of targets) {
    // What is measured is written in its digits here; what was said as it was said.
    const planned = { on: body.today, planned: plannedToday };
    tell.target(id, { actual: latest, actualOn: latestOn }, status, planned, !body.digits.has(id));
    tell.say(`awaiting ${id}`, awaiting);
  }
};

export const overviewSays = (said: Said, body: Body, overview: Overview): void =>
  targetsSay(said, body, 'overview', overview.targets);

export const taskSays = (said: Said, body: Body, task: TaskPage): void =>
  targetsSay(
    said,
    body,
    'task',
    task.targets.map(target => ({ ...target, taskId: task.id, number: task.number })),
  );

/** A target's own page: of today, or of another day; of the whole or of a unit's part. */
export const readingSays = (
  said: Said,
  body: Body,
  targetId: Id,
  reading: TargetPage['reading'] & Partial<Pick<TargetReadingAnswer, 'unitId' | 'value'>>,
): void => {
  const { actual, actualOn, plannedThen, planned, status, gap, on } = reading;
  const unit = reading.unitId ?? body.rootId;
  const seen: Seen = { on, lens: 'accepted' };
  const known = knownIn(body, seen);
  const place = reading.unitId ? 'part of a target' : 'target';
  speaker({ said, body, place, seen }).actual(targetId, unit, { actual, actualOn });
  said.say(place, `status ${targetId} ${unit} on ${on} ${known}`, status);
  said.say(place, `planned ${targetId} ${unit} on ${on} by ${on}`, planned);
  if (reading.unitId) said.say(place, `part ${targetId} ${unit}`, reading.value ?? null);
  if (status !== 'missed') said.say(place, `planned ${targetId} ${unit} on ${actualOn} by ${on}`, plannedThen);
  // A page of today says how far ahead it is, too.
  if (['behind', 'far-behind', 'missed'].includes(status) && gap !== null)
    said.say(place, `gap ${targetId} ${unit} on ${on} ${known}`, gap.replace(/^-/, ''));
};

/** Who is missing, by name. */
export const missingSays = (
  said: Said,
  body: Body,
  seen: Seen,
  { indicatorId, period, unitId }: { indicatorId: Id; period: string; unitId: Id },
  missing: { units: MissingUnit[]; more: number },
  reported: Reported,
): void => {
  const tell = speaker({ said, body, place: 'who is missing', seen });
  const expected = reported.expected;
  tell.reported(indicatorId, unitId, period, { expected, reported: expected - missing.units.length - missing.more });
};

/** The units that a group is summed from. */
export const unitsSay = (
  said: Said,
  body: Body,
  seen: Seen,
  { indicatorId, period }: { indicatorId: Id; period: string },
  { rows }: UnitFigures,
): void => {
  const tell = speaker({ said, body, place: 'units below', seen });
  for (const { unitId, value } of rows) tell.value(indicatorId, unitId, period, value);
};

/** One form, one period: by county, and the whole. */
export const leagueSays = (said: Said, body: Body, form: string, league: League): void => {
  const tell = (place: string, unit: Id, lens: LensName, of: Reported) =>
    said.say(place, `reported ${unit} ${form} ${lens}`, of);
  for (const { unitId, expected, submitted, accepted } of league.rows) {
    const unit = unitId === body.rootId ? `${unitId} alone` : unitId;
    tell('league', unit, 'submitted', { expected, reported: submitted });
    tell('league', unit, 'accepted', { expected, reported: accepted });
  }
  const sum = (key: 'expected' | 'submitted' | 'accepted') => league.rows.reduce((whole, row) => whole + row[key], 0);
  tell('league', body.rootId, 'submitted', { expected: sum('expected'), reported: sum('submitted') });
  tell('league', body.rootId, 'accepted', { expected: sum('expected'), reported: sum('accepted') });
};

export const windowsSay = (said: Said, body: Body, { formId, windows }: WindowsPage): void => {
  for (const { period, tally } of windows)
    for (const lens of ['submitted', 'approved', 'accepted'] as const)
      said.say('windows', `reported ${body.rootId} ${formId} ${period} ${lens}`, {
        expected: tally.expected,
        reported: tally[lens],
      });
};

/** What adds up by category gives the value again. */
export const breakdownSays = (
  said: Said,
  body: Body,
  seen: Seen,
  { indicatorId, period, unit }: { indicatorId: Id; period: string; unit: { id: Id } },
  breakdown: NonNullable<Breakdown>,
): void => {
  const tell = speaker({ said, body, place: 'breakdown', seen });
  const sum = (values: readonly (Decimal | null)[]) =>
    values.every(value => value === null)
      ? null
      : String(values.reduce((whole, value) => whole + Number(value ?? 0), 0));
  tell.value(indicatorId, unit.id, period, sum(breakdown.whole));
  for (const { id, values } of breakdown.units) tell.value(indicatorId, columnOf(unit, { id }), period, sum(values));
};

/** The board as a workbook, read back: the whole, and what stands under each unit. */
export const workbookSays = (
  said: Said,
  body: Body,
  units: ReadonlyMap<string, Id>,
  seen: Seen,
  workbook: ExcelJS.Workbook,
): void => {
  const tell = speaker({ said, body, place: 'workbook', seen });
  const ids = new Map(body.definitions.indicators.map(({ code, id }) => [code, id]));
  const written = (value: unknown): Decimal | null => (value == null || value === '' ? null : decimalOf(Number(value)));
  for (const row of rowsUnder(workbook.getWorksheet('指标总览')!, '编码')) {
    const [id, period] = [ids.get(String(row.编码))!, String(row.期)];
    tell.written(id, body.rootId, period, written(row.数值));
    tell.written(id, body.rootId, shiftPeriod(period, -1), written(row.上期));
    tell.reported(id, body.rootId, period, { reported: Number(row.已报单位), expected: Number(row.应报单位) });
  }
  for (const row of rowsUnder(workbook.getWorksheet('各单位数值')!, '编码'))
    for (const [name, unitId] of units)
      tell.written(ids.get(String(row.编码))!, unitId, String(row.期), written(row[name]));
};

/** The rows of a sheet by the words over its columns. */
const rowsUnder = (sheet: ExcelJS.Worksheet, first: string): Record<string, unknown>[] => {
  const rows: Record<string, unknown>[] = [];
  let headers: string[] | null = null;
  sheet.eachRow(row => {
    const cells = row.values as unknown[];
    if (headers) rows.push(Object.fromEntries(headers.map((header, at) => [header, cells[at]])));
    else if (cells.includes(first)) headers = Array.from(cells, cell => String(cell ?? ''));
  });
  return rows;
};
