import { canonicalJson } from '../../../kernel/canonical';
import { plainDecimal } from '../../../kernel/decimal';
import type { Frequency } from '../../../kernel/period';
import type { DateText, Decimal, Id } from '../../../platform/database/tables';
import type { UnitKind } from '../../org/schema';
import type {
  CategoryOption,
  FigureAggregation,
  FigureKind,
  IndicatorAggregation,
  IndicatorExpression,
} from '../schema';

/** 分组维度, as it is said. */
export type DimensionFields = { code: string; name: string; options: CategoryOption[] };

/** 数据项, as it is said. */
export type FigureFields = {
  code: string;
  name: string;
  meaning: string;
  unit: string;
  kind: FigureKind;
  aggregation: FigureAggregation;
  dimension: string | null;
  decimals: number;
  low: Decimal | null;
  high: Decimal | null;
  leadUnitId: Id | null;
  source: string;
  validFrom: DateText;
  validTo: DateText | null;
};

/** 指标, as it is said. `code` null: only a plan named it. */
export type IndicatorFields = {
  code: string | null;
  name: string;
  unit: string;
  direction: 'up' | 'down';
  aliases: string[];
  meaning: string;
  aggregation: IndicatorAggregation;
  eachLevel: UnitKind | null;
  numerator: string | null;
  denominator: string | null;
  frequency: Frequency | null;
  level: UnitKind | null;
  decimals: number;
  leadUnitId: Id | null;
  source: string;
  isPublic: boolean;
  validFrom: DateText;
  validTo: DateText | null;
  sort: number;
};

/** As it is held now. */
export type Held<Fields> = { id: Id; version: number; fields: Fields };
export type HeldIndicator = Held<IndicatorFields> & { expression: IndicatorExpression | null };

/** All that is defined in a body. */
export type Catalogue = {
  dimensions: Held<DimensionFields>[];
  figures: Held<FigureFields>[];
  indicators: HeldIndicator[];
};

/** What is to be: of a thing that is there (`id`), or a new one. `at`: where its findings say they are, '' for fields alone. */
export type Wanted<Fields> = { id: Id | null; fields: Fields; at: string };
export type WantedCatalogue = {
  dimensions: Wanted<DimensionFields>[];
  figures: Wanted<FigureFields>[];
  indicators: Wanted<IndicatorFields>[];
};

/** One field of a change. */
export type FieldChange = { field: string; before: unknown; after: unknown };

const comparable = (field: string, value: unknown): unknown =>
  (field === 'low' || field === 'high') && typeof value === 'string' ? plainDecimal(value) : value;

/** The fields that differ. */
export const fieldChanges = <Fields extends object>(before: Fields, after: Fields): FieldChange[] =>
  (Object.keys(after) as (keyof Fields & string)[])
    .map(field => ({ field, before: comparable(field, before[field]), after: comparable(field, after[field]) }))
    .filter(change => canonicalJson(change.before ?? null) !== canonicalJson(change.after ?? null));
