import { dateInSentence } from '../../parts/format-date';

/** 12月31日: a date within a bracket, where a weekday in a second one would be too much. */
export const dayWords = (on: string, today: string, language: string): string =>
  dateInSentence(on, today, language).replace(/（周.）$/, '');
