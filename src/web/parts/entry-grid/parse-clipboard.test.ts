import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTsv, printTableHtml, printTsv } from './parse-clipboard';

describe('tab-separated text', () => {
  it.each([
    [
      '1\t2\r\n3\t4\r\n',
      [
        ['1', '2'],
        ['3', '4'],
      ],
    ],
    [
      '1\t2\n3\t4',
      [
        ['1', '2'],
        ['3', '4'],
      ],
    ],
    ['1\r2', [['1'], ['2']]],
    [
      '\t\n\t5',
      [
        ['', ''],
        ['', '5'],
      ],
    ],
    ['1\n\n2', [['1'], [''], ['2']]],
    [
      '"两行\n一格"\t2\n3\t4',
      [
        ['两行\n一格', '2'],
        ['3', '4'],
      ],
    ],
    ['"他说""好"""\t', [['他说"好"', '']]],
    ['5"管\t2', [['5"管', '2']]],
    ['"没有结束\t2', [['"没有结束', '2']]],
  ])('%j', (text, block) => {
    expect(parseTsv(text)).toEqual(block);
  });

  it('comes back as it was copied', () => {
    const text = fc.string({ maxLength: 8, unit: fc.constantFrom('1', '"', '\t', '\n', '字') });
    const block = fc
      .integer({ min: 1, max: 4 })
      .chain(wide => fc.array(fc.array(text, { minLength: wide, maxLength: wide }), { minLength: 1, maxLength: 4 }));
    fc.assert(
      fc.property(block, lines => {
        // Excel ends each line, the last one too.
        expect(parseTsv(`${printTsv(lines)}\r\n`)).toEqual(lines);
      }),
    );
  });
});

describe('a copied table', () => {
  it('keeps as text what a spreadsheet would read as something else', () => {
    expect(
      printTableHtml([
        ['12.5', '', '3-4'],
        ['1234567890123456', '<1&2>', '-7'],
      ]),
    ).toBe(
      '<table><tr><td>12.5</td><td></td><td style="mso-number-format:\'\\@\'">3-4</td></tr>' +
        '<tr><td>1234567890123456</td><td style="mso-number-format:\'\\@\'">&lt;1&amp;2&gt;</td><td>-7</td></tr></table>',
    );
  });
});
