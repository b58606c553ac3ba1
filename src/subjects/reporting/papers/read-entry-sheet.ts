import type { Finding } from '../../../kernel/finding';
import { say } from '../../../locales/say';
import type { SheetSchema } from '../../../platform/papers/import-schema';
import { readWorkbook } from '../../../platform/papers/read-workbook';
import { type DraftCellInput, LONGEST_CELL } from '../entry-schema';
import type { AskedFigure } from '../reads/form-figures';
import { cellsOfFigure } from '../rules/cell-name';
import { saysSame } from '../rules/cell-number';
import { checkCell } from '../rules/check-cells';
import { submissionId } from '../rules/submission-id';
import { plainText } from '../rules/written-cell';
import { LONGEST_NOTE, type SubmissionKey } from '../schema';
import { keyOfMark, wordsIn } from './cell-mark';

const sheetIn = (language: string): SheetSchema => {
  const words = wordsIn(language);
  const field = (key: string, maxLength: number) => ({
    ...{ key, header: words(`column.${key}`), type: 'text' as const, maxLength },
  });
  return {
    name: words('sheet'),
    fields: [
      { ...field('code', 120), required: true, unique: true },
      ...['section', 'name', 'category', 'unit', 'previous'].map(key => field(key, 500)),
      { ...field('value', LONGEST_CELL), unmerged: true },
      field('note', LONGEST_NOTE),
      field('base', LONGEST_CELL),
      field('mark', 80),
    ],
  };
};

export type ReadSheet = {
  cells: DraftCellInput[];
  findings: Finding[];
  /** Of whom the template is, where that is not the submission; undefined where it says so of itself. */
  foreign?: SubmissionKey | null;
};

/**
 * Reads a filled-in 填报表 against what the form asks. Everything wrong with a cell is an error at its place (`填报!G7`); a blank cell says
 * nothing. `foreign` where it was made for another submission, or is no template at all (null).
 */
export async function readEntrySheet(
  bytes: Uint8Array,
  key: SubmissionKey,
  figures: readonly AskedFigure[],
  values: Readonly<Record<string, string>>,
  language: string,
): Promise<ReadSheet> {
  const schema = sheetIn(language);
  const reading = await readWorkbook(bytes, [schema], { language });
  const rows = reading.rows[schema.name] ?? [];
  const marks = rows.map(({ values: { mark } }) => keyOfMark(mark));
  const found = marks.find(mark => mark !== null) ?? null;
  if (!found || submissionId(found) !== submissionId(key)) return { cells: [], findings: [], foreign: found };
  const words = wordsIn(language);
  // Its own sheet of notes is nothing to be told of.
  const findings = reading.findings.filter(({ code, at }) => code !== 'unknown-sheet' || at !== words('notesSheet'));
  const byCell = new Map(figures.flatMap(figure => cellsOfFigure(figure).map(cell => [cell, figure] as const)));
  const wrong = (row: number, field: string, code: string, message: string) =>
    findings.push({ code, level: 'error', message, at: reading.placeOf(schema.name, row, field) });
  const cells: DraftCellInput[] = [];
  const seen = new Set<string>();
  for (const { row, values: said } of rows) {
    const cell = String(said.code ?? '');
    const figure = byCell.get(cell);
    if (!figure) {
      if (cell) wrong(row, 'code', 'unknown-cell', words('finding.unknown-cell', { value: cell }));
      continue;
    }
    // The reader has told of a line that is there twice.
    if (seen.has(cell)) continue;
    seen.add(cell);
    const v = plainText(said.value ?? null, figure.unit);
    if (figure.mode === 'show') {
      if (v !== '' && !saysSame(v, values[cell] ?? ''))
        wrong(row, 'value', 'not-asked', words('finding.not-asked', figure));
      continue;
    }
    const fault = checkCell(figure, cell, v);
    if (fault) wrong(row, 'value', fault.code, say(language, `form-check:${fault.code}`, fault.values));
    const n = String(said.note ?? '');
    if (v !== '') cells.push({ cell, v, base: String(said.base ?? ''), ...(n ? { n } : {}) });
  }
  return { cells, findings };
}
