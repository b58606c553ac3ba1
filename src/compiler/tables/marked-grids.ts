import { type Draft, trimRegion } from '../draft';
import { type Cell, cellAt, type Grid } from './cells';

/** The tables that the file itself marks as such. */
export const markedGrids = (draft: Draft): Grid[] => {
  const tables = new Map<number, Map<number, Cell[]>>();
  const toPlain = plainPositions(draft);
  for (const { start, end, place } of draft.source.marks) {
    if (place.kind !== 'cell') continue;
    const rows = tables.get(place.table) ?? new Map<number, Cell[]>();
    tables.set(place.table, rows);
    const cells = rows.get(place.row) ?? [];
    rows.set(place.row, cells);
    const region = trimRegion(draft.text, { start: toPlain(start), end: toPlain(end) });
    cells.push(cellAt(region, place.row, place.column, place));
  }
  return [...tables.values()].map(rows => [...rows.values()]);
};

/** Positions of the source in the plain text; asked for in rising order. */
const plainPositions = ({ plain }: Draft): ((at: number) => number) => {
  const { offsets } = plain;
  if (!offsets) return at => at;
  let plainAt = 0;
  return at => {
    while (plainAt < offsets.length - 1 && offsets[plainAt]! < at) plainAt += 1;
    return plainAt;
  };
};
