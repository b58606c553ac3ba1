import { describe, expect, it } from 'vitest';
import { hostileTexts } from '../../../bench/support/hostile-texts';
import { compileText } from './rows';

// As many characters as a call of a function could never take arguments, and a nesting no stack would hold.
const LENGTH = 300_000;

describe('a text that nobody writes', () => {
  it.each(Object.entries(hostileTexts(LENGTH)))('%s is read to its end', (_, text) => {
    const { source, nodes } = compileText(text);
    const end = nodes.reduce((last, node) => Math.max(last, node.span[1]), 0);
    expect(text.slice(end).trim()).toBe('');
    expect(source.text).toBe(text);
  });

  it('is read to its end where a label reaches beyond the item that it stands in', () => {
    const text = '| 2 完善机制。 | 教务处 |\n2     推进校园,建    总务处、\n一、- 3 -\n△ 【由市教育局牵头,财政局配合】';
    const { source, nodes } = compileText(text);
    expect(source.text).toBe(text);
    expect(nodes.length).toBeGreaterThan(0);
  });
});
