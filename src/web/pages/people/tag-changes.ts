import { comparableName, tagsAfter } from '../../../subjects/org/rules';
import type { Unit } from '../../../subjects/org/schema';
import type { TaggedForm } from '../../../subjects/reporting/form-schema';

export type TagChange = { give: string[]; take: string[] };
export type FormChange = { form: TaggedForm; more: number; fewer: number };
export type TagChanges = {
  changed: Unit[];
  /** Chosen units that are so already. */
  same: number;
  /** Forms that are asked of more or fewer units then. */
  forms: FormChange[];
};

const fits = (form: TaggedForm, kind: Unit['kind'], tags: readonly string[]): boolean =>
  form.level === kind && form.tags.every(tag => tags.includes(tag));

/** What becomes of the chosen units, and which forms ask more or fewer of them. */
export const tagChanges = (chosen: readonly Unit[], forms: readonly TaggedForm[], change: TagChange): TagChanges => {
  const changed = chosen.filter(({ tags }) => tagsAfter(tags, change) !== tags);
  const counted = forms.map(form => {
    const turned = (from: boolean) =>
      changed.filter(
        ({ kind, tags }) => fits(form, kind, tags) === from && fits(form, kind, tagsAfter(tags, change)) !== from,
      ).length;
    return { form, more: turned(false), fewer: turned(true) };
  });
  return {
    changed,
    same: chosen.length - changed.length,
    forms: counted.filter(({ more, fewer }) => more + fewer > 0),
  };
};

/** What brings the changed units back to their labels: units that gained and lost the same go together. */
export const undoOf = (changed: readonly Unit[], { give, take }: TagChange): (TagChange & { unitIds: string[] })[] => {
  const groups = new Map<string, TagChange & { unitIds: string[] }>();
  for (const { id, tags } of changed) {
    const back = { give: take.filter(tag => tags.includes(tag)), take: give.filter(tag => !tags.includes(tag)) };
    const key = JSON.stringify(back);
    const group = groups.get(key) ?? { ...back, unitIds: [] };
    group.unitIds.push(id);
    groups.set(key, group);
  }
  return [...groups.values()];
};

export type FoundUnits = {
  units: Unit[];
  /** Lines in which no unit is named. */
  unknown: string[];
  /** Lines that name several units: only a code tells them apart. */
  ambiguous: string[];
};

/** Units named in a column (or a few) of a spreadsheet or in a list: by code, name, short name or another name of theirs. */
export const unitsNamed = (text: string, units: readonly Unit[]): FoundUnits => {
  const byName = new Map<string, Set<Unit>>();
  for (const unit of units)
    for (const name of [unit.code, unit.name, unit.shortName, ...unit.aliases]) {
      const key = comparableName(name);
      byName.set(key, (byName.get(key) ?? new Set()).add(unit));
    }
  const found = new Set<Unit>();
  const [unknown, ambiguous]: [string[], string[]] = [[], []];
  for (const line of text.split(/[\r\n、，,；;]+/)) {
    const named = line.split('\t').map(cell => byName.get(comparableName(cell)));
    const [only] = named.find(some => some?.size === 1) ?? [];
    if (only) found.add(only);
    else if (named.some(some => some)) ambiguous.push(line.trim());
    else if (line.trim()) unknown.push(line.trim());
  }
  return { units: [...found], unknown, ambiguous };
};
