import { describe, expect, it } from 'vitest';
import { ApiError } from '../../api-error';
import { faultsOf, markedPieces } from './check-faults';

describe('faults of checks', () => {
  it('finds each check by its place in what was sent, whatever its key', () => {
    const findings = [
      { code: 'unknown-name', level: 'error', message: '没有“PUPIL”', at: 'checks[1]:0-5' },
      { code: 'units-differ', level: 'error', message: '单位不同', at: 'checks[1]:9-12' },
    ];
    const error = new ApiError('wrong-expression', '', { findings }, 400);
    const found = faultsOf(error, [{ key: 0 }, { key: 7 }]);
    expect([...found.keys()]).toEqual([7]);
    expect(found.get(7)).toEqual([
      { from: 0, to: 5, message: '没有“PUPIL”' },
      { from: 9, to: 12, message: '单位不同' },
    ]);
  });

  it('says nothing of other errors', () => {
    expect(faultsOf(new ApiError('not-permitted', '', {}, 403), [{ key: 0 }]).size).toBe(0);
    expect(faultsOf(new Error('x'), []).size).toBe(0);
  });

  it('cuts a formula into what is right and what is wrong', () => {
    expect(markedPieces('PUPIL <= 3', [{ from: 0, to: 5, message: '' }])).toEqual([
      { at: 0, text: 'PUPIL', isWrong: true },
      { at: 5, text: ' <= 3', isWrong: false },
    ]);
  });

  it('marks a place behind the end, where something is missing', () => {
    expect(markedPieces('A +', [{ from: 3, to: 3, message: '' }]).at(-1)).toEqual({
      at: 3,
      text: '\u00a0',
      isWrong: true,
    });
  });
});
