import type { TFunction } from 'i18next';
import type { Board, BoardRow, Series } from '../../../subjects/analysis/schema';

type UnitOfRow = { id: string; name: string; at: number };

/**
 * The units of a board that a row, or some rows, say something of: the body itself stands among those below it for what is summed right
 * under it, and is not missing where nothing is. `at`: its place in the row's lists. Namespace `analysis`.
 */
export const unitsShown = (t: TFunction<'analysis'>, board: Board, rows: readonly BoardRow[]): UnitOfRow[] =>
  board.units.flatMap(({ id, name }, at) => {
    // Of whom nothing is asked, nothing is missing.
    if (rows.every(({ nothing }) => nothing.includes(at))) return [];
    if (id !== board.unit.id) return [{ id, name, at }];
    return rows.some(({ byUnit }) => byUnit[at] != null) ? [{ id, name: t('analysis:ownUnit', { name }), at }] : [];
  });

/** The units of a series that were asked, or have a value nevertheless; the unit itself named as such. */
export const seriesUnits = (t: TFunction<'analysis'>, { unit, units }: Series): Series['units'] =>
  units
    .filter(({ reported, values }) => reported.expected > 0 || values.some(value => value !== null))
    .map(one => (one.id === unit.id ? { ...one, name: t('analysis:ownUnit', { name: one.name }) } : one));
