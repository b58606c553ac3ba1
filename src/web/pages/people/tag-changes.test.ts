import { describe, expect, it } from 'vitest';
import type { Unit } from '../../../subjects/org/schema';
import { tagChanges, undoOf, unitsNamed } from './tag-changes';

const unit = (id: string, name: string, tags: string[] = []): Unit => ({
  ...{ id, name, tags, parentId: '1', code: `S${id}`, shortName: name, kind: 'school', areaCode: null, aliases: [] },
  ...{ sort: 0, version: 1 },
});
const [first, second, third] = [
  unit('2', '第一小学'),
  unit('3', '实验小学', ['试点']),
  unit('4', '实验小学', ['乡村']),
];
const form = { id: '9', name: '试点月报', level: 'school' as const, tags: ['试点'] };

describe('labels of many units', () => {
  it('says who changes, who is so already, and of how many units a form is asked then', () => {
    const given = tagChanges([first, second, third], [form], { give: ['试点'], take: ['乡村'] });
    expect(given.changed).toEqual([first, third]);
    expect(given).toMatchObject({ same: 1, forms: [{ form, more: 2, fewer: 0 }] });
    const taken = tagChanges([first, second], [form], { give: [], take: ['试点'] });
    expect(taken).toMatchObject({ same: 1, forms: [{ more: 0, fewer: 1 }] });
    expect(tagChanges([first], [{ ...form, level: 'county' }], { give: ['试点'], take: [] }).forms).toEqual([]);
  });

  it('is taken back unit by unit', () => {
    expect(undoOf([first, third], { give: ['试点'], take: ['乡村'] })).toEqual([
      { unitIds: ['2'], give: [], take: ['试点'] },
      { unitIds: ['4'], give: ['乡村'], take: ['试点'] },
    ]);
  });

  it('finds units in what is pasted, by any of their names, and names what it does not know', () => {
    const found = unitsNamed('第一小学\t13800000000\r\n实验小学\nS4\t实验小学\n没有的学校、 \n', [
      first,
      second,
      third,
    ]);
    expect(found).toEqual({ units: [first, third], unknown: ['没有的学校'], ambiguous: ['实验小学'] });
  });
});
