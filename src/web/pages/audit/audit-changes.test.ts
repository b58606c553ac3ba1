import type { TFunction } from 'i18next';
import { describe, expect, it } from 'vitest';
import { auditChanges } from './audit-changes';

const t = ((key: string, fallback: string | { defaultValue: string } = key) =>
  key === 'task:field.title' ? '任务' : typeof fallback === 'string' ? fallback : fallback.defaultValue) as TFunction;

const names = { unit: (id: string) => `单位${id}`, target: (id: string) => id };

describe('what an entry says', () => {
  it('is each field from what to what, under its name where it has one', () => {
    expect(
      auditChanges(t, { kind: 'unit', before: { title: '甲', version: 3 }, after: { title: '乙', version: 4 } }, names),
    ).toEqual([
      { field: '任务', from: '甲', to: '乙' },
      { field: 'version', from: '3', to: '4' },
    ]);
  });

  it('of a new thing or a removed one is all there is', () => {
    expect(auditChanges(t, { kind: 'unit', before: null, after: { units: ['1'], note: '' } }, names)).toEqual([
      { field: 'units', from: null, to: '1' },
    ]);
    expect(auditChanges(t, { kind: 'unit', before: { note: 'x' }, after: null }, names)).toEqual([
      { field: 'note', from: 'x', to: null },
    ]);
  });

  it('leaves away what stayed, and what only one side tells', () => {
    expect(auditChanges(t, { kind: 'unit', before: { a: 1, b: 2 }, after: { a: 1 } }, names)).toEqual([]);
  });

  it('says codes, lists and tables in words', () => {
    const words: Record<string, string> = {
      ...{ 'audit:value.method.equal': '平均分解', 'audit:value.between': '、', 'audit:value.then': '；' },
      ...{ 'audit:value.true': '是', 'audit:field.code': '编码' },
    };
    const spoken = ((key: string, fallback: string | { defaultValue: string } = key) =>
      words[key] ?? (typeof fallback === 'string' ? fallback : fallback.defaultValue)) as TFunction;
    const after = {
      method: 'equal',
      parts: { 27: '4', 28: '3' },
      points: [
        { on: '2026-01-31', planned: '2' },
        { on: '2026-02-28', planned: '5' },
      ],
      options: [{ code: 'g1', name: '一年级' }],
      isPublic: true,
      text: 'a {b}',
    };
    expect(auditChanges(spoken, { kind: 'allocation', before: null, after }, names).map(({ to }) => to)).toEqual([
      ...['平均分解', '单位27 4、单位28 3', '2026-01-31 2；2026-02-28 5', '编码 g1、name 一年级', '是', 'a {b}'],
    ]);
  });

  it('says a status of a report in the words of the task, and a unit by its name', () => {
    const row = { kind: 'report', before: null, after: { status: 'accepted', unitId: '3' } };
    const spoken = ((key: string) => key) as TFunction;
    expect(auditChanges(spoken, row, names).map(({ to }) => to)).toEqual(['task:report.status.accepted', '单位3']);
  });
});
