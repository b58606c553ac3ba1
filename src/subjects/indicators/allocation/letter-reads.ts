import { sql } from 'kysely';
import type { Db } from '../../../platform/database/connect';
import type { Id } from '../../../platform/database/tables';
import type { Target } from '../targets/reads';
import { type Course, courseOf } from './course';
import { type Allocation, type AllocationPart, allocationsWhere } from './reads';

/** One target in a letter: a unit's part of a split that was sent out, with its course. */
export type LetterLine = { allocation: Allocation; target: Target; part: AllocationPart; course: Course };

/** 目标责任书 between the unit that gives and the one that takes: all parts of one year. */
export type Letter = { unitId: Id; unitName: string; by: { unitId: Id; unitName: string }; lines: LetterLine[] };

const fullNames = async (db: Db, tenantId: Id, units: readonly Id[]): Promise<Map<Id, string>> => {
  if (units.length === 0) return new Map();
  const rows = await db
    .selectFrom('orgUnits')
    .select(['id', 'name'])
    .where('tenantId', '=', tenantId)
    .where('id', 'in', [...units])
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
};

/** The letters of a year that a unit has given (`by`) or that were given to one (`to`), in the order of the tree. */
export const lettersOf = async (db: Db, tenantId: Id, year: number, of: { by: Id } | { to: Id }): Promise<Letter[]> => {
  const chosen =
    'by' in of
      ? sql`a.org_unit_id = ${of.by}`
      : sql`exists (select 1 from allocation_parts lp
          where lp.tenant_id = a.tenant_id and lp.allocation_id = a.id and lp.org_unit_id = ${of.to})`;
  const allocations = await allocationsWhere(db, tenantId, sql`a.state = 'sent' and t.year = ${year} and ${chosen}`);
  const letters = new Map<Id, Letter>();
  const names = await fullNames(db, tenantId, [
    ...new Set(allocations.flatMap(({ parts }) => parts.map(({ unitId }) => unitId))),
  ]);
  for (const allocation of allocations) {
    const { target, rule, unitId: byId, unitName } = allocation;
    const parts = allocation.parts.filter(({ unitId }) => 'by' in of || unitId === of.to);
    for (const part of parts) {
      const course = courseOf(target, rule, part.value, part.last);
      const letter = letters.get(part.unitId) ?? {
        unitId: part.unitId,
        unitName: names.get(part.unitId) ?? part.unitName,
        by: { unitId: byId, unitName },
        lines: [],
      };
      letter.lines.push({ allocation, target, part, course });
      letters.set(part.unitId, letter);
    }
  }
  return [...letters.values()];
};

/** Where the trajectory of a part should stand at the end of each quarter of a year; null before it begins. */
export const quarterEnds = (year: number): string[] => [
  `${year}-03-31`,
  `${year}-06-30`,
  `${year}-09-30`,
  `${year}-12-31`,
];
