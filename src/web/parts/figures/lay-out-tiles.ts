/** A place on the grid of tiles: columns from the left, rows from the top, both from 0. */
export type TilePlace = { column: number; row: number };
export type TileLayout = { columns: number; rows: number; places: TilePlace[] };

const isPlace = (place: TilePlace | null | undefined): place is TilePlace =>
  !!place && [place.column, place.row].every(at => Number.isInteger(at) && at >= 0 && at < 40);

/**
 * Where each tile stands, in the given order. Places that are given are kept, moved together so that the map begins at its first
 * tile; who has none, an impossible one, or one that is taken, follows in rows below. Without any place: a compact block, somewhat
 * wider than high, `widest` columns at most.
 */
export const layOutTiles = (wanted: readonly (TilePlace | null | undefined)[], widest = 8): TileLayout => {
  const taken = new Set<string>();
  const kept = wanted.map(place => {
    if (!isPlace(place)) return null;
    const key = `${place.column} ${place.row}`;
    if (taken.has(key)) return null;
    taken.add(key);
    return place;
  });
  const given = kept.filter(place => place !== null);
  const [left, top] = [Math.min(...given.map(({ column }) => column)), Math.min(...given.map(({ row }) => row))];
  const rest = wanted.length - given.length;
  const columns =
    given.length > 0
      ? Math.max(...given.map(({ column }) => column)) - left + 1
      : Math.min(widest, Math.max(1, Math.ceil(Math.sqrt(rest * 1.6))));
  const below = given.length > 0 ? Math.max(...given.map(({ row }) => row)) - top + 1 : 0;
  let next = 0;
  const places = kept.map(place => {
    if (place) return { column: place.column - left, row: place.row - top };
    const at = next++;
    return { column: at % columns, row: below + Math.floor(at / columns) };
  });
  return { columns, rows: places.length === 0 ? 0 : Math.max(...places.map(({ row }) => row)) + 1, places };
};
