import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commonForms, passwordFault, repeatedPart, type Surroundings, strengthOf } from './password-rule';

const person: Surroundings = {
  login: 'liuyang',
  name: '刘洋',
  bodyNames: ['云川市教育局', '市教育局'],
  hasFactor: false,
};
const common = new Set(['password', 'qwertyuiop', 'iloveyou']);
const fault = (password: string, surroundings = person) =>
  passwordFault(password, surroundings, form => common.has(form));

describe('a new password', () => {
  it('is judged by its length first; characters are what one sees', () => {
    expect(fault('eleven char')).toBe('password-too-short');
    expect(fault('twelve chars')).toBeNull();
    expect(fault('春眠不觉晓处处闻啼鸟夜来')).toBeNull();
    expect(fault('🐑🐑🐎🐎🐄🐄🐖🐖🐓🐓🦆')).toBe('password-too-short');
    expect(fault('8 chars!', { ...person, hasFactor: true })).toBeNull();
  });

  it('is refused where it is common, also with digits around it, or twice', () => {
    for (const one of ['Password2026!', '2026iloveyou2026', 'qwertyuiopqwertyuiop', '111111111111', 'abcabcabcabc'])
      expect([one, fault(one)]).toEqual([one, 'password-common']);
    expect(fault('123456789012345'.repeat(2))).toBeNull();
    expect(fault('abcdefghijkl')).toBe('password-common');
    expect(fault('Admin@20262026')).toBe('password-common');
  });

  it('is refused where it holds the login, the name or the body, however written', () => {
    for (const one of [
      'my LiuYang 2026',
      'ＬＩＵＹＡＮＧ and more',
      '刘洋的长长的密码就在这里',
      '刘 洋 在云川市工作了很多年',
    ])
      expect([one, fault(one)]).toEqual([one, 'password-personal']);
    expect(fault('我在市教育局上班已经三年')).toBe('password-personal');
    // Two letters stand in every other sentence.
    expect(fault('a listener in the lilies', { ...person, login: 'li' })).toBeNull();
  });

  it('knows no rule of composition: long and no repetition is enough, whatever it is made of', () => {
    const quiet: Surroundings = { login: 'q#', name: '', bodyNames: [], hasFactor: false };
    const letters = ['abcdefghij ', '0123456789', '落实工作要点', 'ABCxyz019!~'].map(set =>
      fc.string({ unit: fc.constantFrom(...set), minLength: 12, maxLength: 60 }),
    );
    fc.assert(
      fc.property(fc.oneof(...letters), password => {
        const found = passwordFault(password, quiet, () => false);
        const forms = commonForms(password);
        const repeated = forms.some(form => form.length < 4) || /^(?:0123456789|abcdefghij)/.test(forms[0]!);
        if (!repeated) expect(found).toBeNull();
        expect(found).not.toBe('password-personal');
      }),
    );
  });

  it('is never refused for being longer', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 12, maxLength: 60 }),
        fc.string({ minLength: 1, maxLength: 60 }),
        (start, more) => {
          if (fault(start) !== 'password-too-short') expect(fault(start + more)).not.toBe('password-too-short');
        },
      ),
    );
  });
});

describe('the shortest part that is repeated', () => {
  it('makes the whole', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 8 }), fc.integer({ min: 1, max: 6 }), (part, times) => {
        const found = repeatedPart(part.repeat(times));
        expect(found.length).toBeLessThanOrEqual(part.length);
        expect(found.repeat((part.length * times) / found.length)).toBe(part.repeat(times));
      }),
    );
  });
});

describe('the strength that the form shows', () => {
  it('is that of the rule: short, enough, good', () => {
    expect(
      ['eleven char', 'twelve chars', 'fifteen letters', 'aaaaaaaaaaaaaaaaaaaa'].map(one => strengthOf(one, false)),
    ).toEqual(['short', 'enough', 'good', 'short']);
    expect(strengthOf('8 chars!', true)).toBe('enough');
  });
});
