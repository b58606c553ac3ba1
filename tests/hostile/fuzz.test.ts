import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressOf, type Operation } from '../../src/platform/operation';
import type { Role } from '../../src/subjects/org/schema';
import { operations } from '../../src/subjects/registry';
import { arbitraryOf, type Ids } from './support/arbitrary-of';
import { fingerprint, idsOf } from './support/ids-of';
import { expectSound, type Knock, knock } from './support/knock';
import { mutated, spoiledJson } from './support/mutate';
import { startTwoBodies, type TwoBodies } from './support/two-bodies';

// The short run repeats itself, so that a failure is a change's; `npm run fuzz` seeks new ones.
const runs = Number(process.env.FUZZ_RUNS ?? 20);
const seed = Number(process.env.FUZZ_SEED ?? 20260928);

const PEOPLE: [Role, string][] = [
  ['supervisor', 'root'],
  ['supervisor', 'root'],
  ['administrator', 'root'],
  ['leader', 'root'],
  ['liaison', 'preschool'],
  ['county', 'east'],
  ['reporter', 'east-1'],
  ['auditor', 'root'],
];

/** Ten seconds of work, and only before there is a body of one's own: its right is asked in the stories of the first day. */
const RAISES_A_BODY = new Set(['demonstration.create']);

const encoded = (text: string): string => encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '\ufffd'));

const queryOf = (input: unknown): string => {
  if (input === null || typeof input !== 'object') return encoded(String(input).slice(0, 1000));
  const pairs = Object.entries(input).flatMap(([key, value]) =>
    [value]
      .flat()
      .slice(0, 300)
      .map(one => {
        const said = typeof one === 'object' ? JSON.stringify(one) : String(one);
        return `${encoded(key)}=${encoded(said.slice(0, 2000))}`;
      }),
  );
  return pairs.join('&');
};

const QUERY_ADDITIONS = [
  '&__proto__[x]=1',
  '&constructor[prototype][x]=1',
  '&taskId=1&taskId=2',
  '&q[]=1',
  '&%00=%00',
  '&q=%ff%fe',
];

const requestOf = (operation: Operation, input: unknown, spoil: number): Knock => {
  const url = addressOf(operation.name);
  if (operation.kind === 'read')
    return { method: 'GET', url: `${url}?${queryOf(input)}${QUERY_ADDITIONS[spoil] ?? ''}` };
  const json = JSON.stringify(input) ?? '';
  const payload = spoil < 4 ? spoiledJson(json, spoil) : json;
  return { method: 'POST', url, payload, headers: { 'content-type': 'application/json' } };
};

describe(`any input to any operation (FUZZ_SEED=${seed} FUZZ_RUNS=${runs})`, () => {
  let bodies: TwoBodies;
  let ids: Ids;
  let untouched: string;
  const tally = { asked: 0, done: 0 };
  const prototype = Object.getOwnPropertyNames(Object.prototype).sort().join();
  beforeAll(async () => {
    bodies = await startTwoBodies();
    ids = await idsOf(bodies);
    untouched = await fingerprint(bodies.app.owner, bodies.other.tenantId);
  });
  afterAll(() => bodies.app.close());

  it.each(
    (operations as readonly Operation[])
      .filter(({ name }) => !RAISES_A_BODY.has(name))
      .map(one => [one.name, one] as const),
  )('%s is done or refused', async (name, operation) => {
    // Each operation has people of its own: it may sign them out, take their posts, or close their accounts.
    const tokens = await Promise.all(PEOPLE.map(([role, unit]) => bodies.own.enter(role, unit)));
    const valid = arbitraryOf(operation.input, ids);
    const input = fc.oneof({ weight: 6, arbitrary: valid }, { weight: 2, arbitrary: mutated(valid) });
    const law = fc.asyncProperty(
      input,
      fc.nat(60),
      fc.integer({ min: -1, max: PEOPLE.length - 1 }),
      async (one, spoil, who) => {
        const request = requestOf(operation, one, spoil);
        const answer = await knock(bodies.app.app, request, tokens[who] ?? null);
        tally.asked += 1;
        if (answer.statusCode < 300) tally.done += 1;
        expectSound(answer, `${PEOPLE[who]?.[0] ?? 'nobody'} ${name}`);
      },
    );
    await fc.assert(law, { numRuns: runs, seed, endOnFailure: process.env.FUZZ_SHRINK !== '1' });
  });

  it('has asked for much that could be done, not only knocked at closed doors', () => {
    expect(tally.done / tally.asked).toBeGreaterThan(0.15);
  });

  it('leaves the other body as it was, and the prototypes of the program', async () => {
    expect(await fingerprint(bodies.app.owner, bodies.other.tenantId)).toBe(untouched);
    expect(Object.getOwnPropertyNames(Object.prototype).sort().join()).toBe(prototype);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});
