import type { TFunction } from 'i18next';
import { describe, expect, it } from 'vitest';
import { auditChanges } from './audit-changes';

const t = ((key: string, fallback: string | { defaultValue: string }) =>
  key === 'task:field.title' ? '任务' : typeof fallback === 'string' ? fallback : fallback.defaultValue) as TFunction;

describe('what an entry says', () => {
  it('is each field from what to what, under its name where it has one', () => {
    expect(auditChanges(t, { before: { title: '甲', version: 3 }, after: { title: '乙', version: 4 } })).toEqual([
      { field: '任务', from: '甲', to: '乙' },
      { field: 'version', from: '3', to: '4' },
    ]);
  });

  it('of a new thing or a removed one is all there is', () => {
    expect(auditChanges(t, { before: null, after: { units: ['1'], note: '' } })).toEqual([
      { field: 'units', from: null, to: '["1"]' },
    ]);
    expect(auditChanges(t, { before: { role: 'leader' }, after: null })).toEqual([
      { field: 'role', from: 'leader', to: null },
    ]);
  });

  it('leaves away what stayed, and what only one side tells', () => {
    expect(auditChanges(t, { before: { a: 1, b: 2 }, after: { a: 1 } })).toEqual([]);
  });
});
