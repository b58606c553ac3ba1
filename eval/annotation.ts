import type { Comparator, ResponsibilityRole, Strength } from '../src/compiler/ledger';

/** `optional`: counts neither way, found or not. */
type Optional = { optional?: boolean };

export type ExpectedResponsibility = Optional & { role: ResponsibilityRole; canonical: string };
export type ExpectedPerson = Optional & { role: 'leader' | 'contact'; name: string };
export type ExpectedTarget = Optional & {
  indicator: string;
  comparator: Comparator;
  value: number | null;
  low: number | null;
  high: number | null;
  unit: string | null;
  strength?: Strength;
  baseline?: number | null;
  /** What a careful reader could also have written. */
  accept?: { indicator?: string[]; comparator?: Comparator[]; unit?: Array<string | null>; value?: number[] };
};
export type ExpectedDeadline = Optional & { text: string; end: string | null; accept?: string[] };

export type ExpectedItem = Optional & {
  number: string | null;
  ordinal?: number | null;
  heading: string | null;
  /** The number, or the heading, is not certain and need not agree. */
  numberAny?: boolean;
  headingAny?: boolean;
  responsibilities?: ExpectedResponsibility[];
  people?: ExpectedPerson[];
  targets?: ExpectedTarget[];
  deadlines?: ExpectedDeadline[];
};

/** The facts of a plan as annotated by reading: `examples/annotated/NAME.json`, and `../shared/contracts/expected`. */
export type Annotation = {
  year: number | null;
  yearOptional?: boolean;
  title?: string | null;
  titleOptional?: boolean;
  items: ExpectedItem[];
  sections?: Array<Optional & { number: string | null; heading: string | null }>;
  /** Targets that belong to no item in particular. */
  targets?: ExpectedTarget[];
  /** Names of one body; `variantsOptional` may be merged or not. */
  variants?: string[][];
  variantsOptional?: string[][];
  diagnostics?: Array<Optional & { code: string; data?: Record<string, unknown> }>;
};
