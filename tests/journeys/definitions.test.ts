import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../src/kernel/finding';
import type {
  CheckedFormula,
  DefinitionPage,
  DimensionsPage,
  FigureRow,
  FiguresPage,
  ImportedPack,
  IndicatorRow,
  IndicatorsPage,
  Linked,
  PackRow,
  Saved,
} from '../../src/subjects/indicators/definitions/schema';
import { startTestApp, type TestApp, type Visitor } from '../support/app';

type Refused = { error: { code: string; message: string; detail: { findings: Finding[]; name: string } } };

// Three targets: by the catalogue's name, by another name that the catalogue knows, and by one that nobody knows.
const PLAN = `2026年工作要点
一、学前教育
1.学前三年毛入园率达到96%。（牵头处室：学前教育处）
2.普惠园在园幼儿占比达到90%以上。（牵头处室：学前教育处）
3.义务教育保有率达到98%。（牵头处室：基础教育处）`;

const READS = '（在园幼儿数（公办） + 在园幼儿数（普惠性民办）） ÷ 在园幼儿数';

describe('the supervision office keeps the catalogue', () => {
  let app: TestApp;
  let office: Visitor;
  let school: Visitor;

  const list = async (input: Record<string, unknown> = {}) =>
    (await office.read<IndicatorsPage>('indicators.list', input)).body.indicators;
  const named = async (name: string) => (await list({ q: name })).find(one => one.name === name)!;
  const figure = async (code: string): Promise<FigureRow> =>
    (await office.read<FiguresPage>('indicators.figures', { q: code })).body.figures.find(one => one.code === code)!;
  const definition = async (id: string) =>
    (await office.read<DefinitionPage>('indicators.definition', { indicatorId: id })).body;
  const fieldsOf = async (id: string) => {
    const { meaning, source, numerator, denominator, ...page } = await definition(id);
    const { code, name, unit, direction, aliases, aggregation, eachLevel, frequency, level, decimals } = page;
    const { leadUnitId, isPublic, validFrom, validTo, sort, version } = page;
    const row = {
      code,
      name,
      unit,
      direction,
      aliases,
      aggregation,
      eachLevel,
      frequency,
      level,
      decimals,
      leadUnitId,
    };
    return {
      indicatorId: id,
      version,
      ...row,
      isPublic,
      validFrom,
      validTo,
      sort,
      meaning,
      source,
      numerator,
      denominator,
    };
  };

  beforeAll(async () => {
    app = await startTestApp();
    office = await app.visit('office', 'supervisor', 'root');
    school = await app.visit('school', 'reporter', 'east-1');
  });
  afterAll(() => app.close());

  it('looks at a pack before it takes it, and takes it once', async () => {
    const { packs } = (await school.read<{ packs: PackRow[] }>('indicators.packs')).body;
    expect(packs).toMatchObject([{ pack: 'education', imported: false }]);

    const tried = (await office.write<ImportedPack>('indicators.importPack', { pack: 'education', dry: true })).body;
    expect(tried.indicators.created).toHaveLength(packs[0]!.indicators);
    expect(await list()).toEqual([]);
    // This bureau has no such departments: a hint without a unit is a warning.
    expect(tried.findings.map(({ code }) => code)).toContain('lead-unknown');
    expect(tried.findings.some(({ message }) => message.includes('学前教育处'))).toBe(false);

    const taken = (await office.write<ImportedPack>('indicators.importPack', { pack: 'education' })).body;
    expect(taken.figures.created).toHaveLength(packs[0]!.figures);
    const again = (await office.write<ImportedPack>('indicators.importPack', { pack: 'education' })).body;
    expect(again.changes).toEqual([]);
    expect(again.indicators).toMatchObject({ created: [], changed: [], same: packs[0]!.indicators });

    const preschool = await named('普惠性幼儿园覆盖率');
    expect(preschool).toMatchObject({ leadUnitName: '学前教育处', hasFormula: true, targets: 0, pack: 'education' });
    expect((await list({ frequency: 'month', level: 'school' })).length).toBeGreaterThan(10);
    expect(
      (await list({ leadUnitId: app.unitIds.get('preschool')! })).every(one => one.leadUnitName === '学前教育处'),
    ).toBe(true);
  });

  it('shows what an indicator is made of to whoever has a post', async () => {
    const { id } = await named('普惠性幼儿园覆盖率');
    const page = (await school.read<DefinitionPage>('indicators.definition', { indicatorId: id })).body;
    expect(page.figures.map(({ code, side }) => [code, side])).toEqual([['KG_CHILDREN', 'both']]);
    expect(page.figures[0]!.categories.map(({ name }) => name)).toEqual(['公办', '普惠性民办', '其他民办']);
    expect(page).toMatchObject({ reads: READS, maySave: false });
    expect((await school.write('indicators.save', await fieldsOf(id))).status).toBe(403);
  });

  it('finds the catalogued indicator for a target by its name or another wording', async () => {
    const { planId } = (await office.write<{ planId: string }>('plans.paste', { name: '要点.txt', text: PLAN })).body;
    expect((await office.write('plans.adopt', { planId })).status).toBe(200);
    expect((await named('学前三年毛入园率')).targets).toBe(1);
    expect((await named('普惠性幼儿园覆盖率')).targets).toBe(1);
    expect((await list({ kind: 'named' })).map(({ name }) => name)).toEqual(['义务教育保有率']);
    expect((await definition((await named('普惠性幼儿园覆盖率')).id)).hanging.map(({ text }) => text)).toEqual([
      '普惠园在园幼儿占比达到90%以上',
    ]);
  });

  it('links what a plan named otherwise; the next plan finds the way by itself', async () => {
    const from = await named('义务教育保有率');
    const to = await named('九年义务教育巩固率');
    const persons = await named('在园幼儿数');
    const wrong = await office.write<Refused>('indicators.link', { fromId: from.id, toId: persons.id });
    expect(wrong.body.error.detail.findings).toMatchObject([{ code: 'unit-in-use', at: 'unit' }]);
    expect((await office.write<Refused>('indicators.link', { fromId: to.id, toId: from.id })).status).toBe(409);

    expect((await office.write<Linked>('indicators.link', { fromId: from.id, toId: to.id })).body).toEqual({
      targets: 1,
    });
    expect(await list({ kind: 'named' })).toEqual([]);
    expect(await definition(to.id)).toMatchObject({ targets: 1, aliases: expect.arrayContaining(['义务教育保有率']) });

    const text = PLAN.replace('98%', '99%');
    const { planId } = (await office.write<{ planId: string }>('plans.paste', { name: '二.txt', text })).body;
    await office.write('plans.adopt', { planId });
    expect((await definition(to.id)).targets).toBe(2);
    expect(await list({ kind: 'named' })).toEqual([]);
  });

  it('moves a single target that the words led to the wrong one, and adopting again leaves it there', async () => {
    const from = await named('九年义务教育巩固率');
    const to = await named('义务教育入学率');
    const [target] = (await definition(from.id)).hanging;
    const move = (targetIds: string[]) =>
      office.write<Linked>('indicators.link', { fromId: from.id, toId: to.id, targetIds });
    expect((await move(['999999'])).status).toBe(404);
    expect((await move([target!.id])).body).toEqual({ targets: 1 });
    await office.write('plans.adopt', { planId: target!.planId! });
    expect((await definition(to.id)).hanging.map(({ id }) => id)).toEqual([target!.id]);
    expect((await definition(from.id)).targets).toBe(1);
  });

  it('reads a formula while it is typed, and refuses a wrong one with its place', async () => {
    const check = async (numerator: string, denominator: string, unit = '%') =>
      (
        await school.read<CheckedFormula>('indicators.checkFormula', {
          numerator,
          denominator,
          unit,
          aggregation: 'ratio',
        })
      ).body;
    expect(await check('KG_CHILDREN.public + KG_CHILDREN.inclusive', 'KG_CHILDREN')).toMatchObject({
      ok: true,
      reads: READS,
    });
    const wrong = await check('KG_CHILDREN.private', 'KG_CHILDRENS');
    expect(wrong.findings.map(({ code, at }) => [code, at])).toEqual([
      ['category-unknown', 'numerator:12-19'],
      ['figure-unknown', 'denominator:0-12'],
    ]);
    expect((await check('KG_CHILDREN', 'KG_CLASSES')).findings).toMatchObject([{ code: 'result-unit', at: 'unit' }]);

    const { id } = await named('普惠性幼儿园覆盖率');
    const fields = await fieldsOf(id);
    const saved = await office.write<Refused>('indicators.save', { ...fields, numerator: 'KG_CHILDREN +' });
    expect(saved.status).toBe(422);
    expect(saved.body.error.code).toBe('definition-has-errors');
    expect(saved.body.error.detail.findings[0]!.at).toMatch(/^numerator:1[23]-/);
    expect(await fieldsOf(id)).toEqual(fields);
  });

  it('saves an indicator, and says who was first', async () => {
    const { id } = await named('幼儿出勤率');
    const fields = await fieldsOf(id);
    const change = { ...fields, aliases: ['在园幼儿出勤率'], isPublic: true };
    expect((await office.write<Saved>('indicators.save', change)).body).toEqual({ id, version: fields.version + 1 });
    expect(await fieldsOf(id)).toMatchObject({ aliases: ['在园幼儿出勤率'], isPublic: true });
    const late = await office.write<Refused>('indicators.save', { ...change, aliases: [] });
    expect(late.body.error).toMatchObject({ code: 'changed-meanwhile', detail: { by: 'office' } });

    const clash = { ...(await fieldsOf(id)), aliases: ['学前三年毛入学率'] };
    expect((await office.write<Refused>('indicators.save', clash)).body.error.detail.findings).toMatchObject([
      { code: 'name-twice', at: 'aliases' },
    ]);
    const own = { code: 'nurses-each', name: '每班保育员', unit: '人/班', aggregation: 'ratio', frequency: 'month' };
    const formula = { numerator: 'KG_NURSES', denominator: 'KG_CLASSES' };
    expect((await office.write<Saved>('indicators.save', { ...own, ...formula })).status).toBe(200);
    expect((await office.write('indicators.save', { ...own, ...formula })).status).toBe(409);
    // An aggregation has its laws.
    const sum = { ...own, code: 'other', name: '另一个', ...formula, aggregation: 'sum' };
    expect((await office.write<Refused>('indicators.save', sum)).body.error.detail.findings).toMatchObject([
      { code: 'denominator-not-wanted', at: 'denominator' },
    ]);
  });

  it('lets a figure that is in use keep its unit and its dimension, and no formula break', async () => {
    const { id, version, indicators: _, forms: _forms, ...nurses } = await figure('KG_NURSES');
    const { dimensionName: _n, categories: _c, leadUnitName: _l, pack: _p, ...fields } = nurses;
    const save = (input: object) => office.write<Refused & Saved>('indicators.saveFigure', { figureId: id, ...input });
    // In no form yet: but a formula is in 人 per 个.
    const broken = await save({ version, ...fields, unit: '元' });
    expect(broken.body.error.detail.findings).toMatchObject([
      { code: 'breaks-formula', at: 'indicators[nurses-each].unit' },
    ]);
    expect((await save({ version, ...fields, low: '5', high: '2' })).body.error.detail.findings).toMatchObject([
      { code: 'range-reversed', at: 'high' },
    ]);
    const renamed = await save({ version, ...fields, name: '保育人员数' });
    expect(renamed.body).toEqual({ id, version: version + 1 });

    const form = await app.owner
      .insertInto('forms')
      .values({
        tenantId: app.tenantId,
        code: 'TRIAL',
        name: '试填',
        frequency: 'month',
        level: 'school',
        keeperUnitId: null,
        timing: JSON.stringify({ opens: 0, due: 5, locks: 5 }),
        checks: '[]',
        validTo: null,
        pack: null,
        createdAt: '2026-03-02T00:00:00Z',
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await app.owner
      .insertInto('formFigures')
      .values({ tenantId: app.tenantId, formId: form.id, figureId: id, changeLimit: null })
      .execute();
    const used = await save({ version: version + 1, ...fields, unit: '名', dimension: 'sex' });
    expect(used.body.error.detail.findings.map(({ code }) => code)).toEqual(['unit-fixed', 'dimension-fixed']);
    expect((await figure('KG_NURSES')).forms).toMatchObject([{ name: '试填', frequency: 'month', level: 'school' }]);
  });

  it('adds to a dimension, and takes no option away that a formula names', async () => {
    const { dimensions } = (await office.read<DimensionsPage>('indicators.dimensions')).body;
    const { id: dimensionId, version, code, name, options } = dimensions.find(one => one.code === 'run')!;
    const save = (change: object) =>
      office.write<Refused & Saved>('indicators.saveDimension', {
        dimensionId,
        version,
        code,
        name,
        options,
        ...change,
      });
    const less = await save({ options: options.filter(option => option.code !== 'public') });
    expect(less.body.error.detail.findings.map(finding => finding.code)).toContain('breaks-formula');
    const more = [...options, { code: 'shared', name: '合办' }];
    expect((await save({ options: more })).body).toEqual({ id: dimensionId, version: version + 1 });
  });

  it('gives the catalogue out as a file that changes nothing when it is read in again', async () => {
    const file = await office.download('indicators.exportPack');
    const { id: fileId } = (await office.upload('目录.json', file.bytes, 'application/json')).body;
    const same = (await office.write<ImportedPack>('indicators.importPackFile', { fileId, dry: true })).body;
    expect(same.changes).toEqual([]);
    expect([same.figures.created, same.indicators.created]).toEqual([[], []]);

    // Of another field, one line of it wrong: nothing is taken.
    const health = {
      code: 'health',
      name: '卫生',
      figures: [
        { code: 'BEDS', name: '床位数', unit: '张' },
        { code: 'RESIDENTS', name: '常住人口', unit: '人' },
      ],
      indicators: [
        {
          code: 'beds-each',
          name: '每千人床位',
          unit: '张/千人',
          aggregation: 'ratio',
          frequency: 'year',
          numerator: 'BEDS',
          denominator: 'RESIDENT',
        },
      ],
    };
    const give = async (content: unknown) => {
      const bytes = Buffer.from(typeof content === 'string' ? content : JSON.stringify(content));
      return (await office.upload('卫生.json', bytes, 'application/json')).body.id;
    };
    const wrong = await office.write<Refused>('indicators.importPackFile', { fileId: await give(health) });
    expect(wrong.body.error.detail.findings).toMatchObject([
      { code: 'figure-unknown', at: 'indicators[beds-each].denominator:0-8' },
    ]);
    expect(await figure('BEDS')).toBeUndefined();
    health.indicators[0]!.denominator = 'RESIDENTS';
    // A plan named it before the catalogue came: it is given its definition.
    const before = await app.owner
      .insertInto('indicators')
      .values({
        tenantId: app.tenantId,
        name: '每千人床位',
        unit: '张/千人',
        createdAt: '2026-03-02T00:00:00Z',
      } as never)
      .returning('id')
      .executeTakeFirstOrThrow();
    const right = await office.write<ImportedPack>('indicators.importPackFile', { fileId: await give(health) });
    expect(right.body).toMatchObject({ pack: 'health', figures: { created: ['BEDS', 'RESIDENTS'] } });
    const { id, expression } = await app.owner
      .selectFrom('indicators')
      .select(['id', 'expression'])
      .where('tenantId', '=', app.tenantId)
      .where('code', '=', 'beds-each')
      .executeTakeFirstOrThrow();
    expect(id).toBe(before.id);
    expect(expression!.numerator).toMatchObject({ op: 'convert', times: '1000', over: '1' });

    const torn = await office.write<Refused>('indicators.importPackFile', { fileId: await give('{"figures": [') });
    expect(torn.body.error.detail.findings).toMatchObject([{ code: 'not-json' }]);
    const shapeless = await office.write<Refused>('indicators.importPackFile', {
      fileId: await give({ figures: [{ code: 'X', name: 'x', kind: 'other' }] }),
    });
    expect(shapeless.body.error.detail.findings).toMatchObject([{ code: 'shape', at: 'figures[X].kind' }]);
  });

  it('leaves a line of history for every definition', async () => {
    const auditor = await app.visit('auditor', 'auditor', 'root');
    const { id } = (await list({ q: '幼儿出勤率' }))[0] as IndicatorRow;
    const page = await auditor.read<{ rows: { operation: string }[] }>('audit.list', {
      kind: 'indicator',
      subjectId: id,
    });
    expect(page.body.rows.map(row => row.operation)).toEqual(['indicators.save', 'indicators.importPack']);
  });
});
