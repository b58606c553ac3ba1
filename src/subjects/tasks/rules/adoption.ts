import { canonicalJson } from '../../../kernel/canonical';
import type { Id } from '../../../platform/database/tables';
import type { AdoptItem, UnitRole } from '../schema';

/** What a task takes from its item. */
export const planFieldsOf = (item: AdoptItem, year: number) => ({
  number: item.number,
  section: item.section,
  title: item.title,
  content: item.content,
  spanStart: item.span[0],
  spanEnd: item.span[1],
  sort: item.sort,
  leaderName: item.leaderName,
  dueOn: item.dueOn ?? `${year}-12-31`,
  dueAssumed: item.dueOn === null,
});

export type PlanFields = ReturnType<typeof planFieldsOf>;

/** The fields that the plan changed since it was last adopted: only these are taken over. */
export const changedFields = (before: AdoptItem, after: AdoptItem, year: number): Partial<PlanFields> => {
  const [old, current] = [planFieldsOf(before, year), planFieldsOf(after, year)];
  const keys = (Object.keys(current) as (keyof PlanFields)[]).filter(key => current[key] !== old[key]);
  return Object.fromEntries(keys.map(key => [key, current[key]]));
};

export const sameItem = (a: AdoptItem, b: AdoptItem): boolean => canonicalJson(a) === canonicalJson(b);

export type Member = { unitId: Id; role: UnitRole; writtenAs: string | null };

const graveness: Record<UnitRole, number> = { lead: 0, responsible: 1, assist: 2 };

/**
 * The units of an item, each once with its gravest role and one lead: the first that is written as lead, else the first
 * responsible one (第一位即牵头). A second lead (共同牵头) is responsible.
 */
export const membersOf = (units: AdoptItem['units']): Member[] => {
  const lead = (units.find(({ role }) => role === 'lead') ?? units.find(({ role }) => role === 'responsible'))?.unitId;
  const members = new Map<Id, Member>();
  for (const unit of units) {
    const role = unit.unitId === lead ? 'lead' : unit.role === 'lead' ? 'responsible' : unit.role;
    const known = members.get(unit.unitId);
    if (!known || graveness[role] < graveness[known.role]) members.set(unit.unitId, { ...unit, role });
  }
  return [...members.values()].sort((a, b) => Number(a.role !== 'lead') - Number(b.role !== 'lead'));
};

/**
 * The units of a task after its plan changed: what the plan added or removed is taken over, what people changed in the
 * ledger since the last adoption stays.
 */
export const mergeMembers = (
  current: readonly Member[],
  before: readonly Member[],
  after: readonly Member[],
): Member[] => {
  const was = new Map(before.map(member => [member.unitId, member]));
  const will = new Map(after.map(member => [member.unitId, member]));
  const kept = current
    .filter(({ unitId }) => !was.has(unitId) || will.has(unitId))
    .map(member => {
      const [old, planned] = [was.get(member.unitId), will.get(member.unitId)];
      return planned && old?.role !== planned.role ? { ...member, role: planned.role } : member;
    });
  const added = after.filter(({ unitId }) => !was.has(unitId) && !kept.some(member => member.unitId === unitId));
  const merged = [...kept, ...added];
  // The plan's new lead leads; whoever did so before is responsible.
  const newLead = after.find(({ role }) => role === 'lead')?.unitId;
  const oldLead = before.find(({ role }) => role === 'lead')?.unitId;
  if (newLead === undefined || newLead === oldLead) return merged;
  return merged.map(member =>
    member.unitId === newLead
      ? { ...member, role: 'lead' }
      : member.role === 'lead'
        ? { ...member, role: 'responsible' }
        : member,
  );
};
