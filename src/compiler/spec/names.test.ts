import { describe, expect, it } from 'vitest';
import { compile } from '../compile';
import { textSource } from '../source';
import { compileText } from './rows';

const plan = (...names: string[]): string =>
  names.map((name, index) => `${index + 1}.示例。做好工作。（责任单位：${name}）`).join('\n');
const organizations = (...names: string[]): string[][] =>
  compileText(plan(...names)).organizations.map(({ canonical, aliases }) => [canonical, ...aliases]);

describe('names of one body', () => {
  it.each([
    ['高等教育和职业教育处', '高等教育与职业教育处'],
    ['语言文字处', '语言文字工作处'],
    ['财务处', '市教育局财务处'],
    ['电教馆', '电化教育馆'],
    ['教科所', '教育科学研究所'],
    ['卫保所', '卫生保健所'],
    ['后勤服务中心', '后勤保障服务中心'],
    ['市发改委', '市发展和改革委员会'],
    ['市发展改革委', '云川市发展和改革委员会'],
    ['市人社局', '市人力资源社会保障局'],
    ['市人社局', '市人力资源和社会保障局'],
    ['市住建局', '市住房和城乡建设局'],
    ['市市监局', '市市场监管局'],
    ['市卫健委', '市卫生健康委员会'],
    ['市文广旅局', '市文化广电和旅游局'],
    ['市教育局', '云川市教育局'],
    ['市教育局', 'x市教育局'],
    ['教育局', '市教育局'],
    ['市残联', '市残疾人联合会'],
    ['市委编办', '市委机构编制委员会办公室'],
    ['各县(市、区)教育局', '各县（市、区）教育局'],
  ])('%s and %s are one', (a, b) => {
    expect(organizations(a, b)).toHaveLength(1);
  });

  it.each([
    ['人事科', '人事处'],
    ['第一中学', '第十一中学'],
    ['审计处', '审计室'],
    ['市教育局', '县教育局'],
    ['市教育局', '各县教育局'],
    ['财政局', '财务处'],
    ['市委办公室', '市政府办公室'],
    ['市农业农村局', '市农业局'],
    ['县水利局', '县水务局'],
    ['组织人事处', '组织处'],
    ['市公安局', '市安全局'],
    ['云川市教育局', '石湾市教育局'],
  ])('%s and %s are two', (a, b) => {
    expect(organizations(a, b)).toHaveLength(2);
  });

  it('are two where one list names both', () => {
    expect(organizations('学生处、学生工作处', '学生处')).toEqual([['学生处'], ['学生工作处']]);
  });

  it('are two where another level has the same office', () => {
    expect(organizations('教育局', '市教育局', '县教育局')).toHaveLength(3);
  });
});

describe('a register of bodies', () => {
  const unknown = (register: string[] | undefined, ...names: string[]): unknown[] =>
    compile(textSource('示例.txt', plan(...names)), register ? { register } : {})
      .diagnostics.filter(({ code }) => code === 'unknown-organization')
      .map(({ data }) => data.name);

  it('tells the names that it does not have', () => {
    expect(unknown(['市教育局', '市财政局'], '市教育局、市交运局', '各有关单位')).toEqual(['市交运局']);
  });

  it('knows a body by its other names', () => {
    expect(unknown(['云川市教育局', '市发展和改革委员会'], '市教育局', '市发改委')).toEqual([]);
  });

  it('is not asked where none is given', () => {
    expect(unknown(undefined, '市教育局')).toEqual([]);
  });
});
