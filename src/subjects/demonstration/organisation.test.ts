import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { demoCounties, demoUnits } from './organisation';
import { chargeOf, demoPeople } from './people';
import { makeRandom } from './random';
import { shareByWeight } from './schools';

const units = demoUnits();

describe('the tree', () => {
  it('has the size of a city, and each code and name once', () => {
    const count = (kind: string) => units.filter(unit => unit.kind === kind).length;
    expect([count('bureau'), count('department'), count('affiliated'), count('taskforce')]).toEqual([1, 16, 8, 1]);
    expect([count('county'), count('school')]).toEqual([18, 600]);
    expect(new Set(units.map(({ code }) => code)).size).toBe(units.length);
    expect(new Set(units.map(({ name }) => name)).size).toBe(units.length);
  });

  it('names parents first, and only one root', () => {
    const seen = new Set<string>();
    for (const { code, parentCode } of units) {
      expect(parentCode === null || seen.has(parentCode)).toBe(true);
      seen.add(code);
    }
    expect(units.filter(({ parentCode }) => parentCode === null)).toHaveLength(1);
  });

  it('gives larger counties more schools', () => {
    const schools = (areaCode: string) => units.filter(u => u.kind === 'school' && u.areaCode === areaCode).length;
    const [largest, smallest] = [demoCounties[0]!, demoCounties.at(-1)!];
    expect(schools(largest.areaCode)).toBeGreaterThan(2 * schools(smallest.areaCode));
  });

  it('is the same every time', () => {
    expect(demoUnits()).toEqual(units);
  });
});

describe('the people', () => {
  const people = demoPeople(units);
  const codes = new Set(units.map(({ code }) => code));

  it('have each their own login and name, and posts that exist', () => {
    expect(new Set(people.map(({ login }) => login)).size).toBe(people.length);
    expect(new Set(people.map(({ name }) => name)).size).toBe(people.length);
    expect(people.flatMap(({ posts }) => posts).filter(({ unitCode }) => !codes.has(unitCode))).toEqual([]);
  });

  it('act for every department, unit and county', () => {
    const acting = new Set(people.flatMap(({ posts }) => posts.map(({ unitCode }) => unitCode)));
    const alone = units.filter(({ kind, code }) => kind !== 'school' && !acting.has(code));
    expect(alone).toEqual([]);
  });

  it('have a leader for every department', () => {
    const leaders = new Set(people.filter(({ posts }) => posts[0]?.role === 'leader').map(({ login }) => login));
    const inBureau = units.filter(({ kind }) => kind === 'department' || kind === 'affiliated' || kind === 'taskforce');
    expect(inBureau.filter(({ name }) => chargeOf(name) === 'juzhang' || !leaders.has(chargeOf(name)))).toEqual([]);
  });
});

describe('chance', () => {
  it('is decided by its seed alone', () => {
    const draw = (seed: string) => Array.from({ length: 20 }, makeRandom(seed).next);
    expect(draw('a')).toEqual(draw('a'));
    expect(draw('a')).not.toEqual(draw('b'));
  });

  it('stays within its bounds and picks each once', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: -50, max: 50 }), fc.nat(100), (seed, low, span) => {
        const random = makeRandom(seed);
        const drawn = random.int(low, low + span);
        expect(drawn).toBeGreaterThanOrEqual(low);
        expect(drawn).toBeLessThanOrEqual(low + span);
        expect(random.some([1, 2, 3, 4], 3).sort()).toHaveLength(3);
      }),
    );
  });

  it('shares out exactly', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1 }), (total, weights) => {
        expect(shareByWeight(total, weights).reduce((a, b) => a + b, 0)).toBe(total);
      }),
    );
  });
});
