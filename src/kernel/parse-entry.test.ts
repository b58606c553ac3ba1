import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainDecimal } from './decimal';
import { faultOf, parseEntry } from './parse-entry';

const people = { unit: '人', decimals: 0 };
const percent = { unit: '%', decimals: 2 };
const money = { unit: '万元' };

const textOf = (typed: string, field: Parameters<typeof parseEntry>[1] = {}) => {
  const entry = parseEntry(typed, field);
  return entry.kind === 'wrong' ? entry.fault : entry.text;
};

describe('what was typed becomes an exact decimal', () => {
  it.each([
    ['12,345.6', {}, '12345.6'],
    ['１２３', people, '123'],
    ['１２，３４５．６', {}, '12345.6'],
    [' 1 234 567 ', people, '1234567'],
    ['\u00a01\u202f234', people, '1234'],
    ['+7', people, '7'],
    ['007', people, '7'],
    ['.50', {}, '0.5'],
    ['12.', people, '12'],
    ['12.00', people, '12'],
    ['−5', {}, '-5'],
    ['－5', {}, '-5'],
    ['(1,234)', {}, '-1234'],
    ['（5）', {}, '-5'],
    ['-0', {}, '0'],
    ["'123", people, '123'],
    ['93.5%', percent, '93.5'],
    ['９３．５％', percent, '93.5'],
    ['120人', people, '120'],
    ['120 人', people, '120'],
    ['12万', people, '120000'],
    ['1.2万人', people, '12000'],
    ['3千万', { unit: '元' }, '30000000'],
    ['2.16亿元', { unit: '元' }, '216000000'],
    ['¥1,200.50', { unit: '元' }, '1200.5'],
    ['12万元', money, '12'],
    ['12万', money, '12'],
    ['1.2亿', money, '12000'],
    ['120000元', money, '12'],
    ['5元', money, '0.0005'],
    ['123456789012345678901234567890', {}, '123456789012345678901234567890'],
  ])('%s in %o is %s', (typed, field, expected) => {
    expect(textOf(typed, field)).toBe(expected);
  });

  it.each(['', '  ', '—', '－', '--', '/', '\u3000'])('%j is blank, not nought', typed => {
    expect(parseEntry(typed, people)).toEqual({ kind: 'blank', text: '' });
  });

  it.each([
    ['abc', people, 'not-a-number'],
    ['无', people, 'not-a-number'],
    ['约120', people, 'not-a-number'],
    ['1/2', people, 'not-a-number'],
    ['2026-03-31', people, 'not-a-number'],
    ['①', people, 'not-a-number'],
    ['1.2.3', {}, 'not-a-number'],
    ['一百二十', people, 'not-a-number'],
    ['12.5', people, 'decimals'],
    ['12.345%', percent, 'decimals'],
    ['12%', people, 'other-unit'],
    ['12万', percent, 'other-unit'],
    ['120元', people, 'other-unit'],
    ['12,34', people, 'grouping'],
    ['1,2345', people, 'grouping'],
    ['1.23E+11', people, 'scientific'],
    ['#REF!', people, 'spreadsheet-error'],
    ['########', people, 'spreadsheet-error'],
    ['1234567890123456789012345678901', {}, 'too-long'],
  ])('%s in %o is refused as %s and kept', (typed, field, fault) => {
    expect(parseEntry(typed, field)).toEqual({ kind: 'wrong', text: typed, fault });
    expect(faultOf(typed, field)).toBe(fault);
  });

  it('keeps what is wrong within bounds', () => {
    const entry = parseEntry('长'.repeat(5000), people);
    expect(entry).toEqual({ kind: 'wrong', text: `${'长'.repeat(199)}…`, fault: 'not-a-number' });
  });
});

describe('laws', () => {
  const decimal = fc
    .record({
      minus: fc.boolean(),
      whole: fc.bigInt({ min: 0n, max: 10n ** 18n }),
      fraction: fc.option(fc.stringMatching(/^\d{1,8}$/), { nil: undefined }),
    })
    .map(({ minus, whole, fraction }) => plainDecimal(`${minus ? '-' : ''}${whole}${fraction ? `.${fraction}` : ''}`));

  it('what is stored reads as itself', () => {
    fc.assert(
      fc.property(decimal, text => {
        expect(textOf(text)).toBe(text);
      }),
    );
  });

  it('the same number is read however it is dressed', () => {
    fc.assert(
      fc.property(decimal, text => {
        const grouped = text.replace(/^(-?)(\d+)/, (_, sign, whole) => sign + whole.replace(/\B(?=(\d{3})+$)/g, ','));
        const wide = grouped.replace(/[!-~]/g, sign => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
        for (const dressed of [grouped, wide, ` ${grouped} `, `${grouped}人`])
          expect(textOf(dressed, { unit: '人' })).toBe(text);
      }),
    );
  });

  it('nothing that was typed is ever lost', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), typed => {
        const entry = parseEntry(typed, people);
        if (entry.kind === 'wrong') expect(entry.text).toBe(typed.trim());
        if (entry.kind === 'blank') expect(typed).toMatch(/^['\s\u200b\ufeff\-−–—－/／]*$/);
      }),
    );
  });
});
