import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { sayIssue } from './say-issue';
import { sayRefusal } from './say-refusal';

const schema = z.object({
  on: z.iso.date(),
  count: z.number().int().min(3).max(9),
  kind: z.enum(['jia', 'yi']),
  name: z.string().min(2).max(3),
  units: z.array(z.string()).min(1),
  code: z.string().regex(/^x/),
  value: z.union([z.number(), z.null()]),
});
const good = { on: '2026-03-31', count: 4, kind: 'jia', name: '甲乙', units: ['1'], code: 'x', value: 1 };
const issuesOf = (changed: object) => schema.strict().safeParse({ ...good, ...changed }).error!.issues;
const said = (changed: object, language = 'zh-CN') => sayIssue(language, issuesOf(changed)[0]!);

describe('what a schema has against an input', () => {
  it('is said in the language of the office', () => {
    expect(said({ on: '三月' })).toBe('不是日期（应如 2026-03-31）');
    expect(said({ count: '4' })).toBe('应填数');
    expect(said({ count: 2 })).toBe('不能小于 3');
    expect(said({ count: 10 })).toBe('不能大于 9');
    expect(said({ kind: 'bing' })).toBe('只能是 jia、yi');
    expect(said({ name: '甲' })).toBe('至少 2 个字');
    expect(said({ name: '甲乙丙丁' })).toBe('最多 3 个字');
    expect(said({ name: undefined })).toBe('应填文字');
    expect(said({ units: [] })).toBe('至少 1 项');
    expect(said({ code: 'y' })).toBe('格式不对');
    expect(said({ value: 'x' })).toBe('不符合任何一种允许的写法');
    expect(said({ other: 1 })).toBe('没有这些项：other');
  });

  it('and in English', () => {
    expect(said({ on: '三月' }, 'en')).toBe('is no date (like 2026-03-31)');
    expect(said({ other: 1 }, 'en')).toBe('has unknown fields: other');
  });

  it('names the field in the sentence of the refusal', () => {
    const refusal = { code: 'invalid-input', detail: { field: 'on', reason: '', issues: issuesOf({ on: '' }) } };
    expect(sayRefusal('zh-CN', refusal)).toBe('填写的内容有误：on 不是日期（应如 2026-03-31）');
    expect(sayRefusal('zh-CN', { code: 'not-found', detail: {} })).not.toBe('');
  });
});
