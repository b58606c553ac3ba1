import { describe, expect, it } from 'vitest';
import { lineRuns } from './line-runs';

describe('a line with missing periods', () => {
  it('breaks where a period is missing', () => {
    expect(lineRuns(['1', '2', null, '0', null, null, '5'])).toEqual([[0, 1], [3], [6]]);
  });

  it('is nothing where nothing was reported', () => {
    expect(lineRuns([null, null])).toEqual([]);
    expect(lineRuns([])).toEqual([]);
  });
});
