import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import units from './expression/units.json';
import { readPack } from './pack';

const health = {
  name: '卫生健康统计',
  dimensions: [
    {
      code: 'sex',
      name: '性别',
      options: [
        { code: 'female', name: '女' },
        { code: 'male', name: '男' },
      ],
    },
  ],
  tags: [{ code: 'hospital', name: '医院' }],
  figures: [
    { code: 'BEDS', name: '床位数', unit: '张', low: '0' },
    { code: 'PATIENTS', name: '住院人数', unit: '人', kind: 'flow', dimension: 'sex' },
  ],
  indicators: [
    {
      code: 'patients',
      name: '住院人数',
      unit: '人',
      numerator: 'PATIENTS',
      frequency: 'month',
      aliases: ['出院人数'],
    },
  ],
  forms: [
    {
      code: 'HOSPITAL_MONTH',
      name: '医院月报',
      frequency: 'month',
      level: 'school',
      tags: ['hospital'],
      timing: { opens: -2, due: 5, locks: 5 },
      sections: [{ name: '床位', figures: ['BEDS', { figure: 'PATIENTS', changeLimit: '30' }] }],
      checks: [{ text: 'PATIENTS.female <= PATIENTS', level: 'must-fix', message: '女性不应多于全部' }],
    },
  ],
};
type Health = typeof health;
const findingsOf = (change: (pack: Health) => unknown) => {
  const pack = structuredClone(health);
  change(pack);
  return readPack(pack, { units }).findings.map(({ code, at }) => `${code} ${at}`);
};

describe('a pack', () => {
  it('is read with its formulas and checks compiled', () => {
    const { pack, findings } = readPack(health, { units });
    expect(findings).toEqual([]);
    expect(pack!.indicators[0]!.expression).toEqual({
      numerator: { op: 'figure', code: 'PATIENTS', category: null },
      denominator: null,
    });
    expect(pack!.forms[0]!.sections[0]!.figures).toEqual([
      { figure: 'BEDS', mode: 'ask', required: true, changeLimit: null },
      { figure: 'PATIENTS', mode: 'ask', required: true, changeLimit: '30' },
    ]);
    expect(pack!.forms[0]!.checks[0]!.expression).toMatchObject({ op: '<=' });
  });

  it('names every fault with its place', () => {
    expect(
      findingsOf(pack => {
        pack.figures[1]!.dimension = 'age';
        pack.indicators[0]!.numerator = 'PATIENT';
        pack.forms[0]!.tags = ['clinic'];
        pack.forms[0]!.checks[0]!.text = 'BEDS <= ';
      }),
    ).toEqual([
      'dimension-unknown figures[PATIENTS].dimension',
      'figure-unknown indicators[patients].numerator:0-7',
      'tag-unknown forms[HOSPITAL_MONTH].tags',
      'unfinished forms[HOSPITAL_MONTH].checks[0]:7-8',
    ]);
    expect(findingsOf(pack => pack.figures.push(pack.figures[0]!))).toEqual(['code-twice figures[BEDS]']);
    expect(findingsOf(pack => Object.assign(pack.figures[0]!, { kind: 'other', colour: 'red' }))).toEqual([
      'shape figures[BEDS].kind',
      'shape figures[BEDS]',
    ]);
    expect(readPack('no pack', { units }).findings.map(({ code }) => code)).toEqual(['shape']);
  });

  it('asks a unit for a figure once in a rhythm', () => {
    const again = (mode: string) => (pack: Health) =>
      pack.forms.push({
        ...pack.forms[0]!,
        code: 'SECOND',
        checks: [],
        sections: [{ name: '', figures: [{ figure: 'BEDS', mode }] as never }],
      });
    expect(findingsOf(again('ask'))).toEqual(['asked-twice forms[SECOND].sections']);
    expect(findingsOf(again('show'))).toEqual([]);
  });

  it('is written as the guide says', () => {
    const guide = readFileSync(join(import.meta.dirname, '../../../../docs/guide/packs.md'), 'utf8');
    const files = [...guide.matchAll(/```json\n([\s\S]*?)```/g)].map(([, text]) => JSON.parse(text!) as object);
    expect(files).toHaveLength(5);
    expect(readPack(Object.assign({}, ...files), { units }).findings).toEqual([]);
  });

  it('may lean on what is there already', () => {
    const { figures, dimensions, ...rest } = health;
    expect(readPack(rest, { units }).pack).toBeNull();
    const known = [
      { code: 'BEDS', unit: '张', aggregation: 'sum' as const, dimension: null },
      { code: 'PATIENTS', unit: '人', aggregation: 'sum' as const, dimension: 'sex' },
    ];
    expect(figures).toHaveLength(known.length);
    expect(readPack(rest, { units, figures: known, dimensions }).findings).toEqual([]);
  });
});
