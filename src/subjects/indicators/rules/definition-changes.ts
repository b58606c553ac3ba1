import type { Finding } from '../../../kernel/finding';
import { say } from '../../../locales/say';
import type { Id } from '../../../platform/database/tables';
import type { IndicatorExpression } from '../schema';
import {
  type Catalogue,
  type DimensionFields,
  type FieldChange,
  type FigureFields,
  fieldChanges,
  type Held,
  type HeldIndicator,
  type IndicatorFields,
  type Wanted,
  type WantedCatalogue,
} from './definition-fields';
import { checkFigure, checkIndicator, placeIn, type Wrong } from './definition-laws';
import type { UnitTable } from './expression/units';
import { compileFormula, type FormulaFigures } from './formula';
import { clashingNames } from './indicator-names';

export type Change<Fields> = Wanted<Fields> & { before: Held<Fields> | null; changes: FieldChange[] };

/** What has to be written for a catalogue to become what is wanted. Nothing, where there is a finding that is an error. */
export type DefinitionChanges = {
  findings: Finding[];
  dimensions: Change<DimensionFields>[];
  figures: Change<FigureFields>[];
  indicators: (Change<IndicatorFields> & { expression: IndicatorExpression | null })[];
  /** Formulas of others that read the same and compile to something else now: a figure's unit is another. */
  recompiled: { id: Id; expression: IndicatorExpression }[];
};

export type ChangeContext = {
  units: UnitTable;
  language: string;
  /** Figures with a form or data, by id. */
  inUse: ReadonlySet<Id>;
  /** Options with data, by the code of the dimension. */
  optionsWithData: ReadonlyMap<string, ReadonlySet<string>>;
};

const changesIn = <Fields extends object>(
  held: readonly Held<Fields>[],
  wanted: readonly Wanted<Fields>[],
): Change<Fields>[] => {
  const byId = new Map(held.map(one => [one.id, one]));
  return wanted.map(one => {
    const before = one.id === null ? null : (byId.get(one.id) ?? null);
    return { ...one, before, changes: before ? fieldChanges(before.fields, one.fields) : [] };
  });
};

const afterwards = <Fields>(held: readonly Held<Fields>[], wanted: readonly Wanted<Fields>[]): Fields[] => {
  const replaced = new Map(wanted.flatMap(({ id, fields }) => (id === null ? [] : [[id, fields] as const])));
  const added = wanted.filter(({ id }) => id === null).map(({ fields }) => fields);
  return [...held.map(({ id, fields }) => replaced.get(id) ?? fields), ...added];
};

/** Figures as formulas may name them. */
export const formulaFigures = (
  figures: readonly Pick<FigureFields, 'code' | 'unit' | 'aggregation' | 'dimension'>[],
  dimensions: readonly DimensionFields[],
): FormulaFigures => {
  const options = new Map(dimensions.map(one => [one.code, one.options.map(({ code }) => code)]));
  return new Map(
    figures.map(({ code, unit, aggregation, dimension }) => [
      code,
      { unit, aggregation, categories: options.get(dimension ?? '') ?? [] },
    ]),
  );
};

/** Works out what changes, and all that speaks against it, in one run. Pure: the same for one saved figure and for a whole pack. */
export const definitionChanges = (
  held: Catalogue,
  wanted: WantedCatalogue,
  context: ChangeContext,
): DefinitionChanges => {
  const { units, language } = context;
  const findings: Finding[] = [];
  const wrong: Wrong = (code, at, values = {}) => {
    findings.push({ code, level: 'error', message: say(language, `definition-findings:${code}`, values), at });
  };
  const dimensions = changesIn(held.dimensions, wanted.dimensions);
  const figures = changesIn(held.figures, wanted.figures);
  const dimensionsThen = afterwards(held.dimensions, wanted.dimensions);
  const known = new Set(dimensionsThen.map(({ code }) => code));
  for (const change of dimensions) lawsOfDimension(change, context, wrong);
  for (const change of figures) {
    checkFigure(change.fields, change.at, known, wrong);
    lawsOfFigure(change, context.inUse, wrong);
  }
  const formulas = {
    figures: formulaFigures(afterwards(held.figures, wanted.figures), dimensionsThen),
    units,
    language,
  };
  const indicators = changesIn(held.indicators, wanted.indicators).map(change => {
    const { fields, at } = change;
    checkIndicator(fields, at, wrong);
    if (change.before?.fields.code && change.before.fields.code !== fields.code)
      wrong('code-fixed', placeIn(at, 'code'));
    if (fields.numerator === null) return { ...change, expression: null };
    const compiled = compileFormula({ ...fields, numerator: fields.numerator }, formulas);
    if (compiled.ok) return { ...change, expression: compiled.expression };
    findings.push(...compiled.findings.map(finding => ({ ...finding, at: placeIn(at, finding.at) })));
    return { ...change, expression: null };
  });
  namesOf(held.indicators, wanted.indicators, wrong);
  const others = held.indicators.filter(({ id }) => !wanted.indicators.some(one => one.id === id));
  const recompiled = others.flatMap(other => recompile(other, formulas, wrong));
  return { findings, dimensions, figures, indicators, recompiled };
};

const lawsOfDimension = (
  { fields, before, at }: Change<DimensionFields>,
  { optionsWithData }: ChangeContext,
  wrong: Wrong,
): void => {
  const codes = fields.options.map(({ code }) => code);
  for (const code of new Set(codes.filter((one, index) => codes.indexOf(one) !== index)))
    wrong('code-twice', placeIn(at, 'options'), { code });
  if (!before) return;
  if (before.fields.code !== fields.code) wrong('code-fixed', placeIn(at, 'code'));
  const kept = new Set(codes);
  const withData = optionsWithData.get(before.fields.code);
  for (const { code, name } of before.fields.options)
    if (!kept.has(code) && withData?.has(code)) wrong('option-fixed', placeIn(at, 'options'), { option: name });
};

// What was collected was collected in this unit and split in this way: neither can become something else afterwards.
const lawsOfFigure = ({ fields, before, at }: Change<FigureFields>, inUse: ReadonlySet<Id>, wrong: Wrong): void => {
  if (!before) return;
  const { code, name, unit, dimension, kind, aggregation } = before.fields;
  if (code !== fields.code) wrong('code-fixed', placeIn(at, 'code'));
  if (!inUse.has(before.id)) return;
  if (unit !== fields.unit) wrong('unit-fixed', placeIn(at, 'unit'), { name });
  if (dimension !== fields.dimension) wrong('dimension-fixed', placeIn(at, 'dimension'), { name });
  if (kind !== fields.kind || aggregation !== fields.aggregation) wrong('kind-fixed', placeIn(at, 'kind'), { name });
};

// A plan's own wording has to lead to one indicator.
const namesOf = (held: readonly HeldIndicator[], wanted: readonly Wanted<IndicatorFields>[], wrong: Wrong): void => {
  const untouched = held.filter(({ id, fields }) => fields.code !== null && !wanted.some(one => one.id === id));
  const all = [
    ...untouched.map(({ fields }) => ({ ...fields, code: '' })),
    ...wanted.filter(({ fields }) => fields.code !== null).map(({ fields, at }) => ({ ...fields, code: `=${at}` })),
  ];
  for (const { at, name } of clashingNames(all))
    if (at !== '') wrong('name-twice', placeIn(at.slice(1), 'aliases'), { name });
};

const recompile = (
  { id, fields, expression }: HeldIndicator,
  formulas: Parameters<typeof compileFormula>[1],
  wrong: Wrong,
): { id: Id; expression: IndicatorExpression }[] => {
  const { numerator, name } = fields;
  if (numerator === null) return [];
  const compiled = compileFormula({ ...fields, numerator }, formulas);
  if (compiled.ok)
    return fieldChanges({ expression }, { expression: compiled.expression }).length === 0
      ? []
      : [{ id, expression: compiled.expression }];
  const [first] = compiled.findings;
  wrong('breaks-formula', `indicators[${fields.code ?? id}].${first?.at ?? ''}`, {
    name,
    reason: first?.message ?? '',
  });
  return [];
};
