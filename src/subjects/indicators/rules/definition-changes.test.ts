import { describe, expect, it } from 'vitest';
import { definitionChanges } from './definition-changes';
import type { Catalogue, DimensionFields, FigureFields, IndicatorFields, WantedCatalogue } from './definition-fields';
import units from './expression/units.json';

const since = { source: '', validFrom: '1900-01-01', validTo: null, leadUnitId: null, meaning: '' };
const sex: DimensionFields = {
  code: 'sex',
  name: '性别',
  options: [
    { code: 'female', name: '女' },
    { code: 'male', name: '男' },
  ],
};
const pupils: FigureFields = {
  ...since,
  code: 'PUPILS',
  name: '学生数',
  unit: '人',
  kind: 'stock',
  aggregation: 'sum',
  dimension: 'sex',
  decimals: 0,
  low: '0',
  high: null,
};
const residents: FigureFields = { ...pupils, code: 'RESIDENTS', name: '人口', dimension: null };
const share: IndicatorFields = {
  ...since,
  code: 'share',
  name: '入学率',
  unit: '%',
  direction: 'up',
  aliases: ['净入学率'],
  aggregation: 'ratio',
  eachLevel: null,
  numerator: 'PUPILS.female + PUPILS.male',
  denominator: 'RESIDENTS',
  frequency: 'year',
  level: 'county',
  decimals: 1,
  isPublic: false,
  sort: 10,
};
const figure = (code: string) => ({ op: 'figure', code, category: null }) as const;
const held: Catalogue = {
  dimensions: [{ id: '1', version: 1, fields: sex }],
  figures: [pupils, residents].map((fields, index) => ({ id: String(index + 2), version: 1, fields })),
  indicators: [
    {
      id: '4',
      version: 1,
      fields: share,
      expression: { numerator: figure('PUPILS'), denominator: figure('RESIDENTS') },
    },
  ],
};
const changes = (wanted: Partial<WantedCatalogue>, inUse: string[] = [], withData: string[] = []) =>
  definitionChanges(
    held,
    { dimensions: [], figures: [], indicators: [], ...wanted },
    { units, language: 'zh-CN', inUse: new Set(inUse), optionsWithData: new Map([['sex', new Set(withData)]]) },
  );
const faults = (...given: Parameters<typeof changes>) =>
  changes(...given).findings.map(({ code, at }) => `${code} ${at}`);
const asPupils = (change: Partial<FigureFields>) => ({
  figures: [{ id: '2', fields: { ...pupils, ...change }, at: '' }],
});
const asResidents = (change: Partial<FigureFields>) => ({
  figures: [{ id: '3', fields: { ...residents, ...change }, at: '' }],
});

describe('a change of definitions', () => {
  it('compiles again what names a figure whose unit is another', () => {
    const { findings, recompiled } = changes(asResidents({ unit: '万人' }));
    expect(findings).toEqual([]);
    expect(recompiled).toMatchObject([{ id: '4', expression: { numerator: { op: 'convert' } } }]);
    expect(faults(asResidents({ unit: '元' }))).toEqual(['breaks-formula indicators[share].unit']);
  });

  it('leaves a figure with forms or data its unit, its dimension and its kind', () => {
    const change = asPupils({ unit: '名', dimension: null, kind: 'flow' });
    expect(faults(asPupils({ kind: 'flow', name: '在校生' }))).toEqual([]);
    expect(faults(change, ['2'])).toEqual([
      'unit-fixed unit',
      'dimension-fixed dimension',
      'kind-fixed kind',
      'breaks-formula indicators[share].numerator:7-13',
    ]);
    expect(faults(asPupils({ code: 'STUDENTS' }))[0]).toBe('code-fixed code');
  });

  it('takes no option away that has data or that a formula names', () => {
    const less = { dimensions: [{ id: '1', fields: { ...sex, options: sex.options.slice(0, 1) }, at: '' }] };
    expect(faults(less, [], ['male'])).toEqual([
      'option-fixed options',
      'breaks-formula indicators[share].numerator:23-27',
    ]);
    const twice = { dimensions: [{ id: '1', fields: { ...sex, options: [...sex.options, sex.options[0]!] }, at: '' }] };
    expect(faults(twice)).toEqual(['code-twice options']);
  });

  it('says field by field what is other, and nothing where nothing is', () => {
    const as = (fields: IndicatorFields) =>
      changes({ indicators: [{ id: '4', fields, at: '' }] }).indicators[0]!.changes;
    expect(as({ ...share })).toEqual([]);
    expect(as({ ...share, decimals: 2, aliases: [] })).toEqual([
      { field: 'aliases', before: ['净入学率'], after: [] },
      { field: 'decimals', before: 1, after: 2 },
    ]);
    expect(changes(asPupils({ low: '0.0' })).figures[0]!.changes).toEqual([]);
  });

  it('gives a name to one indicator alone', () => {
    const other = { ...share, code: 'other', name: '净 入学率', aliases: [] };
    expect(faults({ indicators: [{ id: null, fields: other, at: '' }] })).toEqual(['name-twice aliases']);
  });
});
