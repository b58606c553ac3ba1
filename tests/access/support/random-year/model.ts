import fc from 'fast-check';
import { type Role, roles, type UnitKind } from '../../../../src/subjects/org/schema';
import type { Stage } from '../../../../src/subjects/reporting/schema';

const nat = fc.nat(30);
const some = fc.option(nat, { freq: 3 });

/** A body's year of figures by chance: a tree, people anywhere in it, forms, what units filled in, targets and their splits. Numbers wrap around. */
export const anyYear = fc.record({
  units: fc.array(
    fc.record({ parent: nat, kind: fc.constantFrom<UnitKind>('department', 'county', 'county', 'school', 'school') }),
    { minLength: 4, maxLength: 6 },
  ),
  people: fc.array(
    fc.array(fc.record({ unit: nat, role: fc.constantFrom<Role>(...roles) }), { minLength: 1, maxLength: 2 }),
    { minLength: 2, maxLength: 3 },
  ),
  figures: fc.array(fc.record({ lead: some, form: nat }), { minLength: 2, maxLength: 3 }),
  forms: fc.array(fc.record({ keeper: some, level: fc.constantFrom<UnitKind>('school', 'school', 'county') }), {
    minLength: 1,
    maxLength: 2,
  }),
  submissions: fc.array(
    fc.record({
      form: nat,
      unit: nat,
      stage: fc.constantFrom<Stage>(0, 1, 2, 3),
      corrected: fc.boolean(),
      exempt: fc.boolean(),
      note: fc.option(fc.constantFrom('comment' as const, 'query' as const, 'explanation' as const)),
    }),
    { minLength: 3, maxLength: 6 },
  ),
  targets: fc.array(
    fc.record({
      sent: fc.boolean(),
      units: fc.uniqueArray(nat, { minLength: 1, maxLength: 2 }),
      splits: fc.array(
        fc.record({ by: nat, sent: fc.boolean(), parts: fc.uniqueArray(nat, { minLength: 1, maxLength: 3 }) }),
        { maxLength: 2 },
      ),
    }),
    { minLength: 1, maxLength: 2 },
  ),
});
export type RandomYear = typeof anyYear extends fc.Arbitrary<infer Year> ? Year : never;
