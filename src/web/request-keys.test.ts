import { describe, expect, it } from 'vitest';
import { ApiError } from './api-error';
import { underKey } from './request-keys';

const offline = new ApiError('offline', '', {}, 0);
const refused = new ApiError('not-permitted', '', {}, 403);

/** The key under which something is sent, and what becomes of it. */
const sent = async (call: string, ends?: Error): Promise<string> => {
  let used = '';
  await underKey(call, async key => {
    used = key;
    if (ends) throw ends;
  }).catch(() => undefined);
  return used;
};

describe('the key a deed is sent under', () => {
  it('is another one each time', async () => {
    expect(await sent('a')).toMatch(/^[0-9a-f]{32}$/);
    expect(await sent('a')).not.toBe(await sent('a'));
  });

  it('stays while no answer has come', async () => {
    const first = await sent('b', offline);
    expect(await sent('b', new TypeError('broken off'))).toBe(first);
    expect(await sent('b')).toBe(first);
    expect(await sent('b')).not.toBe(first);
  });

  it('is another one after a refusal, for other content, and when something else was done since', async () => {
    const first = await sent('c', refused);
    const second = await sent('c', offline);
    expect(second).not.toBe(first);
    expect(await sent('c with more', offline)).not.toBe(second);
    await sent('d');
    expect(await sent('c')).not.toBe(second);
  });

  it('is one for two that are under way together', async () => {
    const keys: string[] = [];
    const slow = (key: string) => {
      keys.push(key);
      return new Promise(resolve => setTimeout(resolve, 5));
    };
    await Promise.all([underKey('e', slow), underKey('e', slow)]);
    expect(new Set(keys).size).toBe(1);
  });
});
