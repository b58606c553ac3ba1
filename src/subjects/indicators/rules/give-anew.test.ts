import { describe, expect, it } from 'vitest';
import { balance } from './allocation';
import { withGiven, withoutUnits } from './give-anew';

const part = (unitId: string, value: string | null, weight: string | null = null) => ({
  ...{ unitId, value, weight },
  last: null,
  fixed: false,
});
const way = { rule: 'sum', direction: 'up' } as const;
const split = { whole: '200', decimals: 0, ...way };

describe('a part that a reform left in the split of another unit', () => {
  it('is taken back: what it had is missing there until it is given to others', () => {
    const parts = [part('moved', '80'), part('stays', '120')];
    expect(balance(withoutUnits(parts, ['moved']), split)).toMatchObject({ given: '120', gap: '-80', state: 'under' });
  });

  it('is given anew beside the others, and together with what the unit has already', () => {
    const parts = [part('a', '90'), part('b', '110')];
    const more = withGiven(parts, { unitId: 'moved', value: '80' }, way);
    expect(balance(more, split)).toMatchObject({ given: '280', gap: '80', state: 'over' });
    expect(withGiven(parts, { unitId: 'a', value: '80' }, way).map(({ value }) => value)).toEqual(['170', '110']);
  });

  it('of what each has to reach is the stricter one', () => {
    const each = { rule: 'each', direction: 'up' } as const;
    expect(withGiven([part('a', '90')], { unitId: 'a', value: '80' }, each)).toMatchObject([{ value: '90' }]);
  });
});
