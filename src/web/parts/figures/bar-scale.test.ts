import { describe, expect, it } from 'vitest';
import { barScale } from './bar-scale';

describe('the scale of bars', () => {
  it('begins at zero, and ends at 100 for rates', () => {
    expect(barScale(['96.5', null], '%')?.bar('96.5')).toEqual({ left: '0.00%', width: '96.50%' });
    expect(barScale(['1.2', '0.6'], '%')?.bar('0.6')).toEqual({ left: '0.00%', width: '50.00%' });
    expect(barScale(['30', '60'], '所')?.bar('30')).toEqual({ left: '0.00%', width: '50.00%' });
  });

  it('lets bars go to the left of zero', () => {
    const scale = barScale(['-10', '30'], '所');
    expect(scale?.bar('-10')).toEqual({ left: '0.00%', width: '25.00%' });
    expect(scale?.bar('30')).toEqual({ left: '25.00%', width: '75.00%' });
  });

  it('holds zeros, and is nothing without values', () => {
    expect(barScale(['0'], '起')?.bar('0')).toEqual({ left: '0.00%', width: '0.00%' });
    expect(barScale([null], '%')).toBeNull();
  });
});
