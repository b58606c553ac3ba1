import { describe, expect, it } from 'vitest';
import type { Actor } from '../operation';
import { rememberActors } from './remember-actors';

const actor = (login: string): Actor => ({
  tenantId: '1',
  userId: '1',
  name: login,
  login,
  language: 'zh-CN',
  posts: [],
  demoToday: null,
});

describe('remembering who acts', () => {
  it('asks once for many questions, and again after a write', async () => {
    let asked = 0;
    const memory = rememberActors(async token => {
      asked += 1;
      return actor(token);
    });
    await Promise.all([memory.of('a'), memory.of('a'), memory.of('b')]);
    expect([asked, (await memory.of('b'))?.login]).toEqual([2, 'b']);
    memory.forget();
    await memory.of('a');
    expect(asked).toBe(3);
  });

  it('does not remember a failure', async () => {
    let broken = true;
    const memory = rememberActors(async () => {
      if (broken) throw new Error('the database is away');
      return actor('a');
    });
    await expect(memory.of('a')).rejects.toThrow('away');
    broken = false;
    expect((await memory.of('a'))?.login).toBe('a');
  });
});
