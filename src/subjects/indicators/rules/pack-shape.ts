import { z } from 'zod';
import { frequencies } from '../../../kernel/period';
import { day } from '../../../platform/day';
import { unitKinds } from '../../org/schema';
import { figureAggregations, figureKinds, indicatorAggregations } from '../schema';

// A pack's file may be large; a hostile one is not to be read for minutes.
const MOST = { figures: 5_000, indicators: 5_000, forms: 500, dimensions: 200, options: 200 };

const text = (max: number) => z.string().trim().max(max);
const name = z.string().trim().min(1).max(100);
const decimal = z
  .string()
  .max(30)
  .regex(/^-?\d{1,20}(\.\d{1,8})?$/);

/** KG_CHILDREN: as formulas name a figure, and as a form is named. */
export const upperCode = z
  .string()
  .max(60)
  .regex(/^[A-Z][A-Z0-9_]*$/);
/** preschool-gross-enrolment */
export const lowerCode = z
  .string()
  .max(60)
  .regex(/^[a-z][a-z0-9-]*$/);
/** f, primary: what stands behind the point in KG_CHILDREN.public. */
export const optionCode = z
  .string()
  .max(40)
  .regex(/^[a-z][a-z0-9_]*$/);

const options = z
  .array(z.strictObject({ code: optionCode, name }))
  .min(1)
  .max(MOST.options);
export const dimensionShape = z.strictObject({ code: lowerCode, name, options });

/** 单位标签: what a form's `tags` mean. */
export const tagShape = z.strictObject({ code: lowerCode, name, meaning: text(500).default('') });

const validity = { validFrom: day.default('1900-01-01'), validTo: day.nullable().default(null) };
const described = {
  meaning: text(2_000).default(''),
  source: text(500).default(''),
  /** 牵头处室 by its name, or several with 、 between of which the first is taken that there is: a hint, no unit, no lead. */
  lead: text(100).default(''),
};

export const figureShape = z.strictObject({
  code: upperCode,
  name,
  unit: text(20).default(''),
  kind: z.enum(figureKinds).default('stock'),
  aggregation: z.enum(figureAggregations).default('sum'),
  dimension: lowerCode.nullable().default(null),
  decimals: z.number().int().min(0).max(8).default(0),
  low: decimal.nullable().default(null),
  high: decimal.nullable().default(null),
  ...described,
  ...validity,
});

// Both sides together are read as one formula, which may have 2,000 characters.
export const formulaText = z.string().trim().min(1).max(900);

export const indicatorShape = z.strictObject({
  code: lowerCode,
  name,
  unit: text(20).default(''),
  direction: z.enum(['up', 'down']).default('up'),
  aliases: z.array(name).max(50).default([]),
  aggregation: z.enum(indicatorAggregations).default('sum'),
  eachLevel: z.enum(unitKinds).nullable().default(null),
  numerator: formulaText.nullable().default(null),
  denominator: formulaText.nullable().default(null),
  frequency: z.enum(frequencies).nullable().default(null),
  level: z.enum(unitKinds).nullable().default(null),
  decimals: z.number().int().min(0).max(8).default(1),
  public: z.boolean().default(false),
  ...described,
  ...validity,
});

const formFigure = z.union([
  upperCode.transform(figure => ({ figure, mode: 'ask' as const, required: true, changeLimit: null })),
  z.strictObject({
    figure: upperCode,
    mode: z.enum(['ask', 'show']).default('ask'),
    required: z.boolean().default(true),
    changeLimit: decimal.nullable().default(null),
  }),
]);

export const formShape = z.strictObject({
  code: upperCode,
  name,
  guidance: text(4_000).default(''),
  frequency: z.enum(frequencies),
  level: z.enum(unitKinds),
  /** A unit has to have all of them. */
  tags: z.array(lowerCode).max(20).default([]),
  /** 主管处室 by its name, as a hint. */
  keeper: text(100).default(''),
  minutes: z.number().int().min(1).max(10_000).default(10),
  timing: z.strictObject({
    opens: z.number().int().min(-366).max(366),
    due: z.number().int().min(-60).max(250),
    locks: z.number().int().min(0).max(250),
  }),
  sections: z
    .array(z.strictObject({ name: text(60), figures: z.array(formFigure).min(1).max(500) }))
    .min(1)
    .max(50),
  checks: z
    .array(
      z.strictObject({
        text: z.string().trim().min(1).max(2_000),
        level: z.enum(['must-fix', 'must-explain']),
        message: z.string().trim().min(1).max(200),
      }),
    )
    .max(200)
    .default([]),
});

const unitShape = z.strictObject({
  dimension: z.string().max(40),
  factor: z
    .string()
    .max(40)
    .regex(/^\d{1,18}(\.\d{1,10})?(\/[1-9]\d{0,17})?$/),
});

/** A whole pack: the five files of a folder beside each other, or one file that has all of it. */
export const packShape = z.strictObject({
  /** A short name, for packs of one's own: what was imported with it is listed under it. */
  code: lowerCode.optional(),
  name: text(100).default(''),
  dimensions: z.array(dimensionShape).max(MOST.dimensions).default([]),
  tags: z.array(tagShape).max(MOST.options).default([]),
  figures: z.array(figureShape).max(MOST.figures).default([]),
  indicators: z.array(indicatorShape).max(MOST.indicators).default([]),
  forms: z.array(formShape).max(MOST.forms).default([]),
  units: z.record(z.string().min(1).max(20), unitShape).default({}),
});

export type PackDimension = z.output<typeof dimensionShape>;
export type PackTag = z.output<typeof tagShape>;
export type PackFigure = z.output<typeof figureShape>;
export type PackIndicatorText = z.output<typeof indicatorShape>;
export type PackFormText = z.output<typeof formShape>;
