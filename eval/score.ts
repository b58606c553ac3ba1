import type { Deadline, Plan, PlanNode, Responsibility, Target } from '../src/compiler/ledger';
import { alignItems } from './align';
import type { Annotation, ExpectedDeadline, ExpectedItem, ExpectedResponsibility, ExpectedTarget } from './annotation';
import { type Assignment, assign } from './assign';
import { bareLabel, dice, squeeze } from './similar';

export const measured = [
  'items',
  'sections',
  'responsibilities',
  'people',
  'targets',
  'indicators',
  'deadlines',
  'diagnostics',
] as const;
export type Measured = (typeof measured)[number];

/** Right, beyond what is there, and missed. */
export type Count = { right: number; beyond: number; missed: number };

/** What one document scores, and a line for every fact missed or invented. */
export type Score = { counts: Record<Measured, Count>; lines: string[]; year: boolean; title: boolean | null };

type Placed<T> = T & { item: ExpectedItem | null };
type Found<T> = T & { homes: Set<ExpectedItem> };

/**
 * Holds a plan against what a reader found in the document (the rules of `../shared/contracts/expected/README.md`): a fact counts
 * where it is stated for the right item; a target by value, unit and comparator; `indicators` is the share of the targets found
 * whose name is alike (Dice ≥ 0.6).
 */
export const scorePlan = (expected: Annotation, plan: Plan): Score => {
  const { items, homes } = alignItems(expected.items, plan);
  const lines: string[] = [];
  const tell = <W, F>(what: string, found: Assignment<W, F>, sayW: (w: W) => string, sayF: (f: F) => string): Count => {
    lines.push(...found.missed.map(one => `${what}: missed ${sayW(one)}`));
    lines.push(...found.beyond.map(one => `${what}: beyond ${sayF(one)}`));
    return { right: found.pairs.length, beyond: found.beyond.length, missed: found.missed.length };
  };
  const wanted = <T>(facts: (item: ExpectedItem) => T[] | undefined): Placed<T>[] =>
    expected.items.flatMap(item => (facts(item) ?? []).map(fact => ({ ...fact, item })));
  const found = <T>(facts: (node: PlanNode) => T[]): Found<T>[] =>
    plan.nodes.flatMap(node => facts(node).map(fact => ({ ...fact, homes: homes.get(node)! })));
  const inPlace = (one: Placed<unknown>, other: Found<unknown>) => one.item === null || other.homes.has(one.item);
  const where = ({ item }: Placed<unknown>) => `${item?.number ?? ''}${item?.heading?.slice(0, 8) ?? ''}`;

  const sameBody = bodiesOf(expected);
  const responsibilities = tell(
    'responsibilities',
    assign(
      wanted(item => item.responsibilities),
      once(
        found(node => node.responsibilities),
        one => [home(one.homes), one.role, sameBody(one.canonical)],
      ),
      (one, other) =>
        one.role === other.role && sameBody(one.canonical) === sameBody(other.canonical) && inPlace(one, other) ? 1 : 0,
    ),
    one => `${where(one)} ${sayResponsibility(one)}`,
    sayResponsibility,
  );
  const people = tell(
    'people',
    assign(
      wanted(item => item.people),
      found(node => node.people),
      (one, other) => (squeeze(one.name) === squeeze(other.name) && inPlace(one, other) ? 1 : 0),
    ),
    one => `${where(one)} ${one.name}`,
    one => one.name,
  );
  const targetPairs = assign(
    [...wanted(item => item.targets), ...(expected.targets ?? []).map(target => ({ ...target, item: null }))],
    once(
      found(node => node.targets),
      one => [one.span, one.indicator, sayTarget(one)],
    ),
    (one, other) => (inPlace(one, other) && sameTarget(one, other) ? 1 + likeness(one, other) : 0),
  );
  const targets = tell('targets', targetPairs, one => `${where(one)} ${sayTarget(one)}`, sayTarget);
  const misnamed = targetPairs.pairs.filter(([one, other]) => likeness(one, other) < 0.6);
  lines.push(...misnamed.map(([one, other]) => `indicators: ${one.indicator} is called ${other.indicator}`));
  const deadlines = tell(
    'deadlines',
    assign(
      wanted(item => item.deadlines),
      once(
        found(node => node.deadlines),
        one => [one.span, one.text, one.end],
      ),
      (one, other) => (inPlace(one, other) ? sameDeadline(one, other, expected.yearOptional ?? false) : 0),
    ),
    one => `${where(one)} ${one.text} ${one.end}`,
    one => `${one.text} ${one.end}`,
  );
  return {
    counts: {
      items: tell('items', items, sayHead, sayHead),
      sections: tell('sections', sectionsOf(expected, plan), sayHead, sayHead),
      responsibilities,
      people,
      targets,
      indicators: {
        right: targetPairs.pairs.length - misnamed.length,
        beyond: misnamed.length,
        missed: misnamed.length,
      },
      deadlines,
      diagnostics: tell('diagnostics', diagnosticsOf(expected, plan), sayCode, sayCode),
    },
    lines,
    year: expected.yearOptional === true || plan.year === expected.year,
    title: expected.title == null || expected.titleOptional ? null : squeeze(plan.title) === squeeze(expected.title),
  };
};

const sayHead = ({ number, heading }: { number: string | null; heading: string | null }) => `${number} ${heading}`;
const sayCode = ({ code }: { code: string }) => code;
const sayResponsibility = ({ role, canonical }: ExpectedResponsibility | Responsibility) => `${role} ${canonical}`;
const sayTarget = ({ indicator, comparator, value, low, high, unit }: ExpectedTarget | Target) =>
  `${indicator} ${comparator} ${value ?? `${low}-${high}`}${unit ?? ''}`;

/** A fact that is given twice over counts once. */
const once = <T>(facts: T[], key: (fact: T) => unknown[]): T[] =>
  [...new Map(facts.toReversed().map(fact => [JSON.stringify(key(fact)), fact])).values()].toReversed();

const home = (homes: Set<ExpectedItem>): string => [...homes].map(sayHead)[0] ?? '';

/** One key for all the names that the annotation knows of a body. */
const bodiesOf = ({ variants = [], variantsOptional = [] }: Annotation): ((name: string) => string) => {
  const groups = [...variants, ...variantsOptional].flatMap((names, at) =>
    names.map(name => [squeeze(name), `body ${at}`] as const),
  );
  const known = new Map(groups);
  return name => known.get(squeeze(name)) ?? squeeze(name);
};

const close = (a: number | null, b: number | null) =>
  a === b || (a !== null && b !== null && Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(a), Math.abs(b)));

const sameTarget = (one: ExpectedTarget, other: Target): boolean => {
  const { accept = {} } = one;
  const values = one.comparator === 'range' ? [] : [one.value, ...(accept.value ?? [])];
  const sameValue =
    one.comparator === 'range'
      ? close(one.low, other.low) && close(one.high, other.high)
      : values.some(value => close(value, other.value));
  const units = [one.unit, ...(accept.unit ?? [])].map(bareUnit);
  const comparators = [one.comparator, ...(accept.comparator ?? [])];
  return sameValue && units.includes(bareUnit(other.unit)) && comparators.includes(other.comparator);
};
const bareUnit = (unit: string | null) => (unit ?? '').normalize('NFKC').replace(/\s/g, '');

const likeness = (one: ExpectedTarget, other: Target): number =>
  Math.max(...[one.indicator, ...(one.accept?.indicator ?? [])].map(name => dice(name, other.indicator)));

const sameDeadline = (one: ExpectedDeadline, other: Deadline, anyYear: boolean): number => {
  const [left, right] = [squeeze(one.text), squeeze(other.text)];
  const sameText = left !== '' && right !== '' && (left.includes(right) || right.includes(left));
  const sameEnd = one.end === other.end || (other.end !== null && (one.accept ?? []).includes(other.end));
  const right_ = one.end === null ? sameText : sameEnd || (anyYear && sameText);
  return right_ ? (sameText ? 1.5 : 1) : 0;
};

const sectionsOf = (expected: Annotation, plan: Plan) =>
  assign(
    expected.sections ?? [],
    plan.nodes.filter(({ kind }) => kind === 'section' || kind === 'subsection'),
    (one, node) =>
      bareLabel(one.number) === bareLabel(node.number) && squeeze(one.heading) === squeeze(node.heading) ? 1 : 0,
  );

/** By code: whether the office is told of the flaw at all. `unknown-organization` depends on a register. */
const diagnosticsOf = (expected: Annotation, plan: Plan) => {
  const codes = new Set(plan.diagnostics.map(({ code }) => code as string));
  codes.delete('unknown-organization');
  const wanted = new Map<string, { code: string; optional: boolean }>();
  for (const { code, optional = false } of expected.diagnostics ?? [])
    wanted.set(code, { code, optional: optional && (wanted.get(code)?.optional ?? true) });
  return assign(
    [...wanted.values()],
    [...codes].map(code => ({ code })),
    (one, other) => (one.code === other.code ? 1 : 0),
  );
};
