import { equal } from './expression/ratio';
import { quantityOf, sameDimension, type UnitTable } from './expression/units';

/** A name without what writers vary: width, white space, quotation marks, 与 for 和. */
export const comparableIndicator = (name: string): string =>
  name
    .normalize('NFKC')
    .replaceAll(/[\s"'“”‘’「」《》]/g, '')
    .replaceAll('与', '和')
    .toLowerCase();

type Named = { code: string; name: string; aliases: readonly string[]; unit: string };

const namesOf = ({ name, aliases }: Pick<Named, 'name' | 'aliases'>): Set<string> =>
  new Set([name, ...aliases].map(comparableIndicator));

/** Names and aliases that two indicators claim, once for each; whatever their units. `at`: the later one's code. */
export const clashingNames = (indicators: readonly Named[]): { at: string; name: string; with: string }[] => {
  const owners = new Map<string, string>();
  return indicators.flatMap(indicator =>
    [...namesOf(indicator)].flatMap(name => {
      const owner = owners.get(name);
      if (owner !== undefined) return [{ at: indicator.code, name, with: owner }];
      owners.set(name, indicator.code);
      return [];
    }),
  );
};

/** Do two units say the same number: 人 and 名, % and 个百分点, but not 人 and 万人. A target without a unit goes with any. */
export const sameUnit = (a: string, b: string, units: UnitTable): boolean => {
  if (a === b) return true;
  const [x, y] = [quantityOf(a, units), quantityOf(b, units)];
  return sameDimension(x, y) && equal(x.factor, y.factor);
};

/** The indicator that a plan means by a name and a unit (null: it says none): by name first, then by alias. */
export const meantBy = <Indicator extends Omit<Named, 'code'>>(
  name: string,
  unit: string | null,
  indicators: readonly Indicator[],
  units: UnitTable,
): Indicator | null => {
  const wanted = comparableIndicator(name);
  const fits = indicators.filter(one => unit === null || unit === '' || sameUnit(unit, one.unit, units));
  return (
    fits.find(one => comparableIndicator(one.name) === wanted) ??
    fits.find(one => one.aliases.some(alias => comparableIndicator(alias) === wanted)) ??
    null
  );
};
