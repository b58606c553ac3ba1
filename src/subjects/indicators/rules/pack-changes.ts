import type { Id } from '../../../platform/database/tables';
import type { Catalogue, Held, Wanted, WantedCatalogue } from './definition-fields';
import type { UnitTable } from './expression/units';
import { comparableIndicator, sameUnit } from './indicator-names';
import type { Pack, PackIndicator } from './pack';

const SORT_STEP = 10;

export type PackWishes = {
  /** The unit that a name means; null where there is none. */
  unitNamed: (name: string) => Id | null;
  /** Codes of what is left as it is here. */
  keep: ReadonlySet<string>;
  units: UnitTable;
};

const byCode = <Fields extends { code: string | null }>(held: readonly Held<Fields>[], code: string) =>
  held.find(({ fields }) => fields.code === code) ?? null;

// What a plan named before the catalogue came is the same indicator: it is given its definition and keeps its targets.
const namedBefore = (held: Catalogue['indicators'], { name, unit }: PackIndicator, units: UnitTable) => {
  const named = held.filter(
    ({ fields }) =>
      fields.code === null &&
      comparableIndicator(fields.name) === comparableIndicator(name) &&
      sameUnit(fields.unit, unit, units),
  );
  return named.find(({ fields }) => fields.name === name && fields.unit === unit) ?? named[0] ?? null;
};

/** What a catalogue is to be with a pack in it: matched by code; a lead that no unit is named after, and aliases given here, stay. */
export const wantedOf = (pack: Pack, held: Catalogue, { unitNamed, keep, units }: PackWishes): WantedCatalogue => {
  const isKept = (code: string, before: unknown) => before !== null && keep.has(code);
  const wanted: WantedCatalogue = { dimensions: [], figures: [], indicators: [] };
  const want = <Fields>(list: Wanted<Fields>[], before: Held<Fields> | null, fields: Fields, at: string) =>
    list.push({ id: before?.id ?? null, fields, at });

  for (const { code, name, options } of pack.dimensions) {
    const before = byCode(held.dimensions, code);
    if (!isKept(code, before)) want(wanted.dimensions, before, { code, name, options }, `dimensions[${code}]`);
  }
  for (const { lead, ...figure } of pack.figures) {
    const before = byCode(held.figures, figure.code);
    const leadUnitId = unitNamed(lead) ?? before?.fields.leadUnitId ?? null;
    if (!isKept(figure.code, before))
      want(wanted.figures, before, { ...figure, leadUnitId }, `figures[${figure.code}]`);
  }
  for (const [index, indicator] of pack.indicators.entries()) {
    const { lead, public: isPublic, expression: _, ...fields } = indicator;
    const before = byCode(held.indicators, fields.code) ?? namedBefore(held.indicators, indicator, units);
    if (isKept(fields.code, before?.fields.code ? before : null)) continue;
    const leadUnitId = unitNamed(lead) ?? before?.fields.leadUnitId ?? null;
    const aliases = [...new Set([...(before?.fields.aliases ?? []), ...fields.aliases])];
    const sort = before?.fields.code ? before.fields.sort : (index + 1) * SORT_STEP;
    want(wanted.indicators, before, { ...fields, isPublic, leadUnitId, aliases, sort }, `indicators[${fields.code}]`);
  }
  return wanted;
};
