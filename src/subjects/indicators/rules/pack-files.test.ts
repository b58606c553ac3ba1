import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compile } from '../../../compiler/compile';
import { textSource } from '../../../compiler/source';
import { frequencies } from '../../../kernel/period';
import { codesOf } from './expression/codes-of';
import { linear } from './expression/linear';
import units from './expression/units.json';
import { meantBy } from './indicator-names';
import { askedEvery, readPack } from './pack';

const root = join(import.meta.dirname, '../../../..');
const read = (...path: string[]) => readFileSync(join(root, ...path), 'utf8');
const files = ['dimensions', 'figures', 'indicators', 'forms', 'units'] as const;
const json = Object.assign({}, ...files.map(file => JSON.parse(read('packs/education', `${file}.json`))));
const { pack, findings } = readPack(json, { units });
const { figures, indicators, forms, dimensions, tags } = pack!;

const expressionsOf = ({ expression }: (typeof indicators)[number]) =>
  expression ? [expression.numerator, ...(expression.denominator ? [expression.denominator] : [])] : [];

// What one city wants to reach in a year, by unit.
const targetsOfACity: Record<string, string> = {
  '%':
    '学前三年毛入学率 普惠园在园幼儿占比 公办园在园幼儿占比 义务教育入学率 义务教育巩固率 义务教育标准化学校覆盖率 民办义务教育在校生规模 ' +
    '适龄残障儿童少年教育安置率 高中阶段教育毛入学率 公办中等职业学校标准化率 审计工作覆盖率 标准化学校覆盖率 大班额比例 ' +
    '中小学生劳动实践活动覆盖率 学校心理健康咨询室覆盖率 学生艺术素质测评覆盖率 主城区小学午餐供应覆盖率 义务教育课后服务覆盖率 ' +
    '家庭经济困难学生资助覆盖率 普惠性幼儿园覆盖率 脱贫县农村义务教育和非贫困县农村小学营养改善计划覆盖率 群众服务中心覆盖率 ' +
    '教育公共服务领域“一趟清”覆盖率 特殊群体教育关爱覆盖率 中小学幼儿园“三防”达标覆盖率 家庭教育指导服务覆盖率 ' +
    '中小学生心理健康普测覆盖率 高中招生人数占初中毕业生比例',
  所:
    '省级示范性高中 智慧校园 城市一类园 农村示范性幼儿园 特色学校 农村优质学校 特色普通高中 省级示范性普通高中 职业教育特色学校 ' +
    '特殊教育名校 党建示范校 爱国主义教育示范学校 市级劳动教育示范学校 心理健康教育示范校 中小学幼儿园 新改扩建 ' +
    '民办幼儿园转普惠性幼儿园 新改扩建幼儿园 新改扩建小学 新改扩建初中 新改扩建高中 新改扩建中职 新改扩建中小学',
  个: '高等学校市级重点建设专业 市级校企合作共同体 示范性实训基地 市级骨干特色专业 特殊教育资源教室 先进党支部 劳动实践教育基地 竣工投用项目 开工项目',
  元: '全市一般公共预算教育投入',
  名: '全市教师可用编制 党员先锋岗',
  人: '全市师资 普通高中招生计划',
  人次: '免费职业技能培训',
  项: '艺术特长',
  小时: '校内体育锻炼时间 校外体育锻炼时间',
  课时: '劳动教育必修课',
  none: '超大班额 控辍保学',
};

describe('the education pack', () => {
  it('is sound as a whole', () => {
    expect(findings).toEqual([]);
    expect(indicators.length).toBeGreaterThan(120);
    expect(figures.length).toBeGreaterThan(180);
  });

  it('asks every figure somewhere, and an indicator no more often than its figures', () => {
    const every = askedEvery(forms);
    expect(figures.filter(({ code }) => !every.has(code)).map(({ code }) => code)).toEqual([]);
    const early = indicators.filter(indicator =>
      expressionsOf(indicator)
        .flatMap(codesOf)
        .some(({ code }) => frequencies.indexOf(every.get(code)!) > frequencies.indexOf(indicator.frequency!)),
    );
    expect(early.map(({ code }) => code)).toEqual([]);
  });

  it('shows only what another form asks', () => {
    const every = askedEvery(forms);
    const shown = forms.flatMap(({ sections }) => sections.flatMap(section => section.figures));
    expect(shown.filter(({ figure, mode }) => mode === 'show' && !every.has(figure))).toEqual([]);
  });

  it('names only tags that it explains; each option can stand in a formula', () => {
    const known = new Set(tags.map(({ code }) => code));
    expect(forms.flatMap(form => form.tags).filter(tag => !known.has(tag))).toEqual([]);
    expect(dimensions.flatMap(({ options }) => options).every(({ code }) => /^[a-z]\w*$/.test(code))).toBe(true);
  });

  it('asks a school no more than fifteen rows a month and forty a term', () => {
    const rows = (form: (typeof forms)[number]) =>
      form.sections.flatMap(section => section.figures).filter(({ mode }) => mode === 'ask').length;
    for (const form of forms.filter(({ level }) => level === 'school'))
      expect(rows(form)).toBeLessThanOrEqual(form.frequency === 'month' ? 15 : 40);
    for (const form of forms) expect(form.checks.length).toBeGreaterThanOrEqual(5);
  });

  it('adds up over the tree: what is summed or a ratio is a sum of figures', () => {
    const broken = indicators.filter(
      indicator =>
        ['sum', 'ratio'].includes(indicator.aggregation) && !expressionsOf(indicator).every(part => linear(part)),
    );
    expect(broken).toEqual([]);
  });

  it('says what each indicator means and where its figures come from', () => {
    const nameless = indicators.filter(({ meaning, source }) => meaning === '' || source === '');
    expect(nameless.map(({ code }) => code)).toEqual([]);
  });

  it('says in what rhythm, unit and level each indicator is; the lead is a hint that may be absent', () => {
    expect(indicators.filter(({ frequency, level }) => !frequency || !level)).toEqual([]);
    expect(indicators.filter(({ lead }) => lead === '').map(({ code }) => code)).toEqual([]);
  });

  it('knows every target of a city’s plan by the words of the plan', () => {
    const unknown = Object.entries(targetsOfACity).flatMap(([unit, names]) =>
      names.split(' ').filter(name => !meantBy(name, unit === 'none' ? null : unit, indicators, units)),
    );
    expect(unknown).toEqual([]);
  });

  // The words of the plans that the product ships; those of other plans are in the aliases as well.
  it('knows the targets of the example plan that are its business', () => {
    const plan = compile(textSource('plan.txt', read('examples/yunchuan-2026.txt')));
    const targets = plan.nodes.flatMap(node => node.targets);
    const known = targets.filter(({ indicator, unit }) => meantBy(indicator, unit, indicators, units));
    const names = [...new Set(known.map(({ indicator }) => indicator))];
    expect(names).toContain('学前三年毛入园率');
    expect(names).toContain('义务教育学校大班额比例');
    expect(names).toContain('学生体质健康优良率');
    expect(names.length).toBeGreaterThan(40);
  });
});
