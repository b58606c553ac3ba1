import { sql } from 'kysely';
import { shiftPeriod, shiftYear } from '../../../kernel/period';
import type { Db } from '../../../platform/database/connect';
import type { Id } from '../../../platform/database/tables';
import { codesOf } from '../../indicators/rules/expression/codes-of';
import type { CellTexts } from '../entry-schema';
import { cellNameOf } from '../rules/cell-name';
import { checkCells } from '../rules/check-cells';
import { MOST_BACK } from '../rules/check-truths';
import type { CellWrite, FormCheck, SubmissionKey } from '../schema';
import { type AskedFigure, cellNameIn, figuresJson } from './form-figures';

/** A cell that comes in, with the row that says it. */
export type RowCell = CellWrite & { row: number };

/** A must-fix check that would not hold; `row` says the cell it is shown at, or else is the first of its submission. */
export type BrokenCheck = { code: 'check-fails' | 'cumulative-falls'; row: number; values: Record<string, string> };

type CheckingForm = { formId: Id; checks: FormCheck[]; figures: AskedFigure[] };

const UNITS_AT_ONCE = 5_000;

/** The forms that have something to check at all, with no more of them than their checks name. */
const checkingForms = async (db: Db, tenantId: Id, formIds: readonly Id[]): Promise<CheckingForm[]> => {
  const { rows } = await sql<CheckingForm>`
    select f.id as form_id, f.checks, ${figuresJson()} as figures from forms f
    where f.tenant_id = ${tenantId} and f.id = any(${[...formIds]}::bigint[])`.execute(db);
  return rows.flatMap(({ formId, checks, figures }) => {
    const musts = checks.filter(({ level }) => level === 'must-fix');
    const named = new Set(musts.flatMap(({ expression }) => codesOf(expression)).map(({ code }) => code));
    const looked = figures
      .filter(({ code, kind }) => named.has(code) || kind === 'cumulative')
      // Blank cells, leaps and outliers are for those who type; what comes from outside only has to be true.
      .map(figure => ({ ...figure, required: false, changeLimit: null }));
    return looked.length > 0 ? [{ formId, checks: musts, figures: looked }] : [];
  });
};

/** How many periods back a form's checks look, and whether a year back. */
const reachOf = ({ checks, figures }: CheckingForm): { back: number; lastYear: boolean } => {
  const shifts = checks.flatMap(({ expression }) => codesOf(expression)).map(({ shift }) => shift);
  return {
    back: figures.some(({ kind }) => kind === 'cumulative')
      ? MOST_BACK
      : Math.min(MOST_BACK, Math.max(0, ...shifts.map(({ periods }) => -periods))),
    lastYear: shifts.some(({ years }) => years === -1),
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

type Given = { cells: CellTexts; rows: Map<string, number>; firstRow: number };

/** What rows say, by unit and period: of the figures that are looked at, whichever form brought them. */
const givenCells = (cells: readonly RowCell[], figures: readonly AskedFigure[]): Map<string, Given> => {
  const codes = new Map(figures.map(({ figureId, code }) => [figureId, code]));
  const given = new Map<string, Given>();
  for (const { unitId, period, figureId, category, value, row } of cells) {
    const code = codes.get(figureId);
    if (code === undefined) continue;
    const key = `${unitId} ${period}`;
    const one = given.get(key) ?? { cells: {}, rows: new Map<string, number>(), firstRow: row };
    const cell = cellNameOf(code, category);
    one.cells[cell] = value ?? '';
    one.rows.set(cell, row);
    given.set(key, one);
  }
  return given;
};

/**
 * The must-fix checks (审核关系, 累计数不减) that would not hold once these cells are written, over what is stored: read a form and
 * period at a time, for all its units together. Nothing is written for it, so that a trial run asks the same.
 */
export async function brokenChecks(
  db: Db,
  tenantId: Id,
  touched: readonly SubmissionKey[],
  cells: readonly RowCell[],
): Promise<BrokenCheck[]> {
  const broken: BrokenCheck[] = [];
  const forms = await checkingForms(db, tenantId, [...new Set(touched.map(({ formId }) => formId))]);
  for (const form of forms) {
    const given = givenCells(cells, form.figures);
    const unitsByPeriod = new Map<string, Id[]>();
    for (const { formId, period, unitId } of touched)
      if (formId === form.formId && given.has(`${unitId} ${period}`))
        unitsByPeriod.set(period, [...(unitsByPeriod.get(period) ?? []), unitId]);
    for (const [period, unitIds] of unitsByPeriod)
      for (let from = 0; from < unitIds.length; from += UNITS_AT_ONCE)
        broken.push(...(await brokenIn(db, tenantId, form, period, unitIds.slice(from, from + UNITS_AT_ONCE), given)));
  }
  return broken.sort((a, b) => a.row - b.row);
}

const brokenIn = async (
  db: Db,
  tenantId: Id,
  form: CheckingForm,
  period: string,
  unitIds: readonly Id[],
  given: ReadonlyMap<string, Given>,
): Promise<BrokenCheck[]> => {
  const reach = reachOf(form);
  const history = Array.from({ length: reach.back }, (_, at) => shiftPeriod(period, -at - 1));
  const lastYear = reach.lastYear ? [shiftYear(period, -1)] : [];
  const looked = [...new Set([period, ...history, ...lastYear])];
  const stored = await storedCells(db, tenantId, unitIds, looked, form.figures);
  return unitIds.flatMap(unitId => {
    const at = (code: string): CellTexts => ({
      ...stored.get(`${unitId} ${code}`),
      ...given.get(`${unitId} ${code}`)?.cells,
    });
    const { rows, firstRow } = given.get(`${unitId} ${period}`)!;
    const found = checkCells(
      { figures: form.figures, checks: form.checks, derived: [] },
      {
        period,
        texts: at(period),
        previous: at(shiftPeriod(period, -1)),
        lastYear: at(shiftYear(period, -1)),
        history: { periods: history, values: seriesOf(history.map(at)) },
      },
    );
    return found.flatMap(({ code, at: cell, values }): BrokenCheck[] => {
      const row = rows.get(cell);
      if (code === 'check') return [{ code: 'check-fails', row: row ?? firstRow, values }];
      return code === 'cumulative-falls' && row !== undefined ? [{ code, row, values }] : [];
    });
  });
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
