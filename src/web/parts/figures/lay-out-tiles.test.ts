import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layOutTiles } from './lay-out-tiles';

describe('a map of tiles', () => {
  it('is a compact block in the given order where no places are given', () => {
    const { columns, rows, places } = layOutTiles(Array(18).fill(null));
    expect([columns, rows]).toEqual([6, 3]);
    expect(places[0]).toEqual({ column: 0, row: 0 });
    expect(places[6]).toEqual({ column: 0, row: 1 });
    expect(layOutTiles([])).toEqual({ columns: 1, rows: 0, places: [] });
    expect(layOutTiles(Array(600).fill(null)).columns).toBe(8);
  });

  it('keeps given places and begins at the first of them', () => {
    const { columns, rows, places } = layOutTiles([
      { column: 5, row: 3 },
      { column: 7, row: 2 },
    ]);
    expect(places).toEqual([
      { column: 0, row: 1 },
      { column: 2, row: 0 },
    ]);
    expect([columns, rows]).toEqual([3, 2]);
  });

  it('puts below who has no place, an impossible one, or one that is taken', () => {
    const { places } = layOutTiles([
      { column: 0, row: 0 },
      { column: 0, row: 0 },
      { column: -1, row: 0 },
      null,
      { column: 1, row: 0 },
    ]);
    expect(places).toEqual([
      { column: 0, row: 0 },
      { column: 0, row: 1 },
      { column: 1, row: 1 },
      { column: 0, row: 2 },
      { column: 1, row: 0 },
    ]);
  });

  it('never puts two on one place, and none outside', () => {
    const place = fc.option(
      fc.record({ column: fc.integer({ min: -1, max: 5 }), row: fc.integer({ min: -1, max: 5 }) }),
    );
    fc.assert(
      fc.property(fc.array(place, { maxLength: 60 }), wanted => {
        const { columns, rows, places } = layOutTiles(wanted);
        expect(new Set(places.map(({ column, row }) => `${column} ${row}`)).size).toBe(wanted.length);
        for (const { column, row } of places) {
          expect(column).toBeLessThan(columns);
          expect(row).toBeLessThan(rows);
        }
      }),
    );
  });
});
