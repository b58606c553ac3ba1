import { zhCN } from 'zod/locales';
import type { Finding } from '../../../kernel/finding';
import { frequencies } from '../../../kernel/period';
import { say } from '../../../locales/say';
import type { IndicatorExpression } from '../schema';
import { checkFigure, checkIndicator, type Wrong } from './definition-laws';
import { compileExpression } from './expression/compile-expression';
import type { Expression } from './expression/expression';
import type { UnitTable } from './expression/units';
import { compileFormula, type FormulaFigures } from './formula';
import { clashingNames } from './indicator-names';
import {
  type PackDimension,
  type PackFigure,
  type PackFormText,
  type PackIndicatorText,
  type PackTag,
  packShape,
} from './pack-shape';

export type PackIndicator = PackIndicatorText & { expression: IndicatorExpression | null };
export type PackForm = Omit<PackFormText, 'checks'> & {
  checks: (PackFormText['checks'][number] & { expression: Expression })[];
};

/** A pack that is sound: every code known, every formula and check compiled. */
export type Pack = {
  code?: string;
  name: string;
  dimensions: PackDimension[];
  tags: PackTag[];
  figures: PackFigure[];
  indicators: PackIndicator[];
  forms: PackForm[];
  units: Record<string, { dimension: string; factor: string }>;
};

/** What a pack may lean on: what is there already, and the units that are known. */
export type PackSurroundings = {
  units: UnitTable;
  figures?: readonly Pick<PackFigure, 'code' | 'unit' | 'aggregation' | 'dimension'>[];
  dimensions?: readonly PackDimension[];
  language?: string;
};

/**
 * Reads a pack and finds all that is wrong with it in one run; `pack` is null where there is an error. Places are
 * `figures[KG_CHILDREN].dimension`, `indicators[myopia].numerator:4-9`, `forms[KG_MONTH].checks[3]:0-12`.
 */
export const readPack = (json: unknown, surroundings: PackSurroundings): { pack: Pack | null; findings: Finding[] } => {
  const { language = 'zh-CN' } = surroundings;
  const findings: Finding[] = [];
  const wrong: Wrong = (code, at, values = {}) => {
    findings.push({ code, level: 'error', message: say(language, `definition-findings:${code}`, values), at });
  };
  const parsed = packShape.safeParse(json, language.startsWith('zh') ? { error: inChinese } : undefined);
  if (!parsed.success) {
    for (const issue of parsed.error.issues.slice(0, MOST_FINDINGS))
      wrong('shape', placeOf(issue.path, json), { reason: issue.message });
    return { pack: null, findings };
  }
  const text = parsed.data;
  const units = { ...surroundings.units, ...text.units, ...surroundings.units };
  const dimensions = new Map([...(surroundings.dimensions ?? []), ...text.dimensions].map(one => [one.code, one]));
  const figures: FormulaFigures = new Map(
    [...(surroundings.figures ?? []), ...text.figures].map(({ code, unit, aggregation, dimension }) => [
      code,
      { unit, aggregation, categories: (dimensions.get(dimension ?? '')?.options ?? []).map(option => option.code) },
    ]),
  );
  for (const kind of ['dimensions', 'tags', 'figures', 'indicators', 'forms'] as const)
    checkOnce(kind, text[kind], wrong);
  for (const { code, options } of text.dimensions) checkOnce(`dimensions[${code}].options`, options, wrong);
  for (const figure of text.figures) checkFigure(figure, `figures[${figure.code}]`, dimensions, wrong);
  for (const { at, name } of clashingNames(text.indicators)) wrong('name-twice', `indicators[${at}].aliases`, { name });
  checkAsks(text.forms, wrong);
  const tags = new Set(text.tags.map(({ code }) => code));
  const indicators = text.indicators.map((indicator): PackIndicator => {
    const at = `indicators[${indicator.code}]`;
    checkIndicator(indicator, at, wrong);
    const { numerator } = indicator;
    if (numerator === null) return { ...indicator, expression: null };
    const compiled = compileFormula({ ...indicator, numerator }, { figures, units, language });
    if (compiled.ok) return { ...indicator, expression: compiled.expression };
    findings.push(...compiled.findings.map(finding => ({ ...finding, at: `${at}.${finding.at}` })));
    return { ...indicator, expression: null };
  });
  const forms = text.forms.map((form): PackForm => {
    const at = `forms[${form.code}]`;
    for (const tag of form.tags) if (tags.size > 0 && !tags.has(tag)) wrong('tag-unknown', `${at}.tags`, { tag });
    for (const { figure } of form.sections.flatMap(section => section.figures))
      if (!figures.has(figure)) wrong('figure-missing', `${at}.sections`, { figure });
    const checks = form.checks.flatMap((check, index) => {
      const compiled = compileExpression(check.text, { figures, units, expect: 'boolean', language });
      if (compiled.ok) return [{ ...check, expression: compiled.expression }];
      findings.push(...compiled.findings.map(finding => ({ ...finding, at: `${at}.checks[${index}]:${finding.at}` })));
      return [];
    });
    return { ...form, checks };
  });
  const sound = !findings.some(({ level }) => level === 'error');
  return { pack: sound ? { ...text, indicators, forms } : null, findings: findings.slice(0, MOST_FINDINGS) };
};

const MOST_FINDINGS = 200;

// What does not have the shape is told in the words of the library that reads it.
const inChinese = zhCN().localeError;

/** figures[3].unit, with the code of the third instead of its number where it has one. */
const placeOf = (path: readonly PropertyKey[], json: unknown): string => {
  let here: unknown = json;
  return path.reduce<string>((place, key) => {
    here = typeof here === 'object' && here !== null ? (here as Record<PropertyKey, unknown>)[key] : undefined;
    if (typeof key !== 'number') return place === '' ? String(key) : `${place}.${String(key)}`;
    const code = typeof here === 'object' && here !== null ? (here as { code?: unknown }).code : undefined;
    return `${place}[${typeof code === 'string' ? code.slice(0, 60) : key}]`;
  }, '');
};

const checkOnce = (place: string, all: readonly { code: string }[], wrong: Wrong): void => {
  const seen = new Set<string>();
  for (const { code } of all) {
    if (seen.has(code)) wrong('code-twice', `${place}[${code}]`, { code });
    seen.add(code);
  }
};

// One unit is never asked the same twice in one rhythm: what another form asks is shown.
const checkAsks = (forms: readonly PackFormText[], wrong: Wrong): void => {
  const asked = new Map<string, string>();
  for (const { code, level, frequency, sections } of forms)
    for (const { figure, mode } of sections.flatMap(section => section.figures)) {
      if (mode !== 'ask') continue;
      const key = `${level} ${frequency} ${figure}`;
      const before = asked.get(key);
      if (before !== undefined) wrong('asked-twice', `forms[${code}].sections`, { figure, form: before });
      else asked.set(key, code);
    }
};

/** The rhythm in which each figure is asked: the most frequent, as the roll-up takes it. */
export const askedEvery = (
  forms: readonly Pick<PackFormText, 'frequency' | 'sections'>[],
): Map<string, PackFormText['frequency']> => {
  const every = new Map<string, PackFormText['frequency']>();
  for (const { frequency, sections } of forms)
    for (const { figure, mode } of sections.flatMap(section => section.figures)) {
      const before = every.get(figure);
      if (mode === 'ask' && (!before || frequencies.indexOf(frequency) < frequencies.indexOf(before)))
        every.set(figure, frequency);
    }
  return every;
};
