import { z } from 'zod';
import type { Finding } from '../../../kernel/finding';
import { type Frequency, frequencies } from '../../../kernel/period';
import type { DateText, Id } from '../../../platform/database/tables';
import { id, type UnitKind, unitKinds } from '../../org/schema';
import { dimensionShape, figureShape, formulaText, indicatorShape, lowerCode, upperCode } from '../rules/pack-shape';
import type { CategoryOption, Comparator, FigureAggregation, FigureKind, IndicatorAggregation } from '../schema';

const version = z.coerce.number().int().min(0);
const query = z.string().trim().max(100).default('');
/** A query string says true and false in words. */
const flag = z.union([z.boolean(), z.stringbool()]);

export const figuresInput = z.object({
  /** In code, name or meaning. */
  q: query,
  leadUnitId: id.optional(),
  dimension: lowerCode.optional(),
  pack: lowerCode.optional(),
  /** Those that are no longer valid as well. */
  past: flag.default(false),
});

/** `figureId` with its `version` changes a figure, without it is a new one. The code never changes. */
export const saveFigureInput = figureShape
  .omit({ lead: true })
  .extend({ figureId: id.optional(), version: version.optional(), leadUnitId: id.nullable().default(null) });
export type SaveFigure = z.output<typeof saveFigureInput>;

export const saveDimensionInput = dimensionShape.extend({ dimensionId: id.optional(), version: version.optional() });

export const indicatorsInput = z.object({
  /** In code, name or alias. */
  q: query,
  leadUnitId: id.optional(),
  level: z.enum(unitKinds).optional(),
  frequency: z.enum(frequencies).optional(),
  /** catalogued: defined, with a code; named: only a plan named them. */
  kind: z.enum(['all', 'catalogued', 'named']).default('all'),
  /** Only those with targets, or without. */
  targets: flag.optional(),
  past: flag.default(false),
});

export const definitionInput = z.object({ indicatorId: id });

const formula = {
  numerator: formulaText.nullable().default(null),
  denominator: formulaText.nullable().default(null),
};

/**
 * `indicatorId` with its `version` changes an indicator, without it is a new one; one that a plan named becomes catalogued by
 * being given a code. Without a numerator its values come with progress reports.
 */
export const saveIndicatorInput = indicatorShape.omit({ lead: true, public: true }).extend({
  indicatorId: id.optional(),
  version: version.optional(),
  code: lowerCode.nullable().default(null),
  ...formula,
  leadUnitId: id.nullable().default(null),
  isPublic: z.boolean().default(false),
  sort: z.number().int().min(0).max(1_000_000).default(0),
});
export type SaveIndicator = z.output<typeof saveIndicatorInput>;

/** A formula while it is typed. */
export const checkFormulaInput = indicatorShape
  .pick({ unit: true, aggregation: true })
  .extend({ numerator: z.string().max(4_000), denominator: z.string().max(4_000).nullable().default(null) });

/**
 * Moves the targets of `fromId`, which a plan named, to the catalogued `toId`; the name becomes an alias. With `targetIds` only these
 * are moved, from a catalogued one too, and nothing else changes: the plan's words led to the wrong one.
 */
export const linkInput = z.object({ fromId: id, toId: id, targetIds: z.array(id).min(1).max(500).optional() });

const packName = z
  .string()
  .max(40)
  .regex(/^[a-z][a-z0-9-]*$/);
const how = {
  /** Only says what would become of it. */
  dry: z.boolean().default(false),
  /** Codes that are left as they are here, though the pack has them otherwise. */
  keep: z
    .array(z.union([upperCode, lowerCode]))
    .max(10_000)
    .default([]),
};
export const importPackInput = z.object({ pack: packName, ...how });
export const importPackFileInput = z.object({ fileId: id, ...how });
/** Without `pack`: everything that is defined here. */
export const exportPackInput = z.object({ pack: packName.optional() });

/** 数据项: `indicators.figures`. */
export type FigureRow = {
  id: Id;
  code: string;
  name: string;
  meaning: string;
  unit: string;
  kind: FigureKind;
  aggregation: FigureAggregation;
  dimension: string | null;
  dimensionName: string | null;
  categories: CategoryOption[];
  decimals: number;
  low: string | null;
  high: string | null;
  leadUnitId: Id | null;
  leadUnitName: string | null;
  source: string;
  validFrom: DateText;
  validTo: DateText | null;
  pack: string | null;
  /** How many formulas name it. */
  indicators: number;
  /** The forms that ask it. */
  forms: { id: Id; name: string; frequency: Frequency; level: UnitKind }[];
  version: number;
};
export type FiguresPage = { figures: FigureRow[]; maySave: boolean };

/** 分组维度: `indicators.dimensions`. */
export type DimensionRow = {
  id: Id;
  code: string;
  name: string;
  options: CategoryOption[];
  pack: string | null;
  /** How many figures are split by it. */
  figures: number;
  version: number;
};
export type DimensionsPage = { dimensions: DimensionRow[]; maySave: boolean };

/** 指标 in the catalogue: `indicators.list`. */
export type IndicatorRow = {
  id: Id;
  /** Null: only a plan named it. */
  code: string | null;
  name: string;
  unit: string;
  direction: 'up' | 'down';
  aliases: string[];
  aggregation: IndicatorAggregation;
  eachLevel: UnitKind | null;
  frequency: Frequency | null;
  level: UnitKind | null;
  decimals: number;
  leadUnitId: Id | null;
  leadUnitName: string | null;
  isPublic: boolean;
  hasFormula: boolean;
  /** How many targets of plans hang on it. */
  targets: number;
  validFrom: DateText;
  validTo: DateText | null;
  pack: string | null;
  sort: number;
  version: number;
};
export type IndicatorsPage = { indicators: IndicatorRow[]; maySave: boolean };

/** A target that hangs on an indicator, in the words of its plan. */
export type HangingTarget = {
  id: Id;
  taskId: Id;
  planId: Id | null;
  text: string;
  comparator: Comparator;
  value: string | null;
  low: string | null;
  high: string | null;
  unit: string | null;
  dueOn: DateText;
};

/** `indicators.definition` */
export type DefinitionPage = IndicatorRow & {
  meaning: string;
  source: string;
  numerator: string | null;
  denominator: string | null;
  /** The formula with names in place of codes; null without one. */
  reads: string | null;
  /** What the formula names, the numerator's first. */
  figures: (Pick<
    FigureRow,
    'id' | 'code' | 'name' | 'unit' | 'kind' | 'dimension' | 'categories' | 'leadUnitName' | 'forms'
  > & { side: 'numerator' | 'denominator' | 'both' })[];
  /** Where it is used: targets of adopted plans. */
  hanging: HangingTarget[];
  /** Indicators that a plan named and that look like this one by name or unit: to link. */
  similar: Pick<IndicatorRow, 'id' | 'name' | 'unit' | 'targets'>[];
  maySave: boolean;
};

/** `indicators.checkFormula`; a finding's `at` is `numerator:4-9`, `denominator:0-3` or a field's name. */
export type CheckedFormula = {
  ok: boolean;
  findings: Finding[];
  /** The sides as they are printed, with the names of figures in place of codes: 在园幼儿数(公办) ÷ 在园幼儿数. */
  reads: string | null;
  figures: { code: string; name: string; unit: string }[];
};

/** What becomes of one kind of thing in an import. */
export type ImportCounts = { created: string[]; changed: string[]; same: number; kept: string[] };

/** `indicators.importPack`, `importPackFile`; codes in the order of the pack. */
export type ImportedPack = {
  pack: string;
  name: string;
  dry: boolean;
  dimensions: ImportCounts;
  figures: ImportCounts;
  indicators: ImportCounts;
  /** Forms in the pack: `reporting.importForms` takes them. */
  forms: number;
  /** Field by field, what is changed. */
  changes: {
    kind: 'dimension' | 'figure' | 'indicator';
    code: string;
    name: string;
    field: string;
    before: unknown;
    after: unknown;
  }[];
  /** Warnings: a lead that no unit is named after. Errors refuse the import: `definition-has-errors`. */
  findings: Finding[];
};

/** `indicators.packs`: what comes with the program. */
export type PackRow = {
  pack: string;
  name: string;
  figures: number;
  indicators: number;
  forms: number;
  imported: boolean;
};

/** `indicators.saveFigure` and the like. */
export type Saved = { id: Id; version: number };
/** `indicators.link`: how many targets were moved. */
export type Linked = { targets: number };
