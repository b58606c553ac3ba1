import type { Deadline, Person, Responsibility, ResponsibilityRole, Span } from '../../../compiler/ledger';
import type { NameMatch, SettledNode, SettledPlan, SettledTarget } from '../schema';
import { subtreeOf } from './draft';

export type AdoptedUnit = { unitId: string; role: ResponsibilityRole; writtenAs: string | null };
export type AdoptedTarget = Omit<SettledTarget, 'corrected'> & { dueOn: string | null };
/** One item as it becomes a task. `dueOn` is null where the plan names no day: then the end of the year is assumed. */
export type AdoptedItem = {
  nodeId: string;
  number: string | null;
  section: string | null;
  title: string;
  content: string;
  span: Span;
  sort: number;
  dueOn: string | null;
  leaderName: string | null;
  units: AdoptedUnit[];
  targets: AdoptedTarget[];
};

const TITLE_LENGTH = 60;

/** Every item of the settled plan as a task; its measures are the task's content. */
export function itemsToAdopt(plan: SettledPlan, matches: readonly NameMatch[]): AdoptedItem[] {
  const byName = new Map(matches.map(match => [match.canonical, match]));
  const byId = new Map(plan.nodes.map(node => [node.id, node]));
  return plan.nodes
    .filter(node => node.kind === 'item')
    .map((node, sort) => {
      const inside = subtreeOf(plan.nodes, node.id);
      const above = ancestorsOf(node, byId);
      return {
        nodeId: node.id,
        number: node.number,
        section: sectionOf(above),
        title: node.heading ?? firstWords(plan.source.text.slice(...node.span)),
        content: contentOf(plan.source.text, node),
        span: node.span,
        sort,
        dueOn: latestEnd(inside.flatMap(one => one.deadlines)),
        leaderName: leaderOf(inside, above),
        units: unitsOfItem(responsibilitiesOf(inside, above), byName),
        targets: inside.flatMap(one =>
          one.targets.map(({ corrected: _, ...target }) => ({ ...target, dueOn: dueOfTarget(target, one.deadlines) })),
        ),
      };
    });
}

const ancestorsOf = (node: SettledNode, byId: ReadonlyMap<string, SettledNode>): SettledNode[] => {
  const parent = node.parent === null ? undefined : byId.get(node.parent);
  return parent ? [parent, ...ancestorsOf(parent, byId)] : [];
};

/** 三、强力推进八项工程 · (二)实施立德树人工程: the headings above, outermost first. */
const sectionOf = (above: readonly SettledNode[]): string | null =>
  above
    .toReversed()
    .filter(node => node.heading)
    .map(node => `${node.number ?? ''}${node.heading}`)
    .join(' · ')
    .slice(0, 200) || null;

const firstWords = (text: string): string => {
  const sentence = /^[^。；;\n]+/.exec(text.trim())?.[0] ?? text.trim();
  return sentence.length > TITLE_LENGTH ? `${sentence.slice(0, TITLE_LENGTH)}…` : sentence;
};

/** What is to be done, without the number, the heading and the bracket of responsibilities, which have their own columns. */
const contentOf = (text: string, node: SettledNode): string => {
  const whole = text.slice(...node.span);
  const head = `${node.number ?? ''}${node.heading ?? ''}`;
  const body = whole.trimStart().startsWith(head) ? whole.trimStart().slice(head.length) : whole;
  const first = Math.min(...node.responsibilities.map(one => one.span[0]).filter(at => at > node.span[0]));
  const bracket = Number.isFinite(first) ? Math.max(text.lastIndexOf('(', first), text.lastIndexOf('（', first)) : -1;
  const cut = bracket > node.span[0] ? body.slice(0, body.length - (node.span[1] - bracket)) : body;
  return (cut.trim() || body)
    .replace(/^[。．.:：\s]+/, '')
    .trim()
    .slice(0, 5000);
};

const latestEnd = (deadlines: readonly Deadline[]): string | null =>
  deadlines.reduce<string | null>((latest, { end }) => (end && (!latest || end > latest) ? end : latest), null);

/** 8月底前完成60个，年底前全部竣工: the day named last before the target; where none is, the node's latest. */
const dueOfTarget = ({ span }: { span: Span }, deadlines: readonly Deadline[]): string | null =>
  deadlines.findLast(one => one.end !== null && one.span[0] <= span[0])?.end ?? latestEnd(deadlines);

const leadersOf = (people: readonly Person[]): string[] =>
  people.filter(person => person.role === 'leader').map(person => person.name);

const leaderOf = (inside: readonly SettledNode[], above: readonly SettledNode[]): string | null => {
  const own = inside.flatMap(node => leadersOf(node.people));
  const names = own.length > 0 ? own : above.flatMap(node => leadersOf(node.people));
  return [...new Set(names)].join('、').slice(0, 50) || null;
};

/** The item's own list, with what its measures add; where neither names anybody, that of the nearest heading. */
const responsibilitiesOf = (inside: readonly SettledNode[], above: readonly SettledNode[]): Responsibility[] => {
  const [item, ...measures] = inside;
  const own = item!.responsibilities;
  const added = measures.flatMap(measure => measure.responsibilities);
  if (own.length > 0) return [...own, ...added.map(one => ({ ...one, role: 'responsible' as const }))];
  if (added.length > 0) return added;
  return above.find(node => node.responsibilities.length > 0)?.responsibilities ?? [];
};

const rank: Record<ResponsibilityRole, number> = { lead: 2, responsible: 1, assist: 0 };

/** Units with their roles. Where nobody leads and one unit alone is responsible, it leads. */
function unitsOfItem(
  responsibilities: readonly Responsibility[],
  matches: ReadonlyMap<string, NameMatch>,
): AdoptedUnit[] {
  const units = new Map<string, AdoptedUnit>();
  for (const { canonical, role } of responsibilities) {
    const match = matches.get(canonical);
    for (const unitId of match?.unitIds ?? []) {
      const known = units.get(unitId);
      const writtenAs = match?.how === 'collective' ? canonical : null;
      // Named by itself is more than named among many.
      if (!known) units.set(unitId, { unitId, role, writtenAs });
      else if (rank[role] > rank[known.role] && !writtenAs) units.set(unitId, { unitId, role, writtenAs });
      else if (known.writtenAs && !writtenAs) units.set(unitId, { ...known, writtenAs });
    }
  }
  const all = [...units.values()];
  const responsible = all.filter(one => one.role === 'responsible' && one.writtenAs === null);
  const single = !all.some(one => one.role === 'lead') && responsible.length === 1 ? responsible[0] : undefined;
  return all.map(one => (one === single ? { ...one, role: 'lead' as const } : one));
}
