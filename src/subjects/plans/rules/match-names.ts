import { comparableName } from '../../org/rules';
import type { Unit, UnitKind } from '../../org/schema';
import type { NameMatch } from '../schema';

/**
 * What a field's pack says about names of bodies (`packs/<field>/organizations.json`): names that stand for many, as kinds of
 * units (none: they stay words), and the kind of a new unit by the ending of its name.
 */
export type OrganizationWords = {
  collectives: { names: string[]; kinds: UnitKind[] }[];
  kinds: { endings: string[]; kind: UnitKind }[];
  otherwise: UnitKind;
};

type KnownUnit = Pick<Unit, 'id' | 'name' | 'shortName' | 'aliases' | 'kind'>;

/**
 * Each canonical name of the plan with the units it stands for: by name, short name or alias anywhere in the body, or as a
 * collective of its pack. What is found nowhere would be created under the root.
 */
export function matchNames(
  names: readonly string[],
  units: readonly KnownUnit[],
  words: OrganizationWords,
): NameMatch[] {
  const byName = new Map<string, string>();
  // Exact names win over short names, these over aliases; the first unit in the tree's order wins among equals.
  for (const namesOf of [
    (unit: KnownUnit) => [unit.name],
    (unit: KnownUnit) => [unit.shortName],
    (unit: KnownUnit) => unit.aliases,
  ])
    for (const unit of units)
      for (const name of namesOf(unit)) {
        const known = comparableName(name);
        if (!byName.has(known)) byName.set(known, unit.id);
      }
  const collectives = new Map(
    words.collectives.flatMap(({ names: all, kinds }) => all.map(name => [comparableName(name), kinds] as const)),
  );
  return names.map(canonical => {
    const name = comparableName(canonical);
    const unitId = byName.get(name);
    if (unitId !== undefined) return { canonical, how: 'unit', unitIds: [unitId] };
    const kinds = collectives.get(name);
    if (kinds === undefined) return { canonical, how: 'new', unitIds: [] };
    if (kinds.length === 0) return { canonical, how: 'written', unitIds: [] };
    const unitIds = units.filter(unit => kinds.includes(unit.kind)).map(unit => unit.id);
    return { canonical, how: 'collective', unitIds };
  });
}

/** The kind of a unit that is only known by its name. */
export const kindOfName = (name: string, words: OrganizationWords): UnitKind =>
  words.kinds.find(({ endings }) => endings.some(ending => comparableName(name).endsWith(comparableName(ending))))
    ?.kind ?? words.otherwise;
