import { describe, expect, it } from 'vitest';
import { stepInHash } from './step-in-hash';

const token = `7.${'a'.repeat(43)}`;

describe('the step that single sign-on comes back with', () => {
  it('is taken from behind the #, whole or not at all', () => {
    expect(stepInHash(`#step=code&token=${token}`)).toEqual({ next: 'code', token });
    expect(stepInHash(`#step=enrol&token=${token}`)).toEqual({ next: 'enrol', token });
    for (const hash of ['', '#', '#step=in&token=7.x', `#step=in&token=${token}`, '#step=code', `#token=${token}`])
      expect([hash, stepInHash(hash)]).toEqual([hash, null]);
  });
});
