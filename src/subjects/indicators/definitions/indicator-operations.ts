import { Refusal, refuse } from '../../../kernel/refusal';
import { say } from '../../../locales/say';
import type { Db } from '../../../platform/database/connect';
import type { Id } from '../../../platform/database/tables';
import { read, write } from '../../../platform/operation';
import { seesEverything } from '../../org/rules';
import { knownUnits } from '../reads/shipped-packs';
import { compileFormula } from '../rules/formula';
import { codesInText, formulaInWords } from '../rules/formula-in-words';
import { comparableIndicator, meantBy, sameUnit } from '../rules/indicator-names';
import { catalogueOf } from './catalogue';
import { mayDefine, mayReadDefinitions } from './policy';
import { figureRows, formulaContext, formulaOf, hangingTargets, indicatorRows } from './reads';
import { expectLead, expectVersion, saveOne } from './save-one';
import {
  type CheckedFormula,
  checkFormulaInput,
  type DefinitionPage,
  definitionInput,
  type IndicatorsPage,
  indicatorsInput,
  type Saved,
  saveIndicatorInput,
} from './schema';

export const list = read({
  name: 'indicators.list',
  summary: '指标目录：名称、单位、频率、采集层级、牵头处室，有没有目标值',
  input: indicatorsInput,
  may: mayReadDefinitions,
  run: async ({ db, actor, today }, input): Promise<IndicatorsPage> => ({
    indicators: await indicatorRows(db, actor.tenantId, { ...input, today }),
    maySave: mayDefine(actor),
  }),
});

export const definition = read({
  name: 'indicators.definition',
  summary: '一个指标的定义：含义、算式、由哪些数据项得来、用在哪些目标里',
  input: definitionInput,
  may: mayReadDefinitions,
  run: async ({ db, actor, today }, { indicatorId }): Promise<DefinitionPage> => {
    const { tenantId } = actor;
    const [row] = await indicatorRows(db, tenantId, { id: indicatorId, past: true, today });
    const formula = await formulaOf(db, tenantId, indicatorId);
    if (!row || !formula) return refuse('not-found');
    const { numerator, denominator } = formula;
    const [above, below] = [new Set(codesInText(numerator)), new Set(codesInText(denominator))];
    const codes = [...new Set([...above, ...below])];
    const rows = codes.length > 0 ? await figureRows(db, tenantId, { q: '', past: true, today, codes }) : [];
    const figures = codes.flatMap(code => {
      const figure = rows.find(one => one.code === code);
      if (!figure) return [];
      const side = above.has(code) ? (below.has(code) ? 'both' : 'numerator') : 'denominator';
      return [{ ...figure, side } as const];
    });
    const named = row.code === null ? [] : await indicatorRows(db, tenantId, { kind: 'named', past: true, today });
    return {
      ...row,
      ...formula,
      reads: numerator && formulaInWords(numerator, denominator, new Map(figures.map(figure => [figure.code, figure]))),
      figures,
      hanging: await hangingTargets(db, tenantId, indicatorId, seesEverything(actor)),
      similar: named.filter(one => meantBy(one.name, one.unit, [row], knownUnits()) !== null),
      maySave: mayDefine(actor),
    };
  },
});

export const checkFormula = read({
  name: 'indicators.checkFormula',
  summary: '算式写到一半时的检查：错在第几个字，或读作什么',
  input: checkFormulaInput,
  may: mayReadDefinitions,
  run: async ({ db, actor, today }, input): Promise<CheckedFormula> => {
    const { tenantId, language } = actor;
    const denominator = input.denominator?.trim() ? input.denominator : null;
    const compiled = compileFormula({ ...input, denominator }, await formulaContext(db, tenantId, language));
    const codes = [...codesInText(input.numerator), ...codesInText(denominator)];
    const rows = await figureRows(db, tenantId, { q: '', past: true, today, codes: [...new Set(codes)] });
    const figures = rows.map(({ code, name, unit }) => ({ code, name, unit }));
    if (!compiled.ok) return { ok: false, findings: compiled.findings, reads: null, figures };
    const reads = formulaInWords(input.numerator, denominator, new Map(rows.map(row => [row.code, row])));
    return { ok: true, findings: [], reads, figures };
  },
});

/** Targets that hang on an indicator keep their unit: it cannot become another under them. `only`: of some of them. */
export async function expectUnitOfTargets(
  db: Db,
  { tenantId, language }: { tenantId: Id; language: string },
  indicatorId: Id,
  unit: string,
  only?: readonly Id[],
): Promise<void> {
  const targets = await db
    .selectFrom('targets')
    .select(['text', 'unit'])
    .where('tenantId', '=', tenantId)
    .where('indicatorId', '=', indicatorId)
    .where('unit', 'is not', null)
    .$if(only !== undefined, query => query.where('id', 'in', [...only!]))
    .execute();
  const findings = targets
    .filter(target => target.unit !== '' && !sameUnit(target.unit!, unit, knownUnits()))
    .slice(0, 20)
    .map(({ text }) => ({
      code: 'unit-in-use',
      level: 'error' as const,
      message: say(language, 'definition-findings:unit-in-use', { text }),
      at: 'unit',
    }));
  if (findings.length > 0) throw new Refusal('definition-has-errors', { count: findings.length, findings });
}

export const save = write({
  name: 'indicators.save',
  summary: '新增或修改指标；算式写错的不保存，并指出错在哪里',
  input: saveIndicatorInput,
  may: mayDefine,
  run: async (context, { indicatorId, version, ...fields }): Promise<Saved> => {
    const { db, actor } = context;
    const held = await catalogueOf(db, actor.tenantId, true);
    const before = await expectVersion(context, 'indicator', held.indicators, indicatorId, version);
    await expectLead(context, fields.leadUnitId);
    const others = held.indicators.filter(({ id }) => id !== before?.id).map(one => one.fields);
    const taken =
      others.find(({ code }) => code !== null && code === fields.code)?.code ??
      others.find(({ name, unit }) => name === fields.name && unit === fields.unit)?.name;
    if (taken) refuse('already-exists', { name: taken });
    if (before) await expectUnitOfTargets(db, actor, before.id, fields.unit);
    const aliases = [...new Set(fields.aliases)].filter(
      alias => comparableIndicator(alias) !== comparableIndicator(fields.name),
    );
    return saveOne(context, held, { indicators: [{ id: before?.id ?? null, fields: { ...fields, aliases }, at: '' }] });
  },
});
