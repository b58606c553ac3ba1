import { describe, expect, it } from 'vitest';
import units from './expression/units.json';
import { clashingNames, meantBy } from './indicator-names';

const catalogue = [
  { code: 'coverage', name: '普惠性幼儿园覆盖率', aliases: ['普惠园在园幼儿占比'], unit: '%' },
  { code: 'children', name: '普惠性幼儿园在园幼儿', aliases: ['普惠园在园幼儿'], unit: '人' },
  { code: 'one-trip', name: '“一趟清”覆盖率', aliases: [], unit: '%' },
];
const meant = (name: string, unit: string | null) => meantBy(name, unit, catalogue, units)?.code ?? null;

describe('what a plan means by a name', () => {
  it('is the indicator of that name or alias, where the unit says the same number', () => {
    expect(meant('普惠性幼儿园覆盖率', '%')).toBe('coverage');
    expect(meant('普惠园在园幼儿占比', '个百分点')).toBe('coverage');
    expect(meant('普惠园在园幼儿', '名')).toBe('children');
    expect(meant('普惠园在园幼儿', '万人')).toBeNull();
    expect(meant('普惠园在园幼儿占比', '人')).toBeNull();
    expect(meant('普惠率', '%')).toBeNull();
  });

  it('does not hang on quotation marks, width and blanks; without a unit the name is enough', () => {
    expect(meant(' "一趟清" 覆盖率', '%')).toBe('one-trip');
    expect(meant('普惠性幼儿园覆盖率', null)).toBe('coverage');
  });

  it('is one: who claims a name of another is told', () => {
    const second = { code: 'second', name: '普惠园覆盖', aliases: ['普惠园　在园幼儿占比'], unit: '%' };
    expect(clashingNames([...catalogue, second])).toMatchObject([{ at: 'second', with: 'coverage' }]);
    expect(clashingNames(catalogue)).toEqual([]);
  });
});
