import { describe, expect, it } from 'vitest';
import { type AskingForm, askedTwice, burdenOf, medianOf } from './burden';

const asking = (formId: string, more: Partial<AskingForm>): AskingForm => ({
  ...{ formId, name: formId, frequency: 'month', level: 'school', tags: [], minutes: 10, cells: 20, figures: [] },
  ...more,
});

describe('the burden of a unit', () => {
  const forms = [
    asking('month', { figures: [{ code: 'A', name: '甲' }] }),
    asking('quarter', { frequency: 'quarter', cells: 30, minutes: 30, figures: [{ code: 'A', name: '甲' }] }),
    asking('week', { frequency: 'week', tags: ['primary'], cells: 3, minutes: 1 }),
    asking('county', { level: 'county', figures: [{ code: 'A', name: '甲' }] }),
  ];

  it('is what is asked of its kind and tags, by the month', () => {
    expect(burdenOf(forms, { kind: 'school', tags: [] })).toEqual({ forms: 2, cells: 30, minutes: 20 });
    expect(burdenOf(forms, { kind: 'school', tags: ['primary', 'urban'] })).toEqual({
      forms: 3,
      cells: 43,
      minutes: 24.3,
    });
    expect(burdenOf(forms, { kind: 'department', tags: [] })).toEqual({ forms: 0, cells: 0, minutes: 0 });
  });

  it('tells what one unit is asked twice', () => {
    const shapes = [
      { kind: 'school' as const, tags: [], count: 4 },
      { kind: 'county' as const, tags: [], count: 2 },
    ];
    expect(askedTwice(forms, shapes)).toEqual([
      {
        code: 'A',
        name: '甲',
        units: 4,
        forms: [
          { formId: 'month', name: 'month' },
          { formId: 'quarter', name: 'quarter' },
        ],
      },
    ]);
  });

  it('has a middle by units', () => {
    expect(
      medianOf([
        { value: 10, count: 1 },
        { value: 1, count: 3 },
      ]),
    ).toBe(1);
    expect(medianOf([])).toBe(0);
  });
});
