import { periodOn, shiftPeriod } from '../../../kernel/period';
import type { FigureRow } from '../../../subjects/indicators/definitions/schema';
import type { EntryPage } from '../../../subjects/reporting/entry-schema';
import type { CheckedForm, FormFigure } from '../../../subjects/reporting/form-schema';
import { figuresOf } from './form-lines';
import { type FormText, isLimit } from './form-text';

/** Another form that asks the figure of the same kind of unit in the same rhythm. */
export const askedElsewhere = (
  { forms }: Pick<FigureRow, 'forms'>,
  { level, frequency }: Pick<FormText, 'level' | 'frequency'>,
  formId: string | null,
) => forms.find(form => form.level === level && form.frequency === frequency && form.id !== formId) ?? null;

/** The figures of a form as units will see them; what the catalogue does not know is left out. */
export const figuresDrawn = (
  text: FormText,
  known: ReadonlyMap<string, FigureRow>,
  formId: string | null,
): FormFigure[] =>
  figuresOf(text.lines).flatMap(({ code, section, mode, required, changeLimit }) => {
    const figure = known.get(code);
    if (!figure) return [];
    const { id, name, meaning, unit, kind, decimals, low, high, categories } = figure;
    const other = mode === 'show' ? askedElsewhere(figure, text, formId) : null;
    return [
      {
        ...{ figureId: id, code, name, meaning, unit, kind, decimals, low, high, categories },
        // Half a number is none yet.
        ...{
          section,
          mode,
          required,
          changeLimit: changeLimit && isLimit(changeLimit) ? changeLimit : null,
        },
        askedIn: other && { formId: other.id, name: other.name },
      },
    ];
  });

/** A form that nobody has been asked yet, as the page of a unit would have it: this period, nothing before it. */
export const previewPage = (
  text: FormText,
  figures: FormFigure[],
  checked: CheckedForm | undefined,
  today: string,
): EntryPage => {
  const period = periodOn(text.frequency, today);
  const codes = new Set(figures.map(({ code }) => code));
  const before = { period: shiftPeriod(period.code, -1), values: {} };
  return {
    key: { formId: '', period: period.code, unitId: '' },
    form: { id: '', code: text.code, name: text.name, guidance: text.guidance, minutes: 0, keeperName: null },
    unit: { id: '', name: '', kind: text.level },
    period,
    window: { opensOn: today, dueOn: today, locksOn: today, extendedTo: null },
    ...{ daysLeft: 0, stage: 0, version: 0, draftVersion: 0, exempt: null },
    ...{ returned: null, submitted: null, approved: null, accepted: null, editable: true, bar: null },
    sections: [...new Set(figures.map(({ section }) => section))],
    figures,
    checks: checked?.checks ?? [],
    // The answer may be of a moment ago, when a figure was still there.
    derived: (checked?.derived ?? []).filter(({ text: formula }) =>
      (formula.match(/[A-Z][A-Z0-9_]*/g) ?? []).every(code => codes.has(code)),
    ),
    ...{ values: {}, draft: {}, previous: before, lastYear: before },
    history: { periods: [], values: {} },
    ...{ notes: [], changes: [] },
  };
};
