import type { Frequency } from '../../../kernel/period';
import type { Id } from '../../../platform/database/tables';
import type { UnitKind } from '../../org/schema';
import type { BurdenPage } from '../form-schema';

/** What a form asks of one unit in one period. */
export type AskingForm = {
  formId: Id;
  name: string;
  frequency: Frequency;
  level: UnitKind;
  tags: readonly string[];
  minutes: number;
  cells: number;
  figures: readonly { code: string; name: string }[];
};

// A year has so many of each; a month a twelfth.
const perYear: Record<Frequency, number> = { week: 52, month: 12, quarter: 4, term: 2, year: 1 };

/** How many periods of a frequency a month has: 1, a third for a quarter. */
export const periodsPerMonth = (frequency: Frequency): number => perYear[frequency] / 12;

/** A form is asked of a unit of its level that has all its tags. */
export const isAskedOf = (form: Pick<AskingForm, 'level' | 'tags'>, unit: UnitShape): boolean =>
  form.level === unit.kind && form.tags.every(tag => unit.tags.includes(tag));

/** Units that are asked the same: their kind and tags, and how many there are. */
export type UnitShape = { kind: UnitKind; tags: readonly string[] };

const oneDecimal = (value: number): number => Math.round(value * 10) / 10;

export type Burden = { forms: number; cells: number; minutes: number };

/** What is asked of a unit per month. */
export const burdenOf = (forms: readonly AskingForm[], unit: UnitShape): Burden => {
  const asking = forms.filter(form => isAskedOf(form, unit));
  const perMonth = (of: (form: AskingForm) => number) =>
    oneDecimal(asking.reduce((sum, form) => sum + of(form) * periodsPerMonth(form.frequency), 0));
  return { forms: asking.length, cells: perMonth(({ cells }) => cells), minutes: perMonth(({ minutes }) => minutes) };
};

/** The value in the middle when each of these is there `count` times; 0 where there is none. */
export const medianOf = (values: readonly { value: number; count: number }[]): number => {
  const sorted = values.toSorted((a, b) => a.value - b.value);
  const half = sorted.reduce((sum, { count }) => sum + count, 0) / 2;
  let passed = 0;
  for (const { value, count } of sorted) {
    passed += count;
    if (passed >= half) return value;
  }
  return 0;
};

/** Figures that some unit is asked by more than one form: in two rhythms, or twice. */
export const askedTwice = (
  forms: readonly AskingForm[],
  shapes: readonly (UnitShape & { count: number })[],
): BurdenPage['twice'] => {
  const found = new Map<string, BurdenPage['twice'][number]>();
  for (const shape of shapes) {
    const asking = forms.filter(form => isAskedOf(form, shape));
    const byFigure = new Map<string, AskingForm[]>();
    for (const form of asking)
      for (const { code } of form.figures) byFigure.set(code, [...(byFigure.get(code) ?? []), form]);
    for (const [code, twice] of byFigure) {
      if (twice.length < 2) continue;
      const name = twice[0]!.figures.find(figure => figure.code === code)!.name;
      const entry = found.get(code) ?? { code, name, forms: [], units: 0 };
      entry.units += shape.count;
      for (const { formId, name: formName } of twice)
        if (!entry.forms.some(form => form.formId === formId)) entry.forms.push({ formId, name: formName });
      found.set(code, entry);
    }
  }
  return [...found.values()].sort((a, b) => b.units - a.units || a.code.localeCompare(b.code));
};
