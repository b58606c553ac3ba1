import { expect, it } from 'vitest';
import { dateInSentence, timeInChina } from './format-date';

it('writes a date in a sentence with its weekday', () => {
  expect(dateInSentence('2026-03-31', '2026-09-28', 'zh-CN')).toBe('3月31日（周二）');
  expect(dateInSentence('2026-03-31', '2026-09-28', 'en')).toBe('Tue 31 Mar');
});

it('names the year where it is another one', () => {
  expect(dateInSentence('2027-01-04', '2026-09-28', 'zh-CN')).toBe('2027年1月4日（周一）');
});

it('keeps Beijing time wherever the reader sits', () => {
  expect(timeInChina('2026-03-31T16:30:00Z')).toEqual({ date: '2026-04-01', time: '00:30' });
});
