import type { Frequency } from '../../../kernel/period';
import type { UnitKind } from '../../../subjects/org/schema';
import type { FormPage } from '../../../subjects/reporting/form-schema';
import type { InputOf } from '../../api';
import type { CheckDraft } from './check-fields';
import { type FormLine, figuresOf, linesOf } from './form-lines';

/** A form as it is typed; numbers and days as text, '' where nothing is said. `version` as it was seen. */
export type FormText = {
  version: number | null;
  code: string;
  name: string;
  guidance: string;
  frequency: Frequency;
  level: UnitKind;
  tags: string[];
  keeperUnitId: string | null;
  minutes: string;
  timing: { opens: string; due: string; locks: string };
  validFrom: string;
  validTo: string;
  lines: readonly FormLine[];
  checks: CheckDraft[];
};

/** Since ever: what the day of a form's beginning is where nobody said one. */
const EVER = '1900-01-01';

export const textOf = ({ timing, ...form }: FormPage): FormText => ({
  version: form.version,
  code: form.code,
  name: form.name,
  guidance: form.guidance,
  frequency: form.frequency,
  level: form.level,
  tags: form.tags,
  keeperUnitId: form.keeperUnitId,
  minutes: String(form.minutes),
  timing: { opens: String(timing.opens), due: String(timing.due), locks: String(timing.locks) },
  validFrom: form.validFrom === EVER ? '' : form.validFrom,
  validTo: form.validTo ?? '',
  lines: linesOf(form.figures),
  checks: form.checks.map(({ text, level, message }, key) => ({ key, text, level, message })),
});

/** A form that nobody has drawn up yet. */
export const blankText = (keeperUnitId: string | null): FormText => ({
  version: null,
  code: '',
  name: '',
  guidance: '',
  frequency: 'month',
  level: 'school',
  tags: [],
  keeperUnitId,
  minutes: '10',
  timing: { opens: '0', due: '5', locks: '5' },
  validFrom: '',
  validTo: '',
  lines: [],
  checks: [],
});

const common = ({ frequency, level, tags, validFrom, validTo }: FormText) => ({
  ...{ frequency, level, tags, validFrom: validFrom || EVER, validTo: validTo || null },
});

/** What the server is asked about while it is typed. */
export const checkInputOf = (text: FormText, formId: string | null): InputOf<'reporting.checkForm'> => ({
  ...(formId ? { formId } : {}),
  ...common(text),
  figures: figuresOf(text.lines).map(({ code, mode }) => ({ code, mode })),
  checks: text.checks.map(({ text, level, message }) => ({ text, level, message })),
});

/** What is saved. `letGo`: figures that may leave though units have typed them. */
export const saveInputOf = (
  text: FormText,
  formId: string | null,
  version: number | null,
  letGo: string[],
): InputOf<'reporting.saveForm'> => ({
  ...(formId ? { formId, version: version ?? 0 } : {}),
  ...common(text),
  code: text.code.trim(),
  name: text.name.trim(),
  guidance: text.guidance,
  keeperUnitId: text.keeperUnitId,
  minutes: Number(text.minutes),
  timing: { opens: Number(text.timing.opens), due: Number(text.timing.due), locks: Number(text.timing.locks) },
  figures: figuresOf(text.lines),
  checks: text.checks.map(({ text, level, message }) => ({ text, level, message })),
  letGo,
});

const isWhole = (text: string): boolean => /^-?\d+$/.test(text.trim());
/** A limit of change: nothing, or a number. */
export const isLimit = (text: string): boolean => text.trim() === '' || /^\d+(\.\d+)?$/.test(text.trim());

export type Missing = 'name' | 'code' | 'minutes' | 'timing' | 'figures' | 'limits' | 'checks';

/** What cannot be sent yet, by the name of what is missing. Whether it is right is another question: the server's. */
export const missingIn = ({ name, code, minutes, timing, lines, checks }: FormText): Missing[] => {
  const figures = lines.filter(line => line.kind === 'figure');
  const holds: [Missing, boolean][] = [
    ['name', name.trim() !== ''],
    ['code', /^[A-Z][A-Z0-9_]*$/.test(code.trim())],
    ['minutes', isWhole(minutes) && Number(minutes) >= 1],
    ['timing', Object.values(timing).every(isWhole)],
    ['figures', figures.length > 0],
    ['limits', figures.every(({ changeLimit }) => isLimit(changeLimit))],
    ['checks', checks.every(({ text, message }) => text.trim() !== '' && message.trim() !== '')],
  ];
  return holds.filter(([, isThere]) => !isThere).map(([what]) => what);
};
