import type { Plan, PlanNode, Target } from '../ledger';

type Optional = { optional?: boolean };
type ExpectedTarget = Optional &
  Pick<Target, 'indicator' | 'comparator' | 'value' | 'low' | 'high' | 'unit'> & {
    accept?: { indicator?: string[]; comparator?: string[] };
  };

/** The facts of a plan as annotated by reading (`examples/*.expected.json`); `optional` ones count neither way. */
export type ExpectedPlan = {
  year: number | null;
  items: Array<{
    ordinal: number;
    number: string;
    heading: string;
    responsibilities: Array<Optional & { role: string; canonical: string }>;
    targets: ExpectedTarget[];
    deadlines: Array<Optional & { text: string; end: string | null }>;
  }>;
  sections: Array<{ number: string; heading: string }>;
  variants: string[][];
  diagnostics: Array<Optional & { code: string; data?: Record<string, unknown> }>;
};

type Fact = { said: string; optional: boolean; also: string[] };

/** What a plan lacks of the annotated facts, and what it says beyond them: a line each. */
export const compareFacts = (plan: Plan, expected: ExpectedPlan): { missed: string[]; false: string[] } => {
  const outcome: { missed: string[]; false: string[] } = { missed: [], false: [] };
  const compare = (where: string, wanted: Fact[], found: string[]): void => {
    const left = [...found];
    for (const { said, optional, also } of [...wanted].sort((a, b) => Number(a.optional) - Number(b.optional))) {
      const at = left.findIndex(one => one === said || also.includes(one));
      if (at >= 0) left.splice(at, 1);
      else if (!optional) outcome.missed.push(`${where}: ${said}`);
    }
    outcome.false.push(...left.map(one => `${where}: ${one}`));
  };
  const fact = (said: string, optional = false, also: string[] = []): Fact => ({ said, optional, also });

  compare('year', [fact(`${expected.year}`)], [`${plan.year}`]);
  const sections = plan.nodes.filter(({ kind }) => kind === 'section' || kind === 'subsection');
  compare(
    'sections',
    expected.sections.map(sectionSaid).map(said => fact(said)),
    sections.map(sectionSaid),
  );
  const items = plan.nodes.filter(({ kind }) => kind === 'item');
  compare(
    'items',
    expected.items.map(sectionSaid).map(said => fact(said)),
    items.map(sectionSaid),
  );
  const groups = new Map(expected.variants.flatMap(names => names.map(name => [name, names[0]!] as const)));
  const canonical = (name: string): string => groups.get(name) ?? name;
  for (const wanted of expected.items) {
    const item = items.find(({ number }) => number === wanted.number);
    const below = item ? withDescendants(plan, item) : [];
    compare(
      `${wanted.number} responsibilities`,
      wanted.responsibilities.map(one => fact(`${one.role} ${canonical(one.canonical)}`, one.optional)),
      below.flatMap(node => node.responsibilities.map(one => `${one.role} ${canonical(one.canonical)}`)),
    );
    compare(
      `${wanted.number} targets`,
      wanted.targets.map(one => fact(targetSaid(one), one.optional, alsoSaid(one))),
      below.flatMap(node => node.targets.map(targetSaid)),
    );
    compare(
      `${wanted.number} deadlines`,
      wanted.deadlines.map(one => fact(deadlineSaid(one), one.optional)),
      below.flatMap(node => node.deadlines.map(deadlineSaid)),
    );
  }
  const codes = plan.diagnostics.map(({ code }) => code);
  const optional = new Set(expected.diagnostics.filter(one => one.optional).map(({ code }) => code));
  const wantedCodes = [...new Set(expected.diagnostics.filter(one => !one.optional).map(({ code }) => code))];
  compare(
    'diagnostics',
    wantedCodes.map(code => fact(code)),
    [...new Set(codes)].filter(code => !optional.has(code)),
  );
  return outcome;
};

const sectionSaid = ({ number, heading }: { number: string | null; heading: string | null }): string =>
  `${number} ${heading}`;
const deadlineSaid = ({ text, end }: { text: string; end: string | null }): string => `${text} ${end ?? ''}`;

const amountOf = ({ value, low, high, unit }: ExpectedTarget): string =>
  `${low === null ? value : `${low}-${high}`}${unit ?? ''}`;
const targetSaid = (target: ExpectedTarget): string => `${target.indicator} ${target.comparator} ${amountOf(target)}`;
const alsoSaid = (target: ExpectedTarget): string[] => {
  const indicators = [target.indicator, ...(target.accept?.indicator ?? [])];
  const comparators = [target.comparator, ...(target.accept?.comparator ?? [])];
  return indicators.flatMap(indicator =>
    comparators.map(comparator => `${indicator} ${comparator} ${amountOf(target)}`),
  );
};

const withDescendants = (plan: Plan, item: PlanNode): PlanNode[] => {
  const inside = new Set([item.id]);
  return plan.nodes.filter(node => {
    if (node.parent !== null && inside.has(node.parent)) inside.add(node.id);
    return inside.has(node.id);
  });
};
