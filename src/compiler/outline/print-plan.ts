import { allNodes, type Draft, type DraftNode, type DraftTarget, type Region, written } from '../draft';
import type { Plan, PlanNode, Span, Target } from '../ledger';
import { isUndated } from '../measures/find-deadlines';
import { verifiabilityOf } from '../measures/verifiability';
import { sourceSpan } from '../plain/fold';

/** The finished plan: positions in the source text, and texts as they are written there. */
export const printPlan = (draft: Draft): Plan => {
  const { source, plain } = draft;
  const spanOf = ({ start, end }: Region): Span => sourceSpan(plain, start, end);
  const textOf = (region: Region): string => {
    const [start, end] = spanOf(region);
    return source.text.slice(start, end);
  };
  const printTarget = (target: DraftTarget): Target => {
    const { indicator, comparator, value, low, high, unit, strength, approximate, baseline, scope, impliedBase } =
      target;
    const [text, span] = [textOf(target), spanOf(target)];
    const printed: Target = {
      indicator,
      comparator,
      value,
      low,
      high,
      unit,
      strength,
      approximate,
      baseline,
      text,
      span,
    };
    if (scope !== undefined) printed.scope = scope;
    if (impliedBase !== undefined) printed.impliedBase = impliedBase;
    return printed;
  };
  const printNode = (node: DraftNode): PlanNode => {
    const printed: PlanNode = {
      id: node.id,
      parent: node.parent?.id ?? null,
      kind: node.kind,
      number: node.label
        ? written(draft, node.label.mark ?? { start: node.label.start, end: node.label.markEnd }) || null
        : null,
      ordinal: node.label?.ordinal ?? null,
      heading: node.heading ? unbroken(written(draft, node.heading)) : null,
      span: spanOf(node),
      responsibilities: node.responsibilities.map(stated => ({
        role: stated.role,
        name: stated.name,
        canonical: stated.canonical,
        span: spanOf(stated),
      })),
      people: node.people.map(person => ({ role: person.role, name: person.name, span: spanOf(person) })),
      targets: node.targets.map(printTarget),
      deadlines: node.deadlines.map(deadline => ({
        text: textOf(deadline),
        start: deadline.from,
        end: deadline.until,
        recurring: deadline.recurring,
        span: spanOf(deadline),
      })),
    };
    if (draft.year !== null && isUndated(node)) printed.assumedEnd = `${draft.year}-12-31`;
    if (node.kind === 'measure') printed.verifiability = verifiabilityOf(draft, node);
    return printed;
  };
  return {
    format: 'plan/1',
    source: { name: source.name, mediaType: source.mediaType, text: source.text },
    title: draft.title ? unbroken(written(draft, draft.title)) : null,
    year: draft.year,
    issuer: draft.issuer ? written(draft, draft.issuer) : null,
    nodes: placePageNumbers(coverAll(source.text, allNodes(draft).map(printNode)), plain.pageNumbers),
    organizations: draft.organizations,
    diagnostics: draft.diagnostics.toSorted((a, b) => a.span[0] - b.span[0]),
  };
};

/** A title that stands on several lines, as one. */
const unbroken = (title: string): string =>
  title
    .split('\n')
    .map(line => line.trim())
    .join('');

/** A page number in the middle of a sentence is a notice inside the part that holds the sentence. */
const placePageNumbers = (nodes: PlanNode[], numbers: Region[]): PlanNode[] => {
  if (numbers.length === 0) return nodes;
  const placed: PlanNode[] = [];
  const open: PlanNode[] = [];
  let next = 0;
  const placeUpTo = (at: number): void => {
    for (; next < numbers.length && numbers[next]!.start < at; next += 1) {
      const { start, end } = numbers[next]!;
      while (open.length > 0 && open.at(-1)!.span[1] <= start) open.pop();
      const parent = open.at(-1)?.id ?? null;
      placed.push({ ...emptyNotice, id: `p${next + 1}`, parent, span: [start, end] });
    }
  };
  for (const node of nodes) {
    placeUpTo(node.span[0]);
    while (open.length > 0 && open.at(-1)!.span[1] <= node.span[0]) open.pop();
    open.push(node);
    placed.push(node);
  }
  placeUpTo(Number.POSITIVE_INFINITY);
  return placed;
};

const emptyNotice: Omit<PlanNode, 'id' | 'parent' | 'span'> = {
  kind: 'notice',
  number: null,
  ordinal: null,
  heading: null,
  responsibilities: [],
  people: [],
  targets: [],
  deadlines: [],
};

/** Invisible characters that the rules did not read belong to the part of the text before them. */
const coverAll = (text: string, nodes: PlanNode[]): PlanNode[] => {
  const roots = nodes.filter(({ parent }) => parent === null);
  let at = 0;
  for (const [index, root] of roots.entries()) {
    const gap = text.slice(at, root.span[0]);
    const kept = gap.trimEnd().length;
    if (kept > 0 && index > 0) roots[index - 1]!.span[1] = at + kept;
    else if (kept > 0) root.span[0] = at + gap.length - gap.trimStart().length;
    at = root.span[1];
  }
  const rest = text.slice(at).trimEnd().length;
  const last = roots.at(-1);
  if (rest > 0 && last) last.span[1] = at + rest;
  return nodes;
};
