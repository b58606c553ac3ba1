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
