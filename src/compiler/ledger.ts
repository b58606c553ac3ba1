/**
 * What the compiler prints: format `plan/1`. Positions are offsets in UTF-16 code units into `source.text`, end exclusive.
 * Fields may be added; renaming, dropping or changing one needs a new format number.
 */
export type Span = [start: number, end: number];

export type NodeKind = 'preamble' | 'section' | 'subsection' | 'item' | 'measure' | 'notice' | 'closing' | 'attachment';
export type Comparator = 'eq' | 'ge' | 'le' | 'gt' | 'lt' | 'range' | 'add';
export type Strength = 'commit' | 'strive';
export type ResponsibilityRole = 'lead' | 'assist' | 'responsible';

export type Responsibility = { role: ResponsibilityRole; name: string; canonical: string; span: Span };

export type Person = { role: 'leader' | 'contact'; name: string; span: Span };

export type Target = {
  /** What is counted or measured, as a noun phrase. */
  indicator: string;
  comparator: Comparator;
  /** The value without multiplier (216亿元 is 21600000000); null for a range. */
  value: number | null;
  low: number | null;
  high: number | null;
  /** The unit as written, without the multiplier; null where there is none (清零). */
  unit: string | null;
  strength: Strength;
  approximate: boolean;
  /** 由a提高到b: a. */
  baseline: number | null;
  /** For whom the number holds, where it holds for each: 每个县（市、区）. Left out where it holds for the whole. */
  scope?: string;
  /** 新增15所、达到175所: what there must have been before, 160. */
  impliedBase?: number;
  text: string;
  span: Span;
};

/** `end` is the last day that is meant; `recurring` is set, and `end` null, for a rhythm; both null for 长期坚持. ISO dates. */
export type Deadline = { text: string; start: string | null; end: string | null; recurring: string | null; span: Span };

/** Whether anybody could tell that a measure was carried out; `reason` and `ask` (what to ask for) are keys of the locale namespace `compiler`. */
export type Verifiability = {
  kind: 'quantified' | 'milestone' | 'activity' | 'exhortation';
  reason:
    | 'has-target'
    | 'has-result-and-date'
    | 'has-date'
    | 'has-result'
    | 'has-rhythm'
    | 'names-activity'
    | 'vague-degree'
    | 'only-effort';
  ask: 'ask-result' | 'ask-date' | 'ask-record' | 'ask-count' | 'ask-value' | null;
};

export type PlanNode = {
  id: string;
  parent: string | null;
  kind: NodeKind;
  /** The label as written: 一、 (一) 3. 第三条. */
  number: string | null;
  ordinal: number | null;
  heading: string | null;
  span: Span;
  responsibilities: Responsibility[];
  people: Person[];
  targets: Target[];
  deadlines: Deadline[];
  /** The end of the plan year, where a node sets targets and no date is stated for it: it is assumed. */
  assumedEnd?: string;
  /** Of measures only. */
  verifiability?: Verifiability;
};

/** One body under its canonical name; counts of the items in which it has each role. */
export type Organization = { canonical: string; aliases: string[]; lead: number; assist: number; responsible: number };

export type DiagnosticCode =
  | 'missing-items'
  | 'duplicate-number'
  | 'out-of-order'
  | 'no-responsibility'
  | 'name-variant'
  | 'unknown-organization'
  | 'sum-mismatch'
  | 'conflicting-targets'
  | 'repeated-target'
  | 'count-mismatch'
  | 'unbalanced-punctuation'
  | 'notice-removed'
  | 'unreadable-part';

export type Diagnostic = {
  code: DiagnosticCode;
  severity: 'error' | 'warning' | 'info';
  message: string;
  span: Span;
  /** What a one-click fix needs; shape per code, see diagnostics/catalogue.ts. Node ids where nodes are meant. */
  data: Record<string, unknown>;
};

export type Plan = {
  format: 'plan/1';
  source: { name: string; mediaType: string; text: string };
  title: string | null;
  year: number | null;
  issuer: string | null;
  nodes: PlanNode[];
  organizations: Organization[];
  diagnostics: Diagnostic[];
};
