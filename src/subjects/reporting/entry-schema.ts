import { z } from 'zod';
import type { Period } from '../../kernel/period';
import type { DateText, Id, Timestamp } from '../../platform/database/tables';
import type { Expression } from '../indicators/rules/expression/expression';
import { id, type UnitKind } from '../org/schema';
import { type FormFigure, periodCode } from './form-schema';
import { type CellNoteKind, type FormCheck, LONGEST_NOTE, type Stage, type SubmissionKey } from './schema';

/** A cell by name: `CODE`, or `CODE.option` where the figure has a dimension. */
export const cellName = z
  .string()
  .max(120)
  .regex(/^[A-Z][A-Z0-9_]*(\.[^.\s]{1,50})?$/);
export const submissionKey = z.object({ formId: id, period: periodCode, unitId: id });
const version = z.number().int().min(0);

/** Longer is no number, and no slip of the keyboard either. */
export const LONGEST_CELL = 200;

/**
 * `v`: as typed ('' blanks); `n`: explanation; `base`: the text that stood there when it was typed. A page that is typed in says with `tried`
 * what it sent there before without an answer: then its own words are told from those of another page under the same name.
 */
export const draftCellInput = z.object({
  cell: cellName,
  v: z.string().max(LONGEST_CELL),
  n: z.string().trim().max(LONGEST_NOTE).optional(),
  base: z.string().max(LONGEST_CELL),
  tried: z.array(z.string().max(LONGEST_CELL)).max(20).optional(),
});
export type DraftCellInput = z.output<typeof draftCellInput>;

export const entryInput = submissionKey;
export const saveDraftInput = z.object({ key: submissionKey, cells: z.array(draftCellInput).min(1).max(5_000) });
export const submitInput = z.object({
  key: submissionKey,
  /** As the page that was looked at had them. */
  version,
  draftVersion: version,
  explanations: z
    .array(z.object({ cell: cellName, text: z.string().trim().min(1).max(LONGEST_NOTE) }))
    .max(5_000)
    .default([]),
});
export const commentInput = z.object({
  key: submissionKey,
  cell: cellName,
  body: z.string().trim().min(1).max(2_000),
  fileIds: z.array(id).max(10).default([]),
});
export const cellHistoryInput = submissionKey.extend({ cell: cellName });
export const mineInput = z.object({});
export const templateInput = submissionKey;
export const readWorkbookInput = submissionKey.extend({ fileId: id });
/** `unitId`: the county. */
export const countySheetInput = submissionKey;
export const readCountySheetInput = submissionKey.extend({ fileId: id });

/**
 * Something wrong with a cell (`at`). `must-fix` cannot be handed in; `must-explain` can, with an explanation at the cell.
 * `code` is a key of locales/…/form-check.json, `values` fill its sentence; a check of the form brings its own in `values.message`.
 */
export type CellFinding = {
  code: CellFindingCode;
  level: 'must-fix' | 'must-explain';
  at: string;
  values: Record<string, string>;
};

export const cellFindingCodes = [
  'not-a-number',
  'too-many-decimals',
  'too-large',
  'below-low',
  'above-high',
  'above-hundred',
  'required',
  'ratio-above-hundred',
  'check',
  'changed-much',
  'outlier',
  'cumulative-falls',
] as const;
export type CellFindingCode = (typeof cellFindingCodes)[number];

/** The same with its sentence in the caller's language: `message`. */
export type SaidCellFinding = CellFinding & { message: string };

/** An indicator that this form alone gives: shown beside the figures, computed as they are typed. */
export type DerivedRow = {
  code: string;
  name: string;
  unit: string;
  decimals: number;
  /** As written: `A / B`. */
  text: string;
  /** The whole, in the unit: a ratio in % is multiplied by 100 already. */
  expression: Expression;
  isRatio: boolean;
};

/** Cells by name; decimals as text. A cell without a value is not there. */
export type CellTexts = Record<string, string>;

/** Why nothing can be typed: a refusal's code. */
export type EntryBar =
  | 'not-permitted'
  | 'window-not-open'
  | 'window-locked'
  | 'figures-locked'
  | 'unit-closed'
  | 'unit-exempt';

export type EntryNote = {
  id: Id;
  cell: string;
  kind: CellNoteKind;
  body: string;
  by: string;
  at: Timestamp;
  resolvedAt: Timestamp | null;
  files: { id: Id; name: string }[];
};

/** `reporting.entry`: everything that the grid of one unit, form and period needs. */
export type EntryPage = {
  key: SubmissionKey;
  form: { id: Id; code: string; name: string; guidance: string; minutes: number; keeperName: string | null };
  unit: { id: Id; name: string; kind: UnitKind };
  period: Period;
  window: { opensOn: DateText; dueOn: DateText; locksOn: DateText; extendedTo: DateText | null };
  /** Working days to the day on which it is due for this unit; negative: late. */
  daysLeft: number;
  stage: Stage;
  version: number;
  draftVersion: number;
  exempt: string | null;
  returned: { at: Timestamp; by: string | null; reason: string | null } | null;
  submitted: { at: Timestamp; by: string | null } | null;
  approved: { at: Timestamp; by: string | null } | null;
  accepted: { at: Timestamp; by: string | null } | null;
  editable: boolean;
  bar: EntryBar | null;
  /** In order, as they stand in the figures; '' for those without a section. */
  sections: string[];
  figures: FormFigure[];
  checks: FormCheck[];
  derived: DerivedRow[];
  /** What was handed in last; for figures of mode show what was handed in with the other form. */
  values: CellTexts;
  /** What is typed and not handed in: takes the place of `values` cell by cell. `mine`: typed by the caller. */
  draft: Record<string, { v: string; n?: string; by: string; at: Timestamp; mine: boolean }>;
  previous: { period: string; values: CellTexts };
  lastYear: { period: string; values: CellTexts };
  /** The twelve periods before, the latest first; a cell's values in that order, null where nothing was reported. */
  history: { periods: string[]; values: Record<string, (string | null)[]> };
  notes: EntryNote[];
  /** Cells of `values` that are not what was approved or accepted last: what they were then, null for nothing. */
  changes: { cell: string; before: string | null }[];
};

/** `reporting.saveDraft`. All cells but the conflicts are saved. */
export type SavedDraft = {
  draftVersion: number;
  saved: number;
  conflicts: CellConflict[];
  /** Of the cells that were sent: what is no number, out of range, or not asked (not saved then). */
  findings: SaidCellFinding[];
  /** Cells that the form does not ask; they were left out. */
  notAsked: string[];
};
/** Somebody else (or the same person elsewhere) wrote there since `base`: `theirs` is what stands. */
export type CellConflict = { cell: string; mine: string; theirs: string; by: string | null; at: Timestamp | null };

/**
 * `reporting.submit`. Refused: `submission-has-errors` {findings: SaidCellFinding[]} (also must-explain without an explanation),
 * `changed-meanwhile` {version, draftVersion}, `figures-locked`, `window-locked`, `window-not-open`, `unit-closed`, `unit-exempt`.
 */
export type Submitted = { version: number; draftVersion: number; stage: Stage; changed: number; exceptions: number };

export type Commented = { noteId: Id };

/** `reporting.cellHistory`: newest first. */
export type CellHistory = {
  cell: string;
  value: string | null;
  changes: { at: Timestamp; by: string | null; before: string | null; after: string | null }[];
  notes: EntryNote[];
};

/** 待填报: where a form stands for a unit. */
export type MyFormState = 'coming' | 'due' | 'late' | 'returned' | 'done' | 'locked' | 'exempt';
export type MyForm = SubmissionKey & {
  code: string;
  name: string;
  unitName: string;
  state: MyFormState;
  stage: Stage;
  opensOn: DateText;
  dueOn: DateText;
  locksOn: DateText;
  extendedTo: DateText | null;
  /** Working days to the due day of this unit; negative: late. */
  daysLeft: number;
  minutes: number;
  cells: number;
  /** Cells typed and not handed in. */
  draftCells: number;
  returnReason: string | null;
  submittedAt: Timestamp | null;
  /** 催报: who asked for it last, while it is not handed in. */
  reminder: { at: Timestamp; by: string; text: string } | null;
};
/** A form asked of what stands below a unit of the caller's: how far that is. */
export type FormBelow = {
  formId: Id;
  period: string;
  name: string;
  unitId: Id;
  unitName: string;
  dueOn: DateText;
  locksOn: DateText;
  daysLeft: number;
  expected: number;
  submitted: number;
  approved: number;
  missing: number;
};
/** `reporting.mine`: what waits first, done last. */
export type MyForms = { forms: MyForm[]; below: FormBelow[] };

/**
 * `reporting.readWorkbook`: what the sheet says is in the draft now. With any wrong cell nothing is taken: refused
 * `workbook-has-errors` {name, count, findings: Finding[]} with places such as `填报!D7`; `wrong-template` where it was made for
 * another form, unit or period.
 */
export type ReadWorkbook = SavedDraft & { cells: { cell: string; v: string }[] };
/**
 * `reporting.readCountySheet`: the same for the units below a county at once; `saved` counts cells. What a school typed otherwise itself
 * stays, and is told.
 */
export type ReadCountySheet = {
  units: { unitId: Id; unitName: string; saved: number }[];
  conflicts: (CellConflict & { unitId: Id; unitName: string })[];
};
