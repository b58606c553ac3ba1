import { describe, expect, it } from 'vitest';
import { packNews, unpackNews } from './news';

describe('news on its way to the other servers', () => {
  it('arrives as it was sent', () => {
    const gathered = new Map([
      ['7', new Set(['tasks', 'org'])],
      ['12', new Set(['plans'])],
    ]);
    expect(packNews(gathered)).toEqual(['{"7":["org","tasks"],"12":["plans"]}']);
    expect(packNews(gathered).flatMap(unpackNews)).toEqual([
      { tenantId: '7', topics: ['org', 'tasks'] },
      { tenantId: '12', topics: ['plans'] },
    ]);
    expect(packNews(new Map())).toEqual([]);
  });

  it('of thousands of bodies is cut into messages that the database carries', () => {
    const ids = Array.from({ length: 3_000 }, (_, n) => String(9_000_000_000_000_000_000n + BigInt(n)));
    const messages = packNews(new Map(ids.map(id => [id, new Set(['tasks', 'plans', 'org'])])));
    expect(Math.max(...messages.map(message => Buffer.byteLength(message)))).toBeLessThan(8_000);
    expect(messages.length).toBeLessThan(25);
    expect(messages.flatMap(unpackNews).map(({ tenantId }) => tenantId)).toEqual(ids);
  });

  it('is not made out of what somebody else says on the channel', () => {
    for (const said of ['', 'hello', '[]', 'null', '7', '{"7":"tasks"}', '{"7":[1]}'])
      expect(unpackNews(said)).toEqual([]);
  });
});
