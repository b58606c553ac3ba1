import type { FormPage, SaveFormInput } from '../../../subjects/reporting/form-schema';

type Body = Omit<SaveFormInput, 'letGo'>;

/** A form as it is saved again, with what was changed in it. */
export const formBodyOf = (form: FormPage, change: Partial<Body>): Body => {
  const { code, name, guidance, frequency, level, tags, keeperUnitId, minutes, timing, validFrom, validTo, version } =
    form;
  return {
    ...{ code, name, guidance, frequency, level, tags, keeperUnitId, minutes, timing, validFrom, validTo, version },
    formId: form.id,
    figures: form.figures.map(({ code, section, mode, required, changeLimit }) => ({
      ...{ code, section, mode, required, changeLimit },
    })),
    checks: form.checks.map(({ text, level, message }) => ({ text, level, message })),
    ...change,
  };
};
