import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compile } from '../../../compiler/compile';
import { textSource } from '../../../compiler/source';
import type { Unit } from '../../org/schema';
import { itemsToAdopt } from './adoption';
import { kindOfName, matchNames, type OrganizationWords } from './match-names';
import { settle } from './settle';

const words = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../../packs/education/organizations.json'), 'utf8'),
) as OrganizationWords;
const unit = (id: string, name: string, kind: Unit['kind'], more: Partial<Unit> = {}): Unit => ({
  id,
  name,
  shortName: name,
  kind,
  parentId: '1',
  code: id,
  areaCode: null,
  aliases: [],
  tags: [],
  sort: 0,
  version: 1,
  ...more,
});
const units = [
  unit('1', '云川市教育局', 'bureau', { parentId: null }),
  unit('2', '学前教育处', 'department'),
  unit('3', '财务处', 'department', { aliases: ['计划财务处'] }),
  unit('4', '电化教育馆', 'affiliated', { shortName: '电教馆' }),
  unit('5', '东河县教育局', 'county'),
  unit('6', '西山区教育局', 'county'),
  unit('7', '东河县第一小学', 'school'),
];

const text = `云川市教育局2026年工作要点

一、办好学前教育

1.扩大普惠资源。6月底前新建幼儿园12所，年底前普惠性幼儿园覆盖率达到91%以上。（牵头处室：学前教育处。责任处室：计划财务处、各县（市、区）教育局）

2.规范办园行为。开展专项检查。（责任处室：电教馆）

3.推进幼小衔接。各学校开展联合教研。（责任单位：学前教育处、财务处、各学校）
`;
const plan = settle(compile(textSource('要点.txt', text)), []);
const matches = matchNames(
  plan.organizations.map(one => one.canonical),
  units,
  words,
);
const [first, second, third] = itemsToAdopt(plan, matches);

describe('names of a plan beside the tree of units', () => {
  it('are found by name, short name and alias, and as collectives', () => {
    const found = matchNames(
      ['学前教育处', '电教馆', '计划财务处', '各县(市、区)教育局', '各学校', '新专班'],
      units,
      words,
    );
    expect(found.map(({ how, unitIds }) => [how, ...unitIds])).toEqual([
      ['unit', '2'],
      ['unit', '4'],
      ['unit', '3'],
      ['collective', '5', '6'],
      ['written'],
      ['new'],
    ]);
  });

  it('give a new unit its kind by the ending', () => {
    expect(['学位建设专班', '南湖县教育局', '审计处', '教育考试院'].map(name => kindOfName(name, words))).toEqual([
      'taskforce',
      'county',
      'department',
      'affiliated',
    ]);
  });
});

describe('items as tasks', () => {
  it('carry heading, section and what is to be done, without the bracket of responsibilities', () => {
    expect(first).toMatchObject({ number: '1.', title: '扩大普惠资源', section: '一、办好学前教育', sort: 0 });
    expect(first!.content).toBe('6月底前新建幼儿园12所，年底前普惠性幼儿园覆盖率达到91%以上。');
    expect(text.slice(...first!.span)).toContain('（牵头处室：学前教育处');
  });

  it('have the units that the names stand for, and remember how several were written', () => {
    const written = first!.units.find(one => one.unitId === '5')!.writtenAs;
    expect(first!.units.map(one => [one.unitId, one.role])).toEqual([
      ['2', 'lead'],
      ['3', 'assist'],
      ['5', 'assist'],
      ['6', 'assist'],
    ]);
    expect(written).toMatch(/^各县/);
  });

  it('are led by the only one who is responsible; with several, nobody is made to lead', () => {
    expect(second!.units).toEqual([{ unitId: '4', role: 'lead', writtenAs: null }]);
    expect(third!.units.map(one => one.role)).toEqual(['responsible', 'responsible']);
  });

  it('are due on the latest day; each target on the day named before it', () => {
    expect(first!.dueOn).toBe('2026-12-31');
    expect(first!.targets.map(one => [one.value, one.dueOn])).toEqual([
      [12, '2026-06-30'],
      [91, '2026-12-31'],
    ]);
    expect(second!.dueOn).toBeNull();
  });
});
