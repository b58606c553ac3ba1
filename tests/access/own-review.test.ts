import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Id } from '../../src/platform/database/tables';
import { inTenant } from '../../src/platform/database/tenant';
import type { Actor } from '../../src/platform/operation';
import { closeUnits } from '../../src/subjects/org/place-unit';
import { actorOfId } from '../../src/subjects/org/reads';
import { roles } from '../../src/subjects/org/schema';
import { insertPost, insertUser } from '../../src/subjects/org/store';
import { othersReview } from '../../src/subjects/reporting/reads/own-submissions';
import { takesStep } from '../../src/subjects/reporting/review-policy';
import { smallBureau, startTestApp, type TestApp } from '../support/app';
import { stories } from '../support/stories';

const AT = '2026-06-01T00:00:00Z';
const steps = ['approve', 'accept'] as const;
const codes = smallBureau.map(({ code }) => code);

/** People by chance: their posts, and whether they still come in. */
const anyPeople = fc.array(
  fc.record({
    posts: fc.uniqueArray(fc.record({ code: fc.constantFrom(...codes), role: fc.constantFrom(...roles) }), {
      minLength: 1,
      maxLength: 2,
      selector: ({ code, role }) => `${code} ${role}`,
    }),
    gone: fc.boolean(),
  }),
  { minLength: 2, maxLength: 5 },
);

describe('nobody reviews what they handed in themselves', () => {
  let test: TestApp;
  let people = 0;
  const paths = new Map<string, string>();
  beforeAll(async () => {
    test = await startTestApp();
    const { tenantId, unitIds } = test;
    const units = await test.owner
      .selectFrom('orgUnits')
      .select(['id', 'path'])
      .where('tenantId', '=', tenantId)
      .execute();
    for (const [code, id] of unitIds) paths.set(code, units.find(unit => unit.id === id)!.path);
    // The county and a department go on in others; the county's school was closed before, and stays below it.
    const id = (code: string): Id => unitIds.get(code)!;
    await inTenant(test.owner, tenantId, async db => {
      await closeUnits(db, tenantId, [id('east-1')], '2026-05-01', id('west-1'));
      await closeUnits(db, tenantId, [id('east')], '2026-06-01', id('west'));
      await closeUnits(db, tenantId, [id('preschool')], '2026-06-01', id('basic'));
    });
  });
  afterAll(() => test.close());

  const settle = async (drawn: { posts: { code: string; role: (typeof roles)[number] }[]; gone: boolean }[]) =>
    inTenant(test.owner, test.tenantId, async db => {
      await db.deleteFrom('posts').where('tenantId', '=', test.tenantId).execute();
      const made: { actor: Actor; gone: boolean }[] = [];
      for (const { posts, gone } of drawn) {
        people += 1;
        const login = `person.${people}`;
        const { tenantId } = test;
        const userId = await insertUser(db, { tenantId, login, name: login, passwordHash: null, createdAt: AT });
        for (const { code, role } of posts)
          await insertPost(db, { tenantId, userId, orgUnitId: test.unitIds.get(code)!, role, title: null });
        if (gone)
          await db
            .updateTable('users')
            .set({ disabledAt: AT })
            .where('tenantId', '=', tenantId)
            .where('id', '=', userId)
            .execute();
        made.push({ actor: (await actorOfId(db, tenantId, userId))!, gone });
      }
      return made;
    });

  it('as long as somebody else may by the policy, in bodies by chance with merged units', async () => {
    const places = codes.flatMap(code =>
      ['preschool', 'basic', null].map(keeper => ({
        unitPath: paths.get(code)!,
        keeperPath: keeper && paths.get(keeper)!,
      })),
    );
    await fc.assert(
      fc.asyncProperty(anyPeople, async drawn => {
        const made = await settle(drawn);
        for (const { actor } of made)
          await inTenant(test.house.db, test.tenantId, async db => {
            const others = othersReview(db, actor);
            const beside = made.filter(one => !one.gone && one.actor.userId !== actor.userId);
            for (const step of steps)
              for (const place of places)
                expect([step, place, await others(step, place)]).toEqual([
                  step,
                  place,
                  beside.some(one => takesStep(one.actor, step, place)),
                ]);
          });
      }),
      { numRuns: stories(15) },
    );
  });

  it('whose county or department went into another has the colleagues of that one', async () => {
    const two = (code: string, role: (typeof roles)[number]) =>
      [1, 2].map(() => ({ posts: [{ code, role }], gone: false }));
    const asked = async (drawn: Parameters<typeof settle>[0], step: (typeof steps)[number], keeper: string | null) => {
      const [one] = await settle(drawn);
      const place = { unitPath: paths.get('east-1')!, keeperPath: keeper && paths.get(keeper)! };
      expect(takesStep(one!.actor, step, place)).toBe(true);
      return inTenant(test.house.db, test.tenantId, db => othersReview(db, one!.actor)(step, place));
    };
    expect(await asked(two('west', 'county'), 'approve', null)).toBe(true);
    expect(await asked(two('west', 'county').slice(1), 'approve', null)).toBe(false);
    expect(await asked(two('basic', 'liaison'), 'accept', 'preschool')).toBe(true);
    expect(await asked(two('basic', 'liaison').slice(1), 'accept', 'preschool')).toBe(false);
  });
});
