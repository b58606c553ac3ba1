import { sql } from 'kysely';
import { periodOf, shiftPeriod, shiftYear } from '../../../kernel/period';
import type { Db } from '../../../platform/database/connect';
import type { Id } from '../../../platform/database/tables';
import { eachInSlices } from '../../../platform/in-slices';
import { codesOf } from '../../indicators/rules/expression/codes-of';
import type { CellFinding, CellTexts } from '../entry-schema';
import { cellNameOf } from '../rules/cell-name';
import { saysSame } from '../rules/cell-number';
import { type CheckedForm, checkCells } from '../rules/check-cells';
import { MOST_BACK } from '../rules/check-truths';
import type { CellWrite, FormCheck, SubmissionKey } from '../schema';
import { derivedRows } from './derived-rows';
import { type AskedFigure, cellNameIn, figuresJson } from './form-figures';

/** A cell that comes in, with the row that says it and the explanation beside it ('' for none). */
export type RowCell = CellWrite & { row: number; note: string };

/**
 * How closely: `typed` like what a person hands in; `history` only what has to be true (审核关系, 累计数不减): blanks, leaps and outliers
 * of years ago are explained by nobody any more.
 */
export type Closeness = 'typed' | 'history';

/** A form with the rows in it, and all that is wrong with it then. */
export type JudgedForm = SubmissionKey & {
  formName: string;
  /** What was handed in so far. */
  stored: CellTexts;
  /** Rows by cell, of the figures that were looked at. */
  rows: ReadonlyMap<string, RowCell>;
  findings: CellFinding[];
  /** Cells of findings whose value is what it was. */
  unmoved: ReadonlySet<string>;
};

type JudgingForm = { formId: Id; name: string; checks: FormCheck[]; figures: AskedFigure[] };

// Their cells of some years arrive at once, and are taken apart at one stretch.
const UNITS_AT_ONCE = 100;
// A large form takes some milliseconds.
const FORMS_OF_SLICE = 4;
const TRUTHS: readonly CellFinding['code'][] = ['check', 'cumulative-falls'];

/** The forms that have something to judge, with no more of them than that needs. */
const judgingForms = async (
  db: Db,
  tenantId: Id,
  formIds: readonly Id[],
  closeness: Closeness,
): Promise<JudgingForm[]> => {
  const { rows } = await sql<JudgingForm>`
    select f.id as form_id, f.name, f.checks, ${figuresJson()} as figures from forms f
    where f.tenant_id = ${tenantId} and f.id = any(${[...formIds]}::bigint[])`.execute(db);
  if (closeness === 'typed') return rows;
  return rows.flatMap(form => {
    const named = new Set(form.checks.flatMap(({ expression }) => codesOf(expression)).map(({ code }) => code));
    const figures = form.figures
      .filter(({ code, kind }) => named.has(code) || kind === 'cumulative')
      .map(figure => ({ ...figure, required: false, changeLimit: null }));
    return figures.length > 0 ? [{ ...form, figures }] : [];
  });
};

/** How many periods back a form is looked at, and whether a year back. */
const reachOf = ({ checks, figures }: JudgingForm, closeness: Closeness): { back: number; lastYear: boolean } => {
  const shifts = checks.flatMap(({ expression }) => codesOf(expression)).map(({ shift }) => shift);
  const isLong = closeness === 'typed' || figures.some(({ kind }) => kind === 'cumulative');
  return {
    back: isLong ? MOST_BACK : Math.min(MOST_BACK, Math.max(0, ...shifts.map(({ periods }) => -periods))),
    lastYear: closeness === 'typed' || shifts.some(({ years }) => years === -1),
  };
};

type StoredCells = { unitId: Id; period: string; values: CellTexts };

const storedCells = async (
  db: Db,
  tenantId: Id,
  unitIds: readonly Id[],
  periods: readonly string[],
  figures: readonly AskedFigure[],
): Promise<Map<string, CellTexts>> => {
  const { rows } = await sql<StoredCells>`
    select v.org_unit_id as unit_id, v.period, json_object_agg(${cellNameIn(sql`v.category`)}, trim_scale(v.value)::text) as values
    from figure_values v
    join figures g on g.tenant_id = v.tenant_id and g.id = v.figure_id
    where v.tenant_id = ${tenantId} and v.org_unit_id = any(${[...unitIds]}::bigint[])
      and v.period = any(${[...periods]}::text[]) and v.figure_id = any(${figures.map(({ figureId }) => figureId)}::bigint[])
    group by v.org_unit_id, v.period`.execute(db);
  return new Map(rows.map(({ unitId, period, values }) => [`${unitId} ${period}`, values]));
};

type Given = { cells: CellTexts; rows: Map<string, RowCell> };

/** What rows say, by unit and period: of the figures that are looked at, whichever form brought them. */
const givenCells = async (cells: readonly RowCell[], figures: readonly AskedFigure[]): Promise<Map<string, Given>> => {
  const codes = new Map(figures.map(({ figureId, code }) => [figureId, code]));
  const given = new Map<string, Given>();
  await eachInSlices(cells, said => {
    const code = codes.get(said.figureId);
    if (code === undefined) return;
    const key = `${said.unitId} ${said.period}`;
    const one = given.get(key) ?? { cells: {}, rows: new Map<string, RowCell>() };
    const cell = cellNameOf(code, said.category);
    one.cells[cell] = said.value ?? '';
    one.rows.set(cell, said);
    given.set(key, one);
  });
  return given;
};

const NOTHING: Given = { cells: {}, rows: new Map() };

/**
 * What would be wrong with these submissions once the rows are in them, over what is stored: read a form and period at a time, for
 * all its units together. Nothing is written for it, so that a trial run asks the same.
 */
export async function judgeForms(
  db: Db,
  tenantId: Id,
  keys: readonly SubmissionKey[],
  cells: readonly RowCell[],
  closeness: Closeness,
): Promise<JudgedForm[]> {
  const judged: JudgedForm[] = [];
  const forms = await judgingForms(db, tenantId, [...new Set(keys.map(({ formId }) => formId))], closeness);
  for (const form of forms) {
    const given = await givenCells(cells, form.figures);
    const unitsByPeriod = new Map<string, Id[]>();
    for (const { formId, period, unitId } of keys) {
      if (formId !== form.formId) continue;
      const units = unitsByPeriod.get(period);
      if (units) units.push(unitId);
      else unitsByPeriod.set(period, [unitId]);
    }
    for (const [period, unitIds] of unitsByPeriod)
      for (let from = 0; from < unitIds.length; from += UNITS_AT_ONCE) {
        const some = unitIds.slice(from, from + UNITS_AT_ONCE);
        judged.push(...(await judgeIn(db, tenantId, form, { period, unitIds: some }, given, closeness)));
      }
  }
  return judged;
}

const judgeIn = async (
  db: Db,
  tenantId: Id,
  form: JudgingForm,
  { period, unitIds }: { period: string; unitIds: readonly Id[] },
  given: ReadonlyMap<string, Given>,
  closeness: Closeness,
): Promise<JudgedForm[]> => {
  const reach = reachOf(form, closeness);
  const history = Array.from({ length: reach.back }, (_, at) => shiftPeriod(period, -at - 1));
  const lastYear = reach.lastYear ? [shiftYear(period, -1)] : [];
  const looked = [...new Set([period, ...history, ...lastYear])];
  const stored = await storedCells(db, tenantId, unitIds, looked, form.figures);
  const codes = new Set(form.figures.map(({ code }) => code));
  const derived = closeness === 'typed' ? await derivedRows(db, tenantId, periodOf(period)!.frequency, codes) : [];
  const checked: CheckedForm = { figures: form.figures, checks: form.checks, derived };
  const judge = (unitId: Id): JudgedForm => {
    const at = (code: string): CellTexts => ({
      ...stored.get(`${unitId} ${code}`),
      ...given.get(`${unitId} ${code}`)?.cells,
    });
    const texts = at(period);
    const all = checkCells(checked, {
      period,
      texts,
      previous: at(shiftPeriod(period, -1)),
      lastYear: at(shiftYear(period, -1)),
      history: { periods: history, values: seriesOf(history.map(at)) },
    });
    const findings = closeness === 'typed' ? all : all.filter(({ code }) => TRUTHS.includes(code));
    const before = stored.get(`${unitId} ${period}`) ?? {};
    const isUnmoved = (cell: string) => saysSame(texts[cell] ?? '', before[cell] ?? '');
    return {
      ...{ formId: form.formId, period, unitId, formName: form.name },
      stored: before,
      rows: (given.get(`${unitId} ${period}`) ?? NOTHING).rows,
      findings,
      unmoved: new Set(findings.map(finding => finding.at).filter(isUnmoved)),
    };
  };
  const judged: JudgedForm[] = [];
  await eachInSlices(unitIds, unitId => void judged.push(judge(unitId)), FORMS_OF_SLICE);
  return judged;
};

/** Cells of several periods, the latest first, as a series of each cell. */
const seriesOf = (periods: readonly CellTexts[]): Record<string, (string | null)[]> => {
  const series: Record<string, (string | null)[]> = {};
  for (const [back, cells] of periods.entries())
    for (const [cell, value] of Object.entries(cells)) {
      series[cell] ??= periods.map(() => null);
      series[cell][back] = value ?? null;
    }
  return series;
};
