import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { TOTP } from 'otpauth';
import { describe, expect, it } from 'vitest';
import { secretBox } from '../../platform/secrets/secret-box';
import { isAppCode, keptCode, shownCode } from './rules/recovery-codes';
import { newRecoveryCodes, newSecret, stepOfCode } from './second-factor';

const at = (seconds: number) => new Date(seconds * 1000).toISOString();

describe('a time-based code', () => {
  it('is that of RFC 6238: the secret and codes of its appendix', () => {
    // ASCII "12345678901234567890", SHA-1; the last six of eight digits.
    const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
    for (const [seconds, code] of [
      [59, '287082'],
      [1_111_111_109, '081804'],
      [1_234_567_890, '005924'],
      [2_000_000_000, '279037'],
    ] as const)
      expect(stepOfCode(secret, code, at(seconds), 0)).toBe(Math.floor(seconds / 30));
  });

  it('is taken one step early or late, not two, and never once its step is used', () => {
    const secret = newSecret();
    fc.assert(
      fc.property(
        fc.integer({ min: 1_700_000_000, max: 1_900_000_000 }),
        fc.integer({ min: -3, max: 3 }),
        (seconds, off) => {
          const step = Math.floor(seconds / 30) + off;
          const code = new TOTP({ secret }).generate({ timestamp: step * 30_000 });
          const found = stepOfCode(secret, code, at(seconds), 0);
          // One code in 300,000 is that of a neighbouring step as well.
          if (Math.abs(off) <= 1) {
            expect(found).not.toBeNull();
            expect(stepOfCode(secret, code, at(seconds), step + 3)).toBeNull();
            if (found === step) expect(stepOfCode(secret, code, at(seconds), step)).toBeNull();
          }
        },
      ),
    );
  });
});

describe('recovery codes', () => {
  it('are found however they are typed', () => {
    for (const code of newRecoveryCodes()) {
      expect(keptCode(shownCode(code))).toBe(code);
      expect(keptCode(` ${shownCode(code).toLowerCase()} `)).toBe(code);
      expect(keptCode(code.replaceAll('0', 'o').replaceAll('1', 'l'))).toBe(code);
      expect(isAppCode(code)).toBe(false);
    }
  });
});

describe('a sealed secret', () => {
  it('opens under its key, at its place, unchanged; not otherwise', () => {
    const box = secretBox(randomBytes(32));
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 1 }), fc.nat(), (text, place, at) => {
        const sealed = box.seal(text, place);
        expect(box.open(sealed, place)).toBe(text);
        expect(box.open(sealed, `${place}0`)).toBeNull();
        expect(secretBox(randomBytes(32)).open(sealed, place)).toBeNull();
        const changed = Buffer.from(sealed);
        changed[at % changed.length]! ^= 1;
        expect(box.open(changed, place)).toBeNull();
      }),
    );
  });
});
