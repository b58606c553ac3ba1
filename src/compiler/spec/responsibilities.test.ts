import { describe, expect, it } from 'vitest';
import { compileText, responsibilityRows } from './rows';

const item = (statement: string): string => `一、示例\n1.示例。做好工作。${statement}`;
const passages: Array<[string, string[]]> = [
  ['（牵头处室：甲处。责任处室：乙处、丙处）', ['1. | lead: 甲处 | assist: 乙处 丙处']],
  ['(责任单位:甲处)', ['1. | responsible: 甲处']],
  ['【责任单位：甲局；配合单位：乙局】', ['1. | assist: 乙局 | responsible: 甲局']],
  ['【负责单位：甲局；配合单位：乙局】', ['1. | lead: 甲局 | assist: 乙局']],
  ['（由甲局牵头，乙局、丙局等配合）', ['1. | lead: 甲局 | assist: 乙局 丙局']],
  ['（甲局牵头，乙局等按职责分工负责）', ['1. | lead: 甲局 | assist: 乙局']],
  ['（甲局、乙局分别负责，持续推进）', ['1. | responsible: 甲局 乙局']],
  ['\n责任单位：甲科、乙科', ['1. | responsible: 甲科 乙科']],
  ['\n牵头单位：甲科  配合单位：乙科、各乡镇卫生院', ['1. | lead: 甲科 | assist: 乙科 各乡镇卫生院']],
  ['牵头领导：王明 责任单位：甲局 配合单位：乙局', ['1. | assist: 乙局 | responsible: 甲局 | leader: 王明']],
  [
    '（责任单位：甲处和乙处、高等教育和职业教育处、各县（市、区）教育局）',
    ['1. | responsible: 甲处 乙处 高等教育和职业教育处 各县（市、区）教育局'],
  ],
  // Look-alikes.
  ['（新建小学3所、初中2所）', []],
  ['责任编辑：王明', []],
  ['（此件公开发布）', []],
];

describe('responsibilities', () => {
  it.each(passages)('%s', (statement, rows) => {
    expect(responsibilityRows(item(statement))).toEqual(rows);
  });

  it('of the last part are those of the item', () => {
    const text = '1.提高质量。一是抓课堂；二是抓考试。（责任科室：教研室）\n2.抓安全。（责任科室：安保科）';
    expect(responsibilityRows(text)).toEqual(['1. | responsible: 教研室', '2. | responsible: 安保科']);
  });
});

const organizations = (...names: string[]): string[][] =>
  compileText(
    names.map((name, index) => `${index + 1}.示例。做好工作。（责任单位：${name}）`).join('\n'),
  ).organizations.map(({ canonical, aliases }) => [canonical, ...aliases]);

describe('names of one body', () => {
  it.each([
    ['高等教育和职业教育处', '高等教育与职业教育处'],
    ['语言文字处', '语言文字工作处'],
    ['财务处', '市教育局财务处'],
    ['电教馆', '电化教育馆'],
    ['后勤服务中心', '后勤保障服务中心'],
  ])('%s and %s are one', (a, b) => {
    expect(organizations(a, b)).toEqual([[a, b]]);
  });

  it.each([
    ['人事科', '人事处'],
    ['第一中学', '第十一中学'],
    ['审计处', '审计室'],
  ])('%s and %s are two', (a, b) => {
    expect(organizations(a, b)).toEqual([[a], [b]]);
  });

  it('are two where one list names both', () => {
    expect(organizations('学生处、学生工作处', '学生处')).toEqual([['学生处'], ['学生工作处']]);
  });
});
