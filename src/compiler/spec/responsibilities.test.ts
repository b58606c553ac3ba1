import { describe, expect, it } from 'vitest';
import { responsibilityRows } from './rows';

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
  // A remark behind the names is none.
  [
    '（牵头责任单位：县应急局，协同责任单位：县安委会各成员单位。各镇落实属地责任，以下不再重复列出）',
    ['1. | lead: 县应急局 | assist: 县安委会各成员单位'],
  ],
  ['（牵头单位：甲局；责任单位：乙局。以下各项均由各乡镇落实）', ['1. | lead: 甲局 | assist: 乙局']],
  ['（责任单位：甲局。乙局、各乡镇）', ['1. | responsible: 甲局 乙局 各乡镇']],
  // Labels: glued, without a colon, broken by blanks, in brackets, with words between.
  ['(牵头单位甲局,配合单位乙局、丙局)', ['1. | lead: 甲局 | assist: 乙局 丙局']],
  ['(牵头单位 市教育局 配合单位 市财政局)', ['1. | lead: 市教育局 | assist: 市财政局']],
  ['[牵 头 单 位：甲局；责 任 单 位：乙局]', ['1. | lead: 甲局 | assist: 乙局']],
  ['（牵头（责任）单位：甲局）', ['1. | lead: 甲局']],
  ['【牵头】市教育局 【配合】市财政局', ['1. | lead: 市教育局 | assist: 市财政局']],
  [
    '牵头单位：市教育局配合单位：市财政局、市人社局完成时限：6月底前',
    ['1. | lead: 市教育局 | assist: 市财政局 市人社局'],
  ],
  ['提升质量牵头单位：市教育局 配合单位：市财政局', ['1. | lead: 市教育局 | assist: 市财政局']],
  ['——责任单位：甲处、乙处', ['1. | responsible: 甲处 乙处']],
  ['（主要责任单位：甲处；协同配合单位：乙处）', ['1. | lead: 甲处 | assist: 乙处']],
  ['（主办：甲局；协办：乙局、丙局）', ['1. | lead: 甲局 | assist: 乙局 丙局']],
  ['（第一责任单位：甲处，责任单位：乙处）', ['1. | lead: 甲处 | assist: 乙处']],
  ['（责任主体：各子公司；牵头部门：战略投资部）', ['1. | lead: 战略投资部 | assist: 各子公司']],
  ['（主责部门：人力资源部；协同部门：各部门）', ['1. | lead: 人力资源部 | assist: 各部门']],
  ['（实施单位：甲公司；督办单位：乙局）', ['1. | responsible: 甲公司']],
  ['（配合单位：市财政局；牵头单位：市教育局）', ['1. | lead: 市教育局 | assist: 市财政局']],
  ['（见附件，责任单位：市教育局）', ['1. | responsible: 市教育局']],
  ['（2026年6月底前；责任单位：甲处）', ['1. | responsible: 甲处']],
  ['（责任单位：市教育局、市财政局，持续推进）', ['1. | responsible: 市教育局 市财政局']],
  ['（责任单位：市教育局，2026年6月）', ['1. | responsible: 市教育局']],
  // Brackets: other kinds, unclosed, doubled, mixed up, over a line break.
  ['〔牵头单位：甲局。配合单位：乙局〕', ['1. | lead: 甲局 | assist: 乙局']],
  ['<责任单位：市教育局>', ['1. | responsible: 市教育局']],
  ['（责任单位：市教育局、市财政局', ['1. | responsible: 市教育局 市财政局']],
  ['（责任单位：市教育局]', ['1. | responsible: 市教育局']],
  ['((责任单位：市教育局))', ['1. | responsible: 市教育局']],
  ['（责任单位：市教育局、\n市财政局）', ['1. | responsible: 市教育局 市财政局']],
  ['（责任单位：市教\n育局、市财政局）', ['1. | responsible: 市教育局 市财政局']],
  // Lines below an item.
  [
    '\n牵头单位：市教育局\n责任单位：市财政局、市人社局\n完成时限：6月底前',
    ['1. | lead: 市教育局 | assist: 市财政局 市人社局'],
  ],
  ['\n牵头单位：\n市教育局\n配合单位：\n市财政局、市人社局', ['1. | lead: 市教育局 | assist: 市财政局 市人社局']],
  ['\n责任单位：市教育局、市财政局、\n市人社局、各县区', ['1. | responsible: 市教育局 市财政局 市人社局 各县区']],
  // Prose.
  ['(国务院各部门分别负责,年内持续推进)', ['1. | responsible: 国务院各部门']],
  ['【市发展改革委牵头，市住建局等配合，6月底前完成】', ['1. | lead: 市发展改革委 | assist: 市住建局']],
  ['（由市教育局牵头，会同市财政局、市人社局负责）', ['1. | lead: 市教育局 | assist: 市财政局 市人社局']],
  ['（市教育局会同市财政局）', ['1. | lead: 市教育局 | assist: 市财政局']],
  ['（市教育局、市财政局按职责分工负责）', ['1. | responsible: 市教育局 市财政局']],
  [
    '（市教育局牵头，市人力资源和社会保障局、各县（市、区）按职责分工负责）',
    ['1. | lead: 市教育局 | assist: 市人力资源和社会保障局 各县（市、区）'],
  ],
  [
    '（市政府办公室牵头，市级各有关部门及各县市区政府按职责分工负责）',
    ['1. | lead: 市政府办公室 | assist: 市级各有关部门 各县市区政府'],
  ],
  ['完善“一网”格局，由党委宣传部牵头，教务处、校团委配合。', ['1. | lead: 党委宣传部 | assist: 教务处 校团委']],
  ['（市教育局牵头落实）', ['1. | lead: 市教育局']],
  ['（市教育局负责组织，市财政局负责资金保障）', ['1. | responsible: 市教育局 市财政局']],
  ['（市委组织部、市委编办按职责负责）', ['1. | responsible: 市委组织部 市委编办']],
  ['各有关部门，各县市区按职责分工负责落实。', ['1. | responsible: 各有关部门 各县市区']],
  ['由市教育局牵头，市财政局配合。', ['1. | lead: 市教育局 | assist: 市财政局']],
  ['以上工作由市教育局牵头，市财政局按职责分工负责。', ['1. | lead: 市教育局 | assist: 市财政局']],
  ['责任单位：市教育局牵头，市财政局、市人社局配合。', ['1. | lead: 市教育局 | assist: 市财政局 市人社局']],
  ['（责任单位：市教育局（牵头）、市财政局、市人社局）', ['1. | lead: 市教育局 | assist: 市财政局 市人社局']],
  ['责任单位：财政局、发改局（列第一位者为牵头或汇总单位，下同）', ['1. | lead: 财政局 | assist: 发改局']],
  // Lists of names.
  ['（责任单位：市教育局 市财政局 各县（市、区））', ['1. | responsible: 市教育局 市财政局 各县（市、区）']],
  ['（责任单位：市教育局市财政局各县区）', ['1. | responsible: 市教育局 市财政局 各县区']],
  ['（责任单位：市 教育局、市财政局）', ['1. | responsible: 市教育局 市财政局']],
  ['（责任单位：教务处/学生处）', ['1. | responsible: 教务处 学生处']],
  ['（责任单位：教务处及各学院）', ['1. | responsible: 教务处 各学院']],
  ['（责任单位：教务处与学生处）', ['1. | responsible: 教务处 学生处']],
  ['（责任单位：社区和社会组织科、发展和改革委员会）', ['1. | responsible: 社区和社会组织科 发展和改革委员会']],
  ['（责任单位：体育卫生与艺术教育处）', ['1. | responsible: 体育卫生与艺术教育处']],
  ['（责任单位：市政府办公室和市教育局）', ['1. | responsible: 市政府办公室 市教育局']],
  [
    '（责任单位：各乡镇人民政府、街道办事处、县直有关部门）',
    ['1. | responsible: 各乡镇人民政府、街道办事处 县直有关部门'],
  ],
  ['（责任单位：市教育局等部门）', ['1. | responsible: 市教育局']],
  ['（责任单位：市教育局及其他有关单位）', ['1. | responsible: 市教育局 其他有关单位']],
  ['（责任部门：党委宣传部（新闻中心）、各学院）', ['1. | responsible: 党委宣传部（新闻中心） 各学院']],
  ['（责任单位：市财政局，各县(市、区)(高新区(石湾镇)))', ['1. | responsible: 市财政局 各县(市、区)(高新区(石湾镇))']],
  // People.
  [
    '\n责任领导：王某某 责任单位：市教育局 责任人：李 明',
    ['1. | responsible: 市教育局 | leader: 王某某 | contact: 李明'],
  ],
  ['\n责任领导：陆 明俞 悦\n责任科室：人事科', ['1. | responsible: 人事科 | leader: 陆明 俞悦']],
  ['（牵头领导：副县长 王某某；责任单位：县教育局）', ['1. | responsible: 县教育局 | leader: 王某某']],
  ['（责任单位：市教育局；责任人：王某某副局长）', ['1. | responsible: 市教育局 | contact: 王某某']],
  ['（责任单位及责任人：教务处 王明）', ['1. | responsible: 教务处 | contact: 王明']],
  [
    '（分管领导：王明，责任科室：基教科、职教科，联系人：李华）',
    ['1. | responsible: 基教科 职教科 | leader: 王明 | contact: 李华'],
  ],
  ['责任单位：市公安局，责任人：张 三，联系电话：1234567', ['1. | responsible: 市公安局 | contact: 张三']],
  // Look-alikes.
  ['（新建小学3所、初中2所）', []],
  ['责任编辑：王明', []],
  ['（此件公开发布）', []],
  ['压实责任单位责任，各责任单位要加强协调。', []],
  ['各责任单位：要加强协调配合，形成合力。', []],
  ['\n填报单位：市教育局', []],
  ['（来源单位：市教育局）', []],
  ['（以下简称各部门）', []],
  ['（含民办）', []],
  ['（县、市、区）', []],
  ['（2022—2025年）', []],
  ['由学校负责日常管理。', []],
  ['由校长负责，班主任配合。', []],
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

describe('lists without a label', () => {
  const list = (...brackets: string[]): string =>
    `一、示例\n${brackets.map((bracket, index) => `${index + 1}.做好工作。抓好落实。（${bracket}）`).join('\n')}`;

  it('are read where the house writes them everywhere', () => {
    expect(responsibilityRows(list('党委宣传部', '教务处、各学院', '财务处、审计处'))).toEqual([
      '1. | responsible: 党委宣传部',
      '2. | responsible: 教务处 各学院',
      '3. | responsible: 财务处 审计处',
    ]);
  });

  it('may have their lead in the first place', () => {
    const rule = '各项任务列第一位的为牵头单位。\n';
    expect(responsibilityRows(rule + list('党委宣传部', '教务处、各学院', '财务处、审计处'))[1]).toBe(
      '2. | lead: 教务处 | assist: 各学院',
    );
  });

  it('are read singly where only offices stand in them, behind the end of a sentence', () => {
    const text =
      '1.做好工作。（责任单位：甲处）\n2.完成工程（含图书馆、体育馆）。（基建处）\n3.改造小区（市住建局、市城管局）';
    expect(responsibilityRows(text)).toEqual([
      '1. | responsible: 甲处',
      '2. | responsible: 基建处',
      '3. | responsible: 市住建局 市城管局',
    ]);
  });

  it('are not believed once', () => {
    expect(responsibilityRows(list('含民办学校', '教务处、各学院', '不含在建项目'))).toEqual([]);
  });
});
