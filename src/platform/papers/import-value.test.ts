import { describe, expect, it } from 'vitest';
import { parseWrittenDay, parseWrittenNumber } from './import-value';
import { dayOfSerial } from './sheet-cells';

describe('days', () => {
  it.each([
    ['2026-9-8', '2026-09-08'],
    ['2026/09/08', '2026-09-08'],
    ['2026.9.8', '2026-09-08'],
    ['2026年9月8日', '2026-09-08'],
    ['２０２６年９月８日', '2026-09-08'],
    ['20260908', '2026-09-08'],
    ['2026-09-08 00:00:00', '2026-09-08'],
    ['2024-02-29', '2024-02-29'],
    ['2026-02-29', null],
    ['2026-13-01', null],
    ['26-9-8', null],
    ['9月底', null],
    ['1800-01-01', null],
  ])('%s is %s', (text, day) => {
    expect(parseWrittenDay(text)).toBe(day);
  });

  it.each([
    [1, '1900-01-01'],
    [59, '1900-02-28'],
    [61, '1900-03-01'],
    [46293, '2026-09-28'],
    [46293.75, '2026-09-28'],
    [0, null],
    [3_000_000, null],
    [Number.NaN, null],
  ])('serial %d is %s', (serial, day) => {
    expect(dayOfSerial(serial, false)).toBe(day);
  });
});

describe('numbers', () => {
  it.each([
    ['1,234.50', 1234.5],
    ['１２％', 0.12],
    ['7.1%', 0.071],
    ['-3', -3],
    ['+3', 3],
    ['1e3', 1000],
    ['1,23', null],
    ['1 2', null],
    ['12万', null],
    ['', null],
    ['0x10', null],
    ['Infinity', null],
  ])('%s is %s', (text, number) => {
    expect(parseWrittenNumber(text)).toBe(number);
  });
});
