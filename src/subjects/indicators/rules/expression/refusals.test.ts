import { describe, expect, it } from 'vitest';
import zh from '../../../../locales/zh-CN/expression.json';
import { type CompileOptions, compileExpression } from './compile-expression';
import { spanOf } from './expression';
import type { FaultCode } from './fault';
import units from './units.json';

const figures = new Map<string, { unit: string; categories?: string[] }>([
  ['CHILDREN', { unit: '人', categories: ['f', 'm', 'in'] }],
  ['ALL_CHILDREN', { unit: '人' }],
  ['RESIDENTS', { unit: '万人' }],
  ['SCHOOLS', { unit: '所' }],
  ['SPENT', { unit: '元' }],
  ['BUDGET', { unit: '万元' }],
  ['RATE', { unit: '%' }],
  ['LAND', { unit: '亩' }],
  ['FLOOR', { unit: '平方米' }],
  ['PER_CHILD', { unit: '元/人' }],
  ['PROJECTS', { unit: '项' }],
]);

const formula: CompileOptions = { figures, units, expect: 'number' };
const check: CompileOptions = { figures, units, expect: 'boolean' };

/** The findings below the text: carets under the place, then the code. */
const marked = (text: string, options: Partial<CompileOptions> = {}): string => {
  const made = compileExpression(text, { ...formula, ...options });
  if (made.ok) return `${text}\n(nothing)`;
  const lines = made.findings.map(({ at, code }) => {
    const { from, to } = spanOf(at);
    return `${' '.repeat(from)}${'^'.repeat(to - from)} ${code}`;
  });
  return [text, ...lines].join('\n');
};

/** As many lines as wanted: the text, and carets with codes; the left edge is that of the text. */
const lines = (...all: string[]) => all.join('\n');

describe('what is refused, with its place', () => {
  const cases: [text: string, ...marks: string[]][] = [
    ['CHILDREN + SCHOOLS', '           ^^^^^^^ units-differ'],
    ['CHILDREN / SCHOOLS + SCHOOLS * 2', '                     ^^^^^^^^^^^ units-differ'],
    ['min(CHILDREN, (SPENT))', '              ^^^^^^^ units-differ'],
    ['PROJECTS + SCHOOLS', '           ^^^^^^^ units-differ'],
    ['CHILDREN + (SPENT', '                 ^ unfinished'],
    ['CHILDREN +', '          ^ unfinished'],
    ['CHILDREN SCHOOLS', '         ^^^^^^^ unexpected'],
    ['CHILDREN + * 2', '           ^ unexpected'],
    ['CHILDREN)', '        ^ unexpected'],
    ['CHILDREN ** 2', '          ^ unexpected'],
    ['   ', '^^^ empty'],
    ['CHILDREN + CHILDERN', '           ^^^^^^^^ figure-unknown'],
    ['children', '^^^^^^^^ not-a-figure'],
    ['abs + 1', '^^^ function-bare'],
    ['CHILDREN.x', '         ^ category-unknown'],
    ['SCHOOLS.f', '        ^ no-categories'],
    ['CHILDREN.f.m', '^^^^^^^^^^^^ not-allowed'],
    ['sum(CHILDREN)', '^^^ function-unknown'],
    ['abs()', '^^^^^ too-few-arguments'],
    ['round(CHILDREN)', '^^^^^^^^^^^^^^^ too-few-arguments'],
    ['abs(CHILDREN, 2, 3)', '              ^^^^ too-many-arguments'],
    ['round(CHILDREN, 0.5)', '                ^^^ digits-wanted'],
    ['round(CHILDREN, 11)', '                ^^ digits-wanted'],
    ['round(CHILDREN, SCHOOLS)', '                ^^^^^^^ digits-wanted'],
    ['previous(5) + CHILDREN', '         ^ nothing-to-shift'],
    ['CHILDREN + (CHILDREN > 1)', '           ^^^^^^^^^^^^^^ number-wanted'],
    ['CHILDREN / 0', '           ^ divided-by-zero'],
    ['CHILDREN / 0.00', '           ^^^^ divided-by-zero'],
    ['1 + 2', '^^^^^ no-figure'],
    ['CHILDREN > 5', '^^^^^^^^^^^^ formula-wanted'],
    ['0x1F * CHILDREN', '^^^^ number-form'],
    ['010 * CHILDREN', '^^^ number-form'],
    ['1e5 * CHILDREN', '^^^ number-form'],
    ['1_000 * CHILDREN', ' ^^^^ unexpected'],
    ['CHILDREN * 1234567890123456789', '           ^^^^^^^^^^^^^^^^^^^ number-form'],
    ['CHILDREN * 5%', '            ^ percent'],
    ['CHILDREN × 2', '         ^ wide-character'],
    ['（CHILDREN）', '^ wide-character', '         ^ wide-character'],
    ['幼儿数 + 2', '^^^ not-understood'],
    ['CHILDREN; SCHOOLS', '        ^ not-understood'],
    ['CHILDREN["f"]', '        ^ not-understood', '         ^^^ text', '            ^ not-understood'],
    ['CHILDREN + "a b"', '           ^^^^^ text'],
    ['CHILDREN = 5', '         ^ operator-instead'],
    ['CHILDREN += 5', '          ^ operator-instead'],
    ['CHILDREN === 5', '         ^^^ operator-instead'],
    ['CHILDREN => 5', '         ^^ operator-instead'],
    ['CHILDREN & SCHOOLS', '         ^ operator-instead'],
    ['CHILDREN ? 1 : 2', '         ^ not-understood', '             ^ not-understood'],
    ['CHILDREN // one', '         ^^^^^^ comment'],
    ['CHILDREN /* one */ + 1', '         ^^^^^^^^^ comment'],
    ['CHILDREN <!-- SCHOOLS', '         ^^^^^^^^^^^^ comment'],
    ['/CHILDREN/', '^^^^^^^^^^ not-allowed'],
    ['CHILDREN, SCHOOLS', '^^^^^^^^^^^^^^^^^ not-allowed'],
    ['CHILDREN--', '^^^^^^^^^^ not-allowed'],
    ['+CHILDREN', '^^^^^^^^^ not-allowed'],
    ['CHILDREN << 2', '^^^^^^^^^^^^^ not-allowed'],
    ['new CHILDREN(1)', '^^^^^^^^^^^^^^^ not-allowed'],
    ['typeof CHILDREN', '^^^^^^^^^^^^^^^ not-allowed'],
    ['this', '^^^^ not-allowed'],
    ['true', '^^^^ not-allowed'],
    ['CHILDREN in SCHOOLS', '^^^^^^^^^^^^^^^^^^^ not-allowed'],
    ['CHILDREN(1)', '^^^^^^^^ function-unknown'],
    ['CHILDREN.f(1)', '^^^^^^^^^^ function-unknown'],
    ['__proto__', '^^^^^^^^^ not-a-figure'],
    ['constructor', '^^^^^^^^^^^ not-a-figure'],
    ['CHILDREN.constructor', '         ^^^^^^^^^^^ category-unknown'],
    ['CHILDREN.__proto__', '         ^^^^^^^^^ category-unknown'],
    ['toString(CHILDREN)', '^^^^^^^^ function-unknown'],
    ['constructor(CHILDREN)', '^^^^^^^^^^^ function-unknown'],
    ['import(CHILDREN)', '^^^^^^ unexpected'],
  ];
  it.each(cases)('%s', (text, ...marks) => {
    expect(marked(text)).toBe(lines(text, ...marks));
  });

  it.each<[string, ...string[]]>([
    ['CHILDREN', '^^^^^^^^ check-wanted'],
    ['CHILDREN && SCHOOLS > 1', '^^^^^^^^ condition-wanted'],
    ['!CHILDREN', ' ^^^^^^^^ condition-wanted'],
    ['0 <= CHILDREN <= 100', '^^^^^^^^^^^^^^^^^^^^ chained'],
    ['(CHILDREN > 1) + 2 > 3', '^^^^^^^^^^^^^^ number-wanted'],
    ['missing(CHILDREN + SCHOOLS)', '                   ^^^^^^^ units-differ'],
    ['missing(CHILDREN + 1)', '        ^^^^^^^^^^^^ figure-wanted'],
    ['previous(CHILDREN > 1)', '         ^^^^^^^^^^^^ number-wanted'],
    ['1 < 2', '^^^^^ no-figure'],
    ['CHILDREN / ALL_CHILDREN * 100 > RATE', '^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ converted-twice'],
    ['BUDGET * 10000 > SPENT', '^^^^^^^^^^^^^^ converted-twice'],
    ['BUDGET > SPENT / 10000', '         ^^^^^^^^^^^^^ converted-twice'],
  ])('as a check: %s', (text, ...marks) => {
    expect(marked(text, check)).toBe(lines(text, ...marks));
  });

  it.each<[string, string, ...string[]]>([
    ['CHILDREN', '所', '^^^^^^^^ result-unit'],
    ['CHILDREN / SCHOOLS', '人', '^^^^^^^^^^^^^^^^^^ result-unit'],
    ['CHILDREN', '%', '^^^^^^^^ result-unit'],
    ['CHILDREN * RATE / 100', '人', '                  ^^^ converted-twice'],
    ['RATE / 100 * CHILDREN', '人', '^^^^^^^^^^ converted-twice'],
    ['CHILDREN / RESIDENTS / 10000', '', '                       ^^^^^ converted-twice'],
    [
      'CHILDREN / ALL_CHILDREN * 100 - CHILDREN.f / CHILDREN',
      '%',
      '^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ converted-twice',
    ],
  ])('for a unit: %s in %s', (text, unit, ...marks) => {
    expect(marked(text, { unit })).toBe(lines(text, ...marks));
  });

  it('several in one run, in the order of the text', () => {
    expect(marked('CHILDERN + SCHOOLS * foo(1, abs()) - CHILDREN.x + (SPENT + CHILDREN)')).toBe(
      lines(
        'CHILDERN + SCHOOLS * foo(1, abs()) - CHILDREN.x + (SPENT + CHILDREN)',
        '^^^^^^^^ figure-unknown',
        '                     ^^^ function-unknown',
        '                            ^^^^^ too-few-arguments',
        '                                              ^ category-unknown',
        '                                                           ^^^^^^^^ units-differ',
      ),
    );
  });

  it('in words, in both languages', () => {
    const message = (language: string) => {
      const made = compileExpression('CHILDREN / ALL_CHILDREN + SCHOOLS', { ...formula, language });
      return made.ok ? null : made.findings[0]?.message;
    };
    expect(message('zh-CN')).toBe('单位不同：前面是“无单位”，此处是“所”，不能相加减或者比较。');
    expect(message('en')).toContain('“no unit” before, “所” here');
  });

  it('with a sentence for every code', () => {
    const sentences: Record<FaultCode | 'bare', string> = zh;
    expect(Object.values(sentences)).not.toContain('');
  });
});

describe('hostile input', () => {
  const codesIn = (text: string) => {
    const made = compileExpression(text, formula);
    return made.ok ? [] : made.findings.map(({ code }) => code);
  };

  it('is refused at 2,000 characters and 50 levels', () => {
    expect(codesIn(`${'CHILDREN+'.repeat(222)}1`)).toEqual([]);
    expect(codesIn(`CHILDREN${' '.repeat(2_000)}`)).toEqual(['too-long']);
    expect(codesIn(`${'('.repeat(50)}CHILDREN${')'.repeat(50)}`)).toEqual([]);
    expect(codesIn(`${'('.repeat(51)}CHILDREN${')'.repeat(51)}`)).toEqual(['too-deep']);
    expect(codesIn(`${'('.repeat(1_900)}`)).toEqual(['too-deep']);
    expect(codesIn(`${'- '.repeat(50)}CHILDREN`)).toEqual([]);
    expect(codesIn(`${'- '.repeat(51)}CHILDREN`)).toEqual(['too-deep']);
    expect(codesIn(`${'!'.repeat(1_900)}`)).toEqual(['too-deep']);
    expect(codesIn(`${'-('.repeat(26)}CHILDREN${')'.repeat(26)}`)).toEqual(['too-deep']);
    expect(codesIn(`${'abs('.repeat(60)}CHILDREN${')'.repeat(60)}`)).toEqual(['too-deep']);
  });

  it('is answered with 20 findings at most', () => {
    expect(codesIn('x+'.repeat(500).concat('x'))).toHaveLength(20);
    expect(codesIn('＋'.repeat(1_000))).toHaveLength(20);
  });

  it('of the kinds that nest without a bracket does not overflow', () => {
    for (const text of [
      'new '.repeat(490),
      'typeof '.repeat(280),
      'A=-'.repeat(660),
      'A<-'.repeat(660),
      'A.a'.repeat(600),
    ])
      expect(codesIn(text).length).toBeGreaterThan(0);
  });
});
