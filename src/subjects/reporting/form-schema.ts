import { z } from 'zod';
import type { Finding } from '../../kernel/finding';
import { frequencies } from '../../kernel/period';
import type { DateText, Id } from '../../platform/database/tables';
import { day } from '../../platform/day';
import type { FigureKind } from '../indicators/schema';
import { id, type UnitKind, unitKinds } from '../org/schema';
import type { DerivedRow } from './entry-schema';
import type { Exceptions } from './review-schema';
import type { FormCheck, FormTiming } from './schema';

/** 期 as a code: 2026, 2026-S1, 2026-Q3, 2026-08, 2026-W35. */
export const periodCode = z.string().regex(/^(19|20|21)\d\d(-(0[1-9]|1[0-2]|S[12]|Q[1-4]|W(0[1-9]|[1-4]\d|5[0-3])))?$/);

const text = (max: number) => z.string().trim().max(max);
const version = z.coerce.number().int().min(0);
const decimal = z
  .string()
  .max(30)
  .regex(/^-?\d{1,20}(\.\d{1,8})?$/);

/** A figure of a form. `mode` show: reported with another form, seen here filled in and not asked again. */
export const formFigureInput = z.object({
  code: z.string().max(60),
  section: text(60).default(''),
  mode: z.enum(['ask', 'show']).default('ask'),
  required: z.boolean().default(true),
  /** A change against the period before of more than so many percent has to be explained. */
  changeLimit: decimal.nullable().default(null),
});

/** A check as it is written: `A + B == C`; `previous(A)` and `lastYear(A)` look back. */
export const formCheckInput = z.object({
  text: z.string().trim().min(1).max(2_000),
  level: z.enum(['must-fix', 'must-explain']),
  message: z.string().trim().min(1).max(200),
});

export const formTimingInput = z.object({
  /** Calendar days from the period's last day; negative: before it is over. */
  opens: z.number().int().min(-366).max(366),
  /** Working days after the period's last day. */
  due: z.number().int().min(-60).max(250),
  /** Working days after the due day. */
  locks: z.number().int().min(0).max(250),
});

export const formBody = z.object({
  code: z
    .string()
    .trim()
    .max(60)
    .regex(/^[A-Z][A-Z0-9_]*$/),
  name: z.string().trim().min(1).max(100),
  guidance: text(4_000).default(''),
  frequency: z.enum(frequencies),
  level: z.enum(unitKinds),
  tags: z.array(z.string().trim().min(1).max(40)).max(20).default([]),
  keeperUnitId: id.nullable().default(null),
  minutes: z.number().int().min(1).max(10_000).default(10),
  timing: formTimingInput,
  validFrom: day.default('1900-01-01'),
  validTo: day.nullable().default(null),
  figures: z.array(formFigureInput).min(1).max(500),
  checks: z.array(formCheckInput).max(200).default([]),
});

/**
 * `formId` with its `version` changes a form, without it is a new one. `letGo`: codes of figures of which units have handed in or typed
 * something, and that may leave the form all the same.
 */
export const saveFormInput = formBody.extend({
  formId: id.optional(),
  version: version.optional(),
  letGo: z.array(z.string().max(60)).max(500).default([]),
});
export type SaveFormInput = z.output<typeof saveFormInput>;

/** A form while it is drawn up: what is not said yet is left out, a check may be half a formula. */
export const checkFormInput = formBody
  .pick({ frequency: true, level: true, tags: true, validFrom: true, validTo: true })
  .extend({
    formId: id.optional(),
    figures: z.array(formFigureInput.pick({ code: true, mode: true })).max(500),
    checks: z
      .array(z.object({ text: z.string().max(2_000), level: formCheckInput.shape.level, message: z.string().max(200) }))
      .max(200),
  });
export type CheckFormInput = z.output<typeof checkFormInput>;

export const formInput = z.object({ formId: id });
export const importFormsInput = z.object({
  pack: z
    .string()
    .max(40)
    .regex(/^[a-z][a-z0-9-]*$/),
});

/** A window: opened by hand before its day, or again after it. Without days those of the form's timing are taken. */
const windowDays = { opensOn: day, dueOn: day, locksOn: day };
export const openWindowInput = z.object({ formId: id, period: periodCode });
export const setWindowInput = z.object({ formId: id, period: periodCode, version, ...windowDays });
export const windowsInput = z.object({ formId: id });
export const missingInput = z.object({ formId: id, period: periodCode });

const submissionKey = { formId: id, period: periodCode, unitId: id };
/** 免报: `reason` null takes the exemption back. */
export const exemptInput = z.object({
  ...submissionKey,
  version,
  reason: z.string().trim().min(1).max(500).nullable(),
});
/** 延期: `until` null takes it back. */
export const extendInput = z.object({
  ...submissionKey,
  version,
  until: day.nullable(),
  reason: z.string().trim().min(1).max(500),
});

/** A form in the list. `cells`: how many cells it asks of a unit. */
export type FormRow = {
  id: Id;
  code: string;
  name: string;
  frequency: z.output<typeof formBody>['frequency'];
  level: UnitKind;
  tags: string[];
  keeperUnitId: Id | null;
  keeperName: string | null;
  minutes: number;
  figures: number;
  cells: number;
  checks: number;
  validFrom: DateText;
  validTo: DateText | null;
  pack: string | null;
  version: number;
  /** The window that is open now, or else the last; null where there was none. */
  window: { period: string; opensOn: DateText; dueOn: DateText; locksOn: DateText } | null;
  /** Of that window, as far as the caller sees units: expected, handed in (at least), approved, accepted. */
  tally: WindowTally | null;
  /** May the caller change the form and its windows? */
  mayKeep: boolean;
};

export type WindowTally = { expected: number; submitted: number; approved: number; accepted: number; onTime: number };

/** A figure of a form as pages get it. */
export type FormFigure = {
  figureId: Id;
  code: string;
  name: string;
  meaning: string;
  unit: string;
  kind: FigureKind;
  decimals: number;
  low: string | null;
  high: string | null;
  /** The options of its dimension, empty without: a cell is `CODE` then, else `CODE.option`. */
  categories: { code: string; name: string }[];
  section: string;
  mode: 'ask' | 'show';
  required: boolean;
  changeLimit: string | null;
  /** mode show: the form in which it is asked. */
  askedIn: { formId: Id; name: string } | null;
};

/** `reporting.form` */
export type FormPage = Omit<FormRow, 'figures' | 'checks' | 'window' | 'tally'> & {
  guidance: string;
  timing: FormTiming;
  figures: FormFigure[];
  checks: FormCheck[];
};

/** A figure that a change takes out of a form, or leaves there only to be seen. */
export type LeavingFigure = {
  code: string;
  name: string;
  to: 'gone' | 'shown';
  /** How often a unit handed it in with this form. What was handed in stays and counts. */
  handedIn: number;
  /** In how many drafts it is typed: that is lost. */
  typed: number;
};

/** A label (单位标签) with what the packs call it, and how many units have it. */
export type UnitTag = { tag: string; name: string; units: number };
/** A form that is asked only of units with all of these labels; its name for whoever may see forms. */
export type TaggedForm = { id: Id; name: string | null; level: UnitKind; tags: string[] };
/** `reporting.unitTags`: the labels of the body's units and forms, each with the forms that ask by it. */
export type TagInUse = UnitTag & { forms: TaggedForm[] };

/** What a change meets in a form that is in use. */
export type FormInUse = {
  /** A window was opened already: frequency and level are fixed. */
  isOpened: boolean;
  /** Windows that units can still fill in, newest first, and how many units have them before them, or have handed in. */
  running: { periods: string[]; waiting: number; handedIn: number };
  leaving: LeavingFigure[];
};

/** `reporting.checkForm` */
export type CheckedForm = {
  /** `at`: `checks[2]:4-9`, `figures[CODE]`. */
  findings: Finding[];
  /** How many units it is asked of today. */
  units: number;
  /** The labels (单位标签) that units of its level have, with how many have each. */
  tags: UnitTag[];
  /** The checks that are right, and the indicators that these figures alone give: for the form as it will be seen. */
  checks: FormCheck[];
  derived: DerivedRow[];
  inUse: FormInUse | null;
};

/** `reporting.saveForm` */
export type SavedForm = { formId: Id; version: number };
/** `reporting.importForms`: codes; a form that is here already under its code is left alone. */
export type ImportedForms = { created: string[]; kept: string[] };

/** `reporting.windows`: newest first. `state` on the caller's day. */
export type WindowRow = {
  period: string;
  startsOn: DateText;
  endsOn: DateText;
  opensOn: DateText;
  dueOn: DateText;
  locksOn: DateText;
  closedAt: string | null;
  state: 'coming' | 'open' | 'late' | 'locked' | 'closed';
  version: number;
  tally: WindowTally;
  /** Units with an exemption or a later day. */
  exceptions: { unitId: Id; unitName: string; exempt: string | null; extendedTo: DateText | null; version: number }[];
};
export type WindowsPage = {
  formId: Id;
  mayKeep: boolean;
  windows: WindowRow[];
  next: NextWindow | null;
  /** Years without announced holidays: days that fall into them were reckoned by Mondays to Fridays. */
  unannounced: string[];
};
/** `reporting.missing`: who has not handed in, by the group they are counted in; a closed window reminds nobody. */
export type MissingUnits = {
  groups: { groupId: Id; groupName: string; units: (Exceptions['missing'][number] & { mayRemind: boolean })[] }[];
};
/** The period that opens next by itself, with its days. */
export type NextWindow = { period: string; opensOn: DateText; dueOn: DateText; locksOn: DateText };

/** `reporting.openWindow`: how many units it is expected of that were not before. */
export type OpenedWindow = { period: string; opensOn: DateText; dueOn: DateText; locksOn: DateText; expected: number };

/** 填报负担 of units: the heaviest first. */
export const burdenInput = z.object({ limit: z.coerce.number().int().min(1).max(500).default(50) });
export type BurdenRow = {
  unitId: Id;
  unitName: string;
  unitKind: UnitKind;
  parentName: string | null;
  /** Forms that are asked of it. */
  forms: number;
  /** Cells asked per month, with one decimal: those of a quarterly form count a third. */
  cells: number;
  /** Minutes per month, with one decimal. */
  minutes: number;
};
export type BurdenPage = {
  units: BurdenRow[];
  /** How many units the figures below are of. */
  count: number;
  median: { cells: number; minutes: number };
  forms: { formId: Id; name: string; units: number; cells: number; minutes: number; cellsPerMonth: number }[];
  /** Figures asked of the same unit more than once: in two forms, or in two rhythms. */
  twice: { code: string; name: string; forms: { formId: Id; name: string }[]; units: number }[];
};
