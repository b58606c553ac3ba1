import type { Finding } from '../../../kernel/finding';
import { say } from '../../../locales/say';
import type { ImportRow } from '../../../platform/papers/import-schema';
import { readWorkbook } from '../../../platform/papers/read-workbook';
import type { DraftCellInput } from '../entry-schema';
import type { BelowHead } from '../reads/below-head';
import { saysSame } from '../rules/cell-number';
import { checkCell } from '../rules/check-cells';
import { textOf } from '../rules/merge-draft';
import { submissionId } from '../rules/submission-id';
import { barOf } from '../rules/timing';
import { plainText } from '../rules/written-cell';
import type { SubmissionKey } from '../schema';
import type { UnitBelow } from '../store/drafts-below';
import { keyOfMark, wordsIn } from './cell-mark';
import { type CellColumn, cellColumns, countySheetIn } from './county-columns';

export type ReadCounty = {
  /** What the sheet says of each unit that it says something new of. */
  units: { unit: UnitBelow; cells: DraftCellInput[] }[];
  findings: Finding[];
  foreign?: SubmissionKey | null;
};

/** What a line says otherwise than what stands; a blank cell says nothing. The county writes where nothing stood. */
const newCells = (unit: UnitBelow, { values }: ImportRow, columns: readonly CellColumn[]): DraftCellInput[] =>
  columns.flatMap(({ cell, figure }) => {
    const v = plainText(values[cell] ?? null, figure.unit);
    const stands = textOf({ draft: unit.draft?.cells ?? {}, values: unit.values }, cell);
    return v === '' || saysSame(v, stands) ? [] : [{ cell, v, base: '' }];
  });

/**
 * Reads the filled-in sheet of a county. Wrong cells, units that are not below it or not to be filled in now are errors at their place
 * (`汇总填报!D7`).
 */
export async function readCountySheet(
  bytes: Uint8Array,
  key: SubmissionKey,
  head: BelowHead,
  below: readonly UnitBelow[],
  { language, today }: { language: string; today: string },
): Promise<ReadCounty> {
  const columns = cellColumns(head.figures, language);
  const schema = countySheetIn(columns, language);
  const reading = await readWorkbook(bytes, [schema], { language });
  const rows = reading.rows[schema.name] ?? [];
  const found = rows.map(({ values: { mark } }) => keyOfMark(mark)).find(mark => mark !== null) ?? null;
  if (!found || submissionId(found) !== submissionId(key)) return { units: [], findings: [], foreign: found };
  const words = wordsIn(language);
  // Its own sheet of notes is nothing to be told of.
  const findings = reading.findings.filter(({ code, at }) => code !== 'unknown-sheet' || at !== words('notesSheet'));
  const byCode = new Map(below.map(unit => [unit.unitCode, unit]));
  const seen = new Set<string>();
  const units: ReadCounty['units'] = [];
  for (const row of rows) {
    const wrong = (field: string, code: string, message: string) =>
      findings.push({ code, level: 'error', message, at: reading.placeOf(schema.name, row.row, field) });
    const code = String(row.values.unitCode ?? '');
    const unit = byCode.get(code);
    if (!unit || seen.has(code)) {
      const fault = unit ? 'unit-twice' : 'unknown-unit';
      wrong('unitCode', fault, words(`finding.${fault}`, { value: code }));
      continue;
    }
    seen.add(code);
    const cells = newCells(unit, row, columns);
    if (cells.length === 0) continue;
    const bar = barOf({ ...head, ...unit }, today);
    if (bar) {
      const values = { unit: unit.unitName, on: unit.unitValidTo, reason: unit.exempt, locksOn: head.locksOn };
      const reason = say(language, `refusal:${bar}`, values);
      wrong('unitName', bar, words('finding.locked-unit', { name: unit.unitName, reason }));
    }
    for (const { cell, v } of cells) {
      const fault = checkCell(columns.find(one => one.cell === cell)!.figure, cell, v);
      if (fault) wrong(cell, fault.code, say(language, `form-check:${fault.code}`, fault.values));
    }
    units.push({ unit, cells });
  }
  return { units, findings };
}
