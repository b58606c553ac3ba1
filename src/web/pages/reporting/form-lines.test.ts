import { describe, expect, it } from 'vitest';
import { dropLine, type FormLine, figuresOf, linesOf, moveLine, placeIn, withFigure, withoutLine } from './form-lines';

const asked = (code: string, section: string) => ({
  ...{ code, section, mode: 'ask' as const, required: true, changeLimit: null },
});
const lines = linesOf([asked('A', '学生'), asked('B', '学生'), asked('C', '运行'), asked('D', '')]);
const said = (some: readonly FormLine[]) =>
  some.map(line => (line.kind === 'section' ? `[${line.name}]` : line.key)).join(' ');
const keyOf = (name: string) => lines.find(line => line.kind === 'section' && line.name === name)!.key;

describe('a form from top to bottom', () => {
  it('has its figures below the titles of their sections, those without one first', () => {
    expect(said(lines)).toBe('D [学生] A B [运行] C');
    expect(figuresOf(lines).map(({ code, section }) => [code, section])).toEqual([
      ['D', ''],
      ['A', '学生'],
      ['B', '学生'],
      ['C', '运行'],
    ]);
  });

  it('moves a figure step by step, from one section into the next', () => {
    const once = moveLine(lines, 'A', 1);
    expect(said(once)).toBe('D [学生] B A [运行] C');
    expect(said(moveLine(once, 'A', 1))).toBe('D [学生] B [运行] A C');
    expect(said(moveLine(lines, 'A', -1))).toBe('D A [学生] B [运行] C');
    expect(moveLine(lines, 'C', 1)).toBe(lines);
    expect(moveLine(lines, 'D', -1)).toBe(lines);
  });

  it('moves a section with all that is in it', () => {
    expect(said(moveLine(lines, keyOf('运行'), -1))).toBe('D [运行] C [学生] A B');
    expect(said(moveLine(lines, keyOf('学生'), 1))).toBe('D [运行] C [学生] A B');
    // What has no section comes into the first one when its title goes up past it.
    const whole = moveLine(lines, keyOf('学生'), -1);
    expect(said(whole)).toBe('[学生] D A B [运行] C');
    expect(moveLine(whole, keyOf('学生'), -1)).toBe(whole);
    expect(moveLine(lines, keyOf('运行'), 1)).toBe(lines);
  });

  it('puts what is dragged before or behind what it is dropped on', () => {
    expect(said(dropLine(lines, 'C', 'A', false))).toBe('D [学生] C A B [运行]');
    expect(said(dropLine(lines, 'A', 'C', true))).toBe('D [学生] B [运行] C A');
    expect(said(dropLine(lines, keyOf('运行'), 'B', false))).toBe('D [运行] C [学生] A B');
    expect(said(dropLine(lines, keyOf('学生'), 'C', true))).toBe('D [运行] C [学生] A B');
    expect(dropLine(lines, keyOf('学生'), 'B', true)).toBe(lines);
    expect(said(dropLine(lines, keyOf('学生'), 'D', false))).toBe('[学生] D A B [运行] C');
    expect(said(dropLine(lines, keyOf('运行'), 'D', false))).toBe('D [运行] C [学生] A B');
  });

  it('says where a line stands', () => {
    expect(placeIn(lines, 'B')).toEqual({ at: 2, of: 2, section: '学生' });
    expect(placeIn(lines, 'D')).toEqual({ at: 1, of: 1, section: '' });
    expect(placeIn(lines, keyOf('运行'))).toEqual({ at: 2, of: 2, section: '' });
  });

  it('takes a title away and keeps its figures, and adds at the end of a section', () => {
    expect(figuresOf(withoutLine(lines, keyOf('运行'))).find(({ code }) => code === 'C')?.section).toBe('学生');
    const added = { kind: 'figure' as const, key: 'E', mode: 'ask' as const, required: false, changeLimit: '' };
    expect(said(withFigure(lines, added, keyOf('学生')))).toBe('D [学生] A B E [运行] C');
    expect(said(withFigure(lines, added, ''))).toBe('D E [学生] A B [运行] C');
  });
});
