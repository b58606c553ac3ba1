import { say } from '../../../locales/say';
import type { SubmissionKey } from '../schema';

/** What stands in the hidden column of a template: which submission it was made for. */
export const markOf = ({ formId, period, unitId }: SubmissionKey): string => `luoshi:${formId}/${period}/${unitId}`;

/** The submission that a mark names; null for anything else. */
export const keyOfMark = (mark: unknown): SubmissionKey | null => {
  const [, formId, period, unitId] = /^luoshi:(\d{1,19})\/([\dA-Z-]{4,8})\/(\d{1,19})$/.exec(String(mark)) ?? [];
  return formId && period && unitId ? { formId, period, unitId } : null;
};

/** Words of the workbooks in a language. */
export const wordsIn =
  (language: string) =>
  (key: string, values: Record<string, unknown> = {}): string =>
    say(language, `form-papers:${key}`, values);

/** A number as a spreadsheet keeps it (15 digits) or as people write it (1,200; １２; 97%), as plain text; anything else as it stands. */
export const plainText = (value: string | number | null, unit: string): string => {
  if (value === null) return '';
  const text = String(value).normalize('NFKC').trim();
  const written = unit === '%' ? text.replace(/\s*%$/, '') : text;
  const bare = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(written) ? written.replaceAll(',', '') : written;
  if (!/^[+-]?\d+(\.\d+)?(e[+-]?\d{1,2})?$/i.test(bare)) return text;
  if (!/e/i.test(bare) && bare.replace(/\D/g, '').length <= 15) return bare.replace(/^\+/, '');
  const number = Number(Number(bare).toPrecision(15));
  return /e/i.test(String(number)) ? text : String(number);
};
