import type { Deadline, Responsibility, ResponsibilityRole } from '../ledger';
import { mask } from './clauses';
import { likeness, shinglesOf } from './likeness';
import { normalize, relativeDay } from './normalize';
import { queuesOf } from './queues';
import type { DeadlineChange, PlacedTarget, RoleChange, TargetField, TargetPair } from './revision';

/** The years of both plans: days and years in words are told from them. */
export type Years = { before: number | null; after: number | null };

const FIELDS = ['comparator', 'value', 'low', 'high', 'unit', 'strength', 'approximate', 'baseline'] as const;

const changedFields = (a: PlacedTarget, b: PlacedTarget, years: Years): TargetField[] => [
  ...(normalize(a.target.indicator, years.before) === normalize(b.target.indicator, years.after)
    ? []
    : ['indicator' as const]),
  ...FIELDS.filter(field => a.target[field] !== b.target[field]),
  ...(relativeDay(a.due, years.before) === relativeDay(b.due, years.after) ? [] : ['due' as const]),
];

// More than this is no list that people wrote: what is left is not compared one by one.
const MANY = 60;
const ALIKE = 0.5;

/** Pairs the targets of a clause: by indicator and kind, by indicator, by the words around the figure, then by likeness. */
export function pairTargets(
  before: readonly PlacedTarget[],
  after: readonly PlacedTarget[],
  years: Years,
): TargetPair[] {
  const pairs: TargetPair[] = [];
  const place = new Map(after.map((one, index) => [one, index]));
  let [old, now] = [[...before], [...after]];
  const take = (keyOf: (one: PlacedTarget, year: number | null) => string): void => {
    const next = queuesOf(old, one => keyOf(one, years.before));
    const gone = new Set<PlacedTarget>();
    now = now.filter(one => {
      const found = next(keyOf(one, years.after));
      if (!found) return true;
      gone.add(found);
      pairs.push({ before: found, after: one, changed: changedFields(found, one, years) });
      return false;
    });
    old = old.filter(one => !gone.has(one));
  };
  const indicator = ({ target }: PlacedTarget, year: number | null) => normalize(target.indicator, year);
  const sort = ({ target }: PlacedTarget) => (target.comparator === 'add' ? 'add' : 'level');
  take((one, year) => [indicator(one, year), one.target.comparator, one.target.value, one.target.unit].join('|'));
  take((one, year) => [indicator(one, year), sort(one), one.target.unit].join('|'));
  take((one, year) => indicator(one, year));
  take((one, year) => mask(normalize(one.target.text, year)));
  if (old.length <= MANY && now.length <= MANY) takeAlike();
  return [
    ...pairs.sort((a, b) => place.get(a.after!)! - place.get(b.after!)!),
    ...now.map(one => ({ before: null, after: one, changed: [] })),
    ...old.map(one => ({ before: one, after: null, changed: [] })),
  ];

  function takeAlike(): void {
    const shingles = (one: PlacedTarget) => shinglesOf(`${one.target.indicator}${one.target.unit ?? ''}`);
    const right = now.map(shingles);
    const scored = old
      .flatMap((one, left) => {
        const own = shingles(one);
        return right.map((other, at) => ({ left, right: at, score: likeness(own, other) }));
      })
      .filter(({ score }) => score >= ALIKE)
      .sort((a, b) => b.score - a.score);
    const [was, is] = [new Set<number>(), new Set<number>()];
    for (const { left, right: at } of scored) {
      if (was.has(left) || is.has(at)) continue;
      was.add(left);
      is.add(at);
      const [one, other] = [old[left]!, now[at]!];
      pairs.push({ before: one, after: other, changed: changedFields(one, other, years) });
    }
    old = old.filter((_, at) => !was.has(at));
    now = now.filter((_, at) => !is.has(at));
  }
}

const rank: Record<ResponsibilityRole, number> = { lead: 2, responsible: 1, assist: 0 };

const rolesOf = (stated: readonly Responsibility[]): Map<string, ResponsibilityRole> => {
  const roles = new Map<string, ResponsibilityRole>();
  for (const { canonical, role } of stated) {
    const known = roles.get(canonical);
    if (known === undefined || rank[role] > rank[known]) roles.set(canonical, role);
  }
  return roles;
};

/** Who came, who went, and whose role is another. */
export function compareRoles(before: readonly Responsibility[], after: readonly Responsibility[]): RoleChange[] {
  const [old, now] = [rolesOf(before), rolesOf(after)];
  return [...new Set([...now.keys(), ...old.keys()])]
    .map(name => ({ name, before: old.get(name) ?? null, after: now.get(name) ?? null }))
    .filter(one => one.before !== one.after);
}

const dayOf = (one: Deadline, year: number | null): string =>
  [relativeDay(one.start, year), relativeDay(one.end, year), one.recurring].join('|');

/** Deadlines that came, went or are another day. The same day in other words is no change. */
export function compareDeadlines(
  before: readonly Deadline[],
  after: readonly Deadline[],
  years: Years,
): DeadlineChange[] {
  const next = queuesOf(before, one => dayOf(one, years.before));
  const found = after.map(one => next(dayOf(one, years.after)));
  const now = after.filter((_, index) => found[index] === undefined);
  const same = new Set(found);
  const old = before.filter(one => !same.has(one));
  const both = Math.min(old.length, now.length);
  return [
    ...now.map((one, at) => ({ before: at < both ? old[at]! : null, after: one })),
    ...old.slice(both).map(one => ({ before: one, after: null })),
  ];
}
